"""A delivery loop on a real store: a test's messages, and what becomes of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.channels.telegram.capabilities import CAPABILITIES
from programme.messages import Outgoing
from programme.outbox import Kind, SendProblem, Sent
from programme.people import Contact
from services.sending import accounts, outbox
from services.sending.channel import BeforeWriting, Channel
from services.sending.delivery import Delivery
from services.sending.outbox import Claimed, Withdrawn
from services.sending.pace import Limits
from store import contacts
from store.connection import Store, Tx
from store.outbox import Row

CHANNEL = "telegram"
PATIENCE = 30.0
NO_LIMITS = Limits(0, 0)


def word(tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
    return Outgoing(row.body)


class MovableClock:
    """The system's clock, whose time of day can be set."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def monotonic(self) -> float:
        return time.monotonic()


class FakeChannel:
    """Takes everything at once, unless `answer` (given the address) waits or raises."""

    name = CHANNEL
    capabilities = CAPABILITIES

    def __init__(self, answer: Callable[[str], Any] | None = None) -> None:
        self.sent: list[tuple[float, str, str]] = []
        self.checks = 0
        self._answer = answer
        self._changed = asyncio.Event()

    async def check(self) -> None:
        self.checks += 1

    async def send(
        self, address: str, message: Outgoing, before_writing: BeforeWriting | None = None
    ) -> Sent:
        if before_writing is not None:
            await before_writing()
        self.sent.append((time.monotonic(), address, message.text))
        self._changed.set()
        if self._answer:
            await self._answer(address)
        return Sent(str(len(self.sent)))

    async def has_sent(self, number: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.sent) < number:
                self._changed.clear()
                await self._changed.wait()

    def texts_to(self, address: str) -> list[str]:
        return [text for _, to, text in self.sent if to == address]


class Post:
    """The outbox of a test and the loop that empties it."""

    def __init__(
        self,
        store: Store,
        channel: Channel | FakeChannel,
        limits: Limits = NO_LIMITS,
        owner: str | None = None,
    ) -> None:
        self.store = store
        self.clock = MovableClock()
        self.owner = owner or accounts.new_owner()
        self.settled: list[tuple[Claimed, Sent | SendProblem]] = []
        self._keys = count(1)
        self._changed = asyncio.Event()
        self.delivery = Delivery(
            store, channel, self.owner, word, self.clock, limits, self._note  # type: ignore[arg-type]
        )  # fmt: skip

    def _note(self, claimed: Claimed, outcome: Sent | SendProblem) -> None:
        self.settled.append((claimed, outcome))
        self._changed.set()

    async def take(self) -> accounts.Taken | None:
        return await self.store.write(
            lambda tx: accounts.take(tx, CHANNEL, self.owner, self.clock.now())
        )

    async def put(self, kind: Kind, *chats: int | str, text: str = "Halo", **more: Any) -> None:
        """A message to each chat, waiting in this order."""

        def work(tx: Tx) -> None:
            now = self.clock.now()
            for chat in chats:
                contact = contacts.at(tx, CHANNEL, str(chat), now)
                key = f"{self.owner}:{next(self._keys)}"
                if kind is Kind.REPLY:
                    outbox.reply(tx, contact, Outgoing(text), key, now)
                else:
                    outbox.push(tx, contact, kind, key, {"text": text}, now, **more)

        await self.store.write(work)
        self.delivery.wake()

    async def states(self) -> list[tuple[Any, ...]]:
        """(state, reason, how often unclear) of each message in the order of their coming."""
        query = "SELECT state, reason, uncertain_count FROM outbox ORDER BY id"
        return await self.store.read(lambda tx: tx.db.execute(query).fetchall())

    async def has_settled(self, number: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.settled) < number:
                self._changed.clear()
                await self._changed.wait()

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[None]:
        """The loop at work, until the block ends; then what is under way ends, too."""
        assert await self.take()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.delivery.run())
            yield
            await self.delivery.finish()
