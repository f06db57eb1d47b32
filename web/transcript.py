"""What the try-it chats show, and how an open page follows them. In memory only."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from programme.messages import Button


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A picture or document of a bubble; its bytes are in `Files`."""

    file_id: str
    name: str
    size: int
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as a chat shows it.

    `is_own` says that the person of this chat wrote it: then `text` is plain, else it is the small
    HTML of `Outgoing`. `pressed` is the data of the button pressed last. `at` is UTC and decides
    the place in the chat.
    """

    address: str
    message_id: str
    at: datetime
    is_own: bool
    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: ShownFile | None = None
    ask_phone: str | None = None
    pressed: str | None = None


class Transcript:
    """The newest `keep` bubbles of every chat, with a mark that says how far a reader has come.

    A mark of an earlier process is as good as none: its reader gets everything there is.
    """

    def __init__(self, keep: int = 300) -> None:
        self._keep = keep
        self._started = secrets.token_hex(4)
        self._revision = 0
        self._chats: dict[str, dict[str, tuple[int, Bubble]]] = {}
        self._changed = asyncio.Event()
        self._is_closed = False

    def show(self, bubble: Bubble) -> None:
        """Add a bubble; one with a known id replaces the earlier one and keeps its place."""
        chat = self._chats.setdefault(bubble.address, {})
        if earlier := self.find(bubble.address, bubble.message_id):
            bubble = replace(bubble, at=earlier.at)
        self._revision += 1
        chat[bubble.message_id] = (self._revision, bubble)
        while len(chat) > self._keep:
            del chat[next(iter(chat))]
        self._wake()

    def find(self, address: str, message_id: str) -> Bubble | None:
        _, bubble = self._chats.get(address, {}).get(message_id, (0, None))
        return bubble

    async def follow(
        self, addresses: Collection[str], after: str, pause: float
    ) -> AsyncIterator[tuple[str, list[Bubble]]]:
        """Yield a mark and the bubbles changed since the one before, until closed.

        The first pair comes at once, with all that changed `after` that mark. When nothing changes
        for `pause` seconds, an empty list comes.
        """
        seen = self._revision_of(after)
        while not self._is_closed:
            changed = self._changed
            news = self._since(seen, addresses)
            seen = self._revision
            yield f"{self._started}.{seen}", news
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), pause)

    def close(self) -> None:
        """End what follows."""
        self._is_closed = True
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _revision_of(self, mark: str) -> int:
        started, _, revision = mark.partition(".")
        return int(revision) if started == self._started and revision.isdecimal() else 0

    def _since(self, revision: int, addresses: Collection[str]) -> list[Bubble]:
        news = [
            bubble
            for address in addresses
            for changed, bubble in self._chats.get(address, {}).values()
            if changed > revision
        ]
        return sorted(news, key=lambda bubble: bubble.at)
