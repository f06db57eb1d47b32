"""Takes the turns of events: in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from handlers.dispatch import apologise, take_turn
from handlers.turns.turn import Setup
from programme.messages import Incoming
from services.clock import Clock
from services.inbox import conversation
from services.sending.channel import Unreadable
from services.sending.retrying import PAUSE_WHEN_REFUSED
from store.connection import Store, Work
from store.errors import StoreError, WrongKey

log = structlog.get_logger()

Chat = tuple[str, str]
Stored = tuple[int, Incoming]


class Turns:
    """Stores events (a `services.sending.channel.Receiver`) and takes their turns.

    `wake` is called with the channel's name when a turn has been submitted to the store.
    """

    def __init__(
        self, store: Store, setup: Setup, clock: Clock, wake: Callable[[str], None]
    ) -> None:
        self._store = store
        self._setup = setup
        self._clock = clock
        self._wake = wake
        self._waiting: dict[Chat, deque[Stored]] = {}
        self._chats: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    async def __call__(self, events: Sequence[Incoming | Unreadable]) -> None:
        """Store events; they count as received when this returns."""
        now = self._clock.now()
        self._add(await self._store.write(partial(conversation.receive, events=events, now=now)))

    async def resume(self, channel: str) -> None:
        """Take the turns of this channel's events that were stored but not answered."""
        stored, odd = await self._store.read(conversation.waiting)
        now = self._clock.now()
        for inbox_id in odd:
            await self._store.write(partial(conversation.fail_event, inbox_id=inbox_id, now=now))
        self._add(each for each in stored if each[1].channel == channel)

    async def finish(self) -> None:
        """Finish current turns; waiting events stay in the inbox for the next start."""
        self._stopping.set()
        if self._chats:
            await asyncio.wait(self._chats)

    def _add(self, stored: Iterable[Stored]) -> None:
        for inbox_id, incoming in stored:
            chat = (incoming.channel, incoming.address)
            if chat in self._waiting:
                self._waiting[chat].append((inbox_id, incoming))
            else:
                self._waiting[chat] = deque([(inbox_id, incoming)])
                task = asyncio.create_task(self._take_all(chat))
                self._chats.add(task)
                task.add_done_callback(self._chats.discard)

    async def _take_all(self, chat: Chat) -> None:
        queue = self._waiting[chat]
        try:
            while queue and not self._stopping.is_set():
                inbox_id, incoming = queue.popleft()
                await self._take(inbox_id, incoming)
        finally:
            del self._waiting[chat]

    async def _take(self, inbox_id: int, incoming: Incoming) -> None:
        """Take one turn, and retry until the store accepts it."""
        while not self._stopping.is_set():
            try:
                await self._turn_or_apology(inbox_id, incoming)
            except StoreError as refused:
                log.error("turn not stored", inbox=inbox_id, why=str(refused))  # noqa: TRY400
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), PAUSE_WHEN_REFUSED)
            else:
                return

    async def _turn_or_apology(self, inbox_id: int, incoming: Incoming) -> None:
        """Answer; if that fails, apologise; if that fails, too, mark the event as failed.

        Raises `StoreError` while the store is unavailable.
        """
        setup, now = self._setup, self._clock.now()
        ways: tuple[Work[Any], ...] = (
            lambda tx: take_turn(tx, setup, inbox_id, incoming, now),
            lambda tx: apologise(tx, setup, inbox_id, incoming, now),
            lambda tx: conversation.fail_event(tx, inbox_id, now),
        )
        for way in ways:
            try:
                await self._answer(incoming, way)
            except Exception as error:  # one turn's failure is its own: the others go on
                if isinstance(error, StoreError) and not isinstance(error, WrongKey):
                    raise
                log.exception("turn failed", inbox=inbox_id)
            else:
                return

    async def _answer(self, incoming: Incoming, work: Work[Any]) -> None:
        """Store the answer. Delivery is woken meanwhile and claims it in the same commit."""
        stored = self._store.submit(work)
        self._wake(incoming.channel)
        await stored
