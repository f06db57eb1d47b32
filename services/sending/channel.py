"""What a channel must be able to do to carry the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from programme.messages import DocumentRef, Incoming, Outgoing
from programme.outbox import Sent


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event the channel could not read; kept, counted and never answered."""

    channel: str
    event_id: str
    body: str


BeforeWriting = Callable[[], Awaitable[None]]
"""Awaited just before a message's first byte leaves; when it raises, nothing may leave."""

CommandMenu = Mapping[str, Sequence[tuple[str, str]]]
"""Language ("" = any other) → commands without their slash, each with what it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a channel can do, and its limits. The defaults are those of a page of our own.

    Lengths are in the channel's own characters, files in bytes. None is no limit, or never.
    """

    title: str = ""
    """What people call the messenger; "" where its name means nothing to them."""

    text_length: int | None = None
    caption_length: int | None = None
    largest_file: int | None = None  # that people may send to the bot
    buttons: int | None = None  # under one message
    label_length: int | None = None
    data_bytes: int | None = None  # of a button, at least programme.messages.MOST_DATA_BYTES
    list_rows: int = 0  # choices of a list, where there is no room for buttons

    edits: bool = True
    deletes_for: timedelta | None = None  # how old a message may be that it deletes; None: never
    tells_read: bool = False
    free_for: timedelta | None = None  # how long after a person's message the bot may write freely

    shows_places: bool = False  # `Outgoing.place`: on a map
    shows_cards: bool = False  # `Outgoing.card`: a contact to save
    asks_phone: bool = True  # with a button that shares one's own number
    tells_address: bool = False  # do people know their chat's address (a number, an account)?
    group_prefix: str = ""  # how the addresses of groups begin; "" where there are no groups
    group_per_minute: int | None = None
    command_menu: bool = False
    deep_links: bool = False  # does a link from elsewhere open the chat with a code?

    pastes_cut_from: int | None = None
    """People's apps may send what is longer as several messages: from which length on."""
    redelivers_for: timedelta = timedelta(0)
    """How long an event that was not acknowledged may come again."""
    fixes: Mapping[str, str] = field(default_factory=dict)
    """Why an account may be stopped → what to do: sentences for `Words`."""

    def is_group(self, address: str) -> bool:
        return bool(self.group_prefix) and address.startswith(self.group_prefix)


class Receiver(Protocol):
    """Takes events in. Returns when they are stored: only then may they be acknowledged."""

    async def __call__(self, events: Sequence[Incoming | Unreadable]) -> None: ...


class Channel(Protocol):
    """One account of one messenger.

    `name` is what stands in `Incoming.channel`.
    """

    name: str
    capabilities: Capabilities

    async def check(self) -> None:
        """Ask whether the account works. Raises a `SendProblem` if not."""

    async def introduce(self, commands: CommandMenu) -> str:
        """Show the menu of commands; returns how a link begins that opens the chat with a code.

        Raises a `SendProblem`.
        """

    async def listen(self, receive: Receiver) -> None:
        """Bring events until cancelled. Survives outages; raises `AccountTrouble` on refusal."""

    async def send(
        self, address: str, message: Outgoing, before_writing: BeforeWriting | None = None
    ) -> Sent:
        """Send one message. Raises a `SendProblem` that says whether it may have gone out.

        What `before_writing` raises comes out unchanged.
        """

    async def fetch(self, document: DocumentRef) -> bytes:
        """The bytes of a file somebody sent."""

    async def close(self) -> None:
        """Close connections."""
