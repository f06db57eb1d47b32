"""One channel's account: while this process holds its lease, listen and deliver."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from programme.outbox import AccountRefused, AccountTrouble, SendProblem
from services.clock import Clock
from services.sending import accounts
from services.sending.channel import Channel, Receiver
from services.sending.delivery import Delivery
from services.sending.retrying import PAUSE_WHEN_REFUSED, until_stored
from store.connection import Store
from store.errors import StoreError

log = structlog.get_logger()

STANDBY_SECONDS = 2.0
OUTAGE_SECONDS = 5.0
TROUBLE_SECONDS = 60.0
REFUSED_SECONDS = 2.0
REFUSED_TIMES = 3
"""So often in a row an account is refused before the process ends with an error."""


class LeaseLost(Exception):
    """Another process has taken the account over."""


class RefusedForGood(Exception):
    """The messenger doesn't know the account (any more), as `reason` says."""

    def __init__(self, channel: str, reason: str) -> None:
        super().__init__(f"{channel}: {reason}")
        self.channel, self.reason = channel, reason


class Account:
    """Runs one account until cancelled. A second process on the same store stands by.

    `on_answer` is awaited once after each taking of the lease, when the channel has answered for
    the first time: until then nobody may have told the right time. The account listens only after
    `introduce` has succeeded. `beside` runs as long as the lease is held. While the store is
    unavailable, writing is retried and no event counts as received.
    """

    def __init__(
        self,
        store: Store,
        channel: Channel,
        delivery: Delivery,
        owner: str,
        clock: Clock,
        receive: Receiver,
        on_answer: Callable[[], Awaitable[None]],
        introduce: Callable[[], Awaitable[None]],
        beside: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        self.name = channel.name
        self.delivery = delivery
        self._store = store
        self._channel = channel
        self._owner = owner
        self._clock = clock
        self._receive = receive
        self._on_answer = on_answer
        self._introduce = introduce
        self._beside = beside
        self._is_taken_up = False

    async def run(self) -> None:
        while True:
            await self._take_lease()
            self._is_taken_up = False
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._keep_lease())
                    group.create_task(self._listen())
                    group.create_task(self.delivery.run())
                    group.create_task(self._beside())
            except* LeaseLost:
                log.warning("account taken over by another process", channel=self.name)

    async def release(self) -> None:
        """Let another process take over at once. Where the store refuses, the lease runs out."""
        with suppress(StoreError):
            await self._store.write(lambda tx: accounts.release(tx, self.name, self._owner))

    async def _take_lease(self) -> None:
        is_told = False
        while not await self._renew():
            if not is_told:
                log.warning("standing by: another process runs this", channel=self.name)
                is_told = True
            await asyncio.sleep(STANDBY_SECONDS)

    async def _keep_lease(self) -> None:
        while True:
            await asyncio.sleep(accounts.LEASE.total_seconds() / 3)
            if not await self._renew():
                raise LeaseLost

    async def _renew(self) -> bool:
        taken = await until_stored(
            "renew the lease",
            lambda: self._store.write(
                lambda tx: accounts.take(tx, self.name, self._owner, self._clock.now())
            ),
        )
        if taken and taken.uncertain:
            self.delivery.look_at_unclear()
        return taken is not None

    async def _take_up(self) -> None:
        if not self._is_taken_up:
            await until_stored("take up the account", self._on_answer)
            self._is_taken_up = True

    async def _listen(self) -> None:
        """Raises `RefusedForGood`."""
        refused = 0
        while True:
            try:
                await self._introduce()
                refused = 0
                await self._take_up()
                await until_stored("note the start", self.delivery.note_start)
                await self._channel.listen(self._receive)
            except AccountTrouble as trouble:
                await self._take_up()
                await until_stored(
                    "note the stop", partial(self.delivery.note_stop, trouble.reason)
                )
                refused = refused + 1 if isinstance(trouble, AccountRefused) else 0
                if refused == REFUSED_TIMES:
                    raise RefusedForGood(self.name, trouble.reason) from None
                await asyncio.sleep(REFUSED_SECONDS if refused else TROUBLE_SECONDS)
            except SendProblem as problem:
                log.warning("channel does not answer", channel=self.name, why=problem.reason)
                await asyncio.sleep(OUTAGE_SECONDS)
            except StoreError as error:
                log.error("events not stored", channel=self.name, why=str(error))  # noqa: TRY400
                await asyncio.sleep(PAUSE_WHEN_REFUSED)
