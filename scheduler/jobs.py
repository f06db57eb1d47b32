"""The scheduled jobs. Each looks up in the store what is due, so that a restart loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from programme.office import OfficeCalendar
from services.announcing import confirming, progress
from services.certificates import calendar as certificate_calendar
from services.classes import alarms, reminders
from services.classes.public_holidays import is_holiday
from services.clock import Clock
from services.importing import uploads
from services.linking import notices
from services.operations import retention, timekeeping
from services.privacy import notices as erasure_notices
from services.pushed import Speaker
from services.sending import late
from services.tickets import watch
from store.connection import Store, Tx
from store.errors import StoreError

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)

LOOK_AT_CLOCK = 5.0
"""Seconds after which it is noticed that somebody set the system clock."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """`work` runs in a transaction of its own and returns how much it did."""

    name: str
    every: timedelta
    work: Callable[[Tx, datetime], int]


@dataclass(frozen=True, slots=True)
class LongJob:
    """`work` may take long: it runs beside everything else and opens its own transactions.

    It returns how much it did, and is cancelled when the bot stops.
    """

    name: str
    every: timedelta
    work: Callable[[Store, datetime], Awaitable[int]]


def jobs_of(speaker: Speaker, audit_kept: timedelta, redelivered_for: timedelta) -> list[Job]:
    """The jobs of the bot. The audit is cut after `audit_kept`.

    Channels bring an event again for `redelivered_for`.
    """
    kept = retention.rules_of(audit_kept, redelivered_for)
    calendar = OfficeCalendar(speaker.office, speaker.zone, is_holiday)
    return [
        Job("date entries of the future at now", 30 * SECOND, timekeeping.heal),
        Job("plan reminders", 30 * SECOND, lambda tx, now: reminders.plan(tx, speaker.rules, now)),
        Job(
            "show progress",
            3 * SECOND,
            lambda tx, now: progress.refresh(tx, speaker.progress, now),
        ),
        Job(
            "show tickets",
            5 * SECOND,
            lambda tx, now: watch.refresh_messages(tx, speaker.ticket, now),
        ),
        Job("end unconfirmed messages", MINUTE, confirming.expire),
        Job("remind of tickets", MINUTE, lambda tx, now: watch.remind(tx, calendar, now)),
        Job("remind of link requests", HOUR, lambda tx, now: notices.remind(tx, calendar, now)),
        Job("tell of undelivered answers", MINUTE, watch.tell_of_undelivered),
        Job("close answered tickets", HOUR, watch.close_answered),
        Job("tell of late answers", 10 * SECOND, late.tell),
        Job("tell of missed reminders", MINUTE, alarms.tell_of_missed_reminders),
        Job("tell of a stuck outbox", MINUTE, alarms.tell_of_stuck_outbox),
        Job(
            "tell of a wrong clock",
            MINUTE,
            lambda tx, now: timekeeping.tell_of_wrong_clock(tx, now, datetime.now(UTC)),
        ),
        Job("clean up lists sent to the bot", 30 * SECOND, uploads.clean_up),
        Job(
            "remind of erasures",
            10 * MINUTE,
            lambda tx, now: erasure_notices.remind(tx, calendar, now),
        ),
        Job("forget what is over", 10 * SECOND, lambda tx, now: retention.forget(tx, kept, now)),
        Job(
            "look at certificates",
            HOUR,
            lambda tx, now: certificate_calendar.look(tx, speaker.zone, now),
        ),
    ]


class _Every(BaseTrigger):  # type: ignore[misc]  # untyped
    """At this interval from now on; what was missed is not made up for."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, _: datetime | None, now: datetime) -> datetime:
        return now + self._interval


class Jobs:
    """Runs jobs beside everything else; `wake` is called when one has done something.

    APScheduler goes by the system clock. Where that is set, all jobs run at once, and then again
    at their intervals.
    """

    def __init__(
        self,
        store: Store,
        jobs: Sequence[Job | LongJob],
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._clock = clock
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Run every job once, then at its interval; run long jobs at their interval only."""
        for job in self._jobs:
            if isinstance(job, Job):
                await self._run(job)
            self._scheduler.add_job(
                self._run,
                _Every(job.every),
                args=(job,),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._follow_system_clock())

    def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _follow_system_clock(self) -> None:
        began = self._system_clock_began()
        while True:
            await asyncio.sleep(LOOK_AT_CLOCK)
            before, began = began, self._system_clock_began()
            if abs(began - before) > SECOND:
                log.warning("system clock set", seconds=round((began - before).total_seconds()))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))

    def _system_clock_began(self) -> datetime:
        return datetime.now(UTC) - timedelta(seconds=self._clock.monotonic())

    async def _run(self, job: Job | LongJob) -> None:
        try:
            done = await self._work(job)
        except StoreError as reason:
            log.error("job put off", job=job.name, why=str(reason))  # noqa: TRY400
        except Exception:  # the other jobs and the bot go on
            log.exception("job failed", job=job.name)
        else:
            if done:
                log.debug("job done", job=job.name, count=done)
                self._wake()

    async def _work(self, job: Job | LongJob) -> int:
        if isinstance(job, LongJob):
            return await job.work(self._store, self._clock.now())
        work = job.work
        return await self._store.write(lambda tx: work(tx, self._clock.now()))
