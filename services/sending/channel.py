"""What a channel must be able to do to carry the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from programme.messages import DocumentRef, Incoming, Outgoing
from programme.outbox import Sent


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event the channel could not read; kept, counted and never answered."""

    channel: str
    event_id: str
    body: str


CommandMenu = Mapping[str, Sequence[tuple[str, str]]]
"""Language ("" = any other) → commands without their slash, each with what it does."""


class Receiver(Protocol):
    """Takes events in. Returns when they are stored: only then may they be acknowledged."""

    async def __call__(self, events: Sequence[Incoming | Unreadable]) -> None: ...


class Channel(Protocol):
    """One account of one messenger.

    `name` is what stands in `Incoming.channel` ("telegram").
    """

    name: str

    async def check(self) -> None:
        """Ask whether the account works (Telegram: getMe). Raises a `SendProblem` if not."""

    async def introduce(self, commands: CommandMenu) -> str:
        """Show the menu of commands; returns how a link begins that opens the chat with a code.

        Raises a `SendProblem`.
        """

    async def listen(self, receive: Receiver) -> None:
        """Bring events until cancelled. Survives outages; raises `AccountTrouble` on refusal."""

    async def send(self, address: str, message: Outgoing) -> Sent:
        """Send one message. Raises a `SendProblem` that says whether it may have gone out."""

    async def fetch(self, document: DocumentRef) -> bytes:
        """The bytes of a file somebody sent."""

    async def close(self) -> None:
        """Close connections."""
