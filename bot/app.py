"""Puts everything together, starts it and stops it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.account import Account
from bot.turns import Turns
from bot.uploads import Uploads
from handlers.feature_list import command_menu
from handlers.turns.turn import Setup
from programme.reminders import ReminderRules
from scheduler.jobs import Job, Jobs, LongJob, jobs_of
from services.clock import Clock
from services.operations.retention import AUDIT_KEPT
from services.pushed import Speaker
from services.sending import accounts
from services.sending.channel import Channel
from services.sending.delivery import Delivery
from services.sending.pace import Limits
from store.connection import Store

log = structlog.get_logger()

FINISH_SECONDS = 2.5
"""How long turns and sends in progress may take to end when the bot stops."""

RELEASE_SECONDS = 1.0
"""How long releasing a lease may take; it also runs out by itself."""


class App:
    """The bot: channels, turns, delivery and jobs around one store."""

    def __init__(
        self,
        store: Store,
        setup: Setup,
        rules: ReminderRules,
        channels: Mapping[Channel, Limits],
        clock: Clock,
        *,
        audit_kept: timedelta = AUDIT_KEPT,
        long_jobs: Sequence[LongJob] = (),
    ) -> None:
        """The audit is cut after `audit_kept`; `long_jobs` run beside everything else."""
        self._setup = setup
        self._channels = channels
        setup.channels.update({each.name: each.capabilities for each in channels})
        self._turns = Turns(store, setup, clock, self._wake)
        owner = accounts.new_owner()
        speaker = Speaker(setup.language, setup.zone, rules, setup.office)
        redelivered_for = max(each.capabilities.redelivers_for for each in channels)
        jobs: list[Job | LongJob] = [
            *jobs_of(speaker, audit_kept, redelivered_for), *long_jobs
        ]  # fmt: skip
        self._jobs = Jobs(store, jobs, clock, self._wake_all)
        self._accounts = {
            channel.name: Account(
                store,
                channel,
                Delivery(store, channel, owner, speaker, clock, limits),
                owner,
                clock,
                self._turns,
                partial(self._take_up, channel.name),
                partial(self._introduce, channel),
                Uploads(store, channel, setup, clock, partial(self._wake, channel.name)).run,
            )
            for channel, limits in channels.items()
        }
        self._running: list[asyncio.Task[None]] = []
        self._has_jobs = False

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then stop. Raises the error that ended a part of it."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stop.set)
        self.start()
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({stopped, *self._running}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        await self.stop()

    def start(self) -> None:
        """Listen and deliver as soon as this process holds the accounts."""
        self._running = [asyncio.create_task(account.run()) for account in self._accounts.values()]

    async def stop(self) -> None:
        """Take no more events, finish turns and sends in progress, leave the rest stored."""
        self._jobs.stop()
        await in_time(self._finish(), FINISH_SECONDS)
        for task in self._running:
            task.cancel()
        ended = await asyncio.gather(*self._running, return_exceptions=True)
        for account in self._accounts.values():
            await in_time(account.release(), RELEASE_SECONDS)
        for channel in self._channels:
            await channel.close()
        for outcome in ended:
            if isinstance(outcome, Exception):
                raise outcome

    async def _finish(self) -> None:
        await self._turns.finish()
        deliveries = [account.delivery for account in self._accounts.values()]
        await asyncio.gather(*(delivery.finish() for delivery in deliveries))

    async def _take_up(self, channel: str) -> None:
        """Answer the waiting events of an account just leased, and start the jobs once."""
        await self._turns.resume(channel)
        if not self._has_jobs:
            self._has_jobs = True
            await self._jobs.start()

    async def _introduce(self, channel: Channel) -> None:
        menu = command_menu(self._setup.language, self._setup.zone)
        self._setup.links[channel.name] = link = await channel.introduce(menu)
        log.info("ready", channel=channel.name, link=link.partition("?")[0])

    def _wake(self, channel: str) -> None:
        self._accounts[channel].delivery.wake()

    def _wake_all(self) -> None:
        for channel in self._accounts:
            self._wake(channel)


async def in_time(work: Coroutine[Any, Any, None], seconds: float) -> None:
    """Wait for `work`, at most so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(work, seconds)
