"""The few jobs. Each looks into the store for what is due, so that none is lost by a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from services import reminders, tidying
from services.clock import Clock
from services.reminders import ClockBehind, ReminderRules
from store.connection import Store
from store.errors import StoreError

log = structlog.get_logger()

PLAN_EVERY = timedelta(seconds=30)
TIDY_EVERY = timedelta(hours=1)


class Jobs:
    """Runs the jobs beside everything else. `wake` is called when something was queued."""

    def __init__(
        self, store: Store, rules: ReminderRules, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._rules = rules
        self._clock = clock
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    async def start(self) -> None:
        """Run every job once, then in its rhythm."""
        for job, every in ((self._plan, PLAN_EVERY), (self._tidy, TIDY_EVERY)):
            await job()
            self._scheduler.add_job(
                job,
                "interval",
                seconds=every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _plan(self) -> None:
        try:
            queued = await self._store.write(
                lambda tx: reminders.plan(tx, self._rules, self._clock.now())
            )
        except ClockBehind as behind:
            log.error("reminders wait for the clock", why=str(behind))  # noqa: TRY400
        except StoreError as refused:
            log.error("reminders not planned", why=str(refused))  # noqa: TRY400
        else:
            if queued:
                log.info("reminders planned", count=queued)
                self._wake()

    async def _tidy(self) -> None:
        try:
            removed = await self._store.write(lambda tx: tidying.tidy(tx, self._clock.now()))
        except StoreError as refused:
            log.error("not tidied", why=str(refused))  # noqa: TRY400
        else:
            if removed:
                log.info("tidied", count=removed)
