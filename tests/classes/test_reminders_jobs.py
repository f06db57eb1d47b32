"""Scheduled jobs: one that fails is retried later and doesn't stop the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from bot_in_process import Log, logged
from dialogue import Bekal

from scheduler.jobs import Job, Jobs
from store.connection import Tx
from store.errors import StoreError


@pytest.fixture
def log() -> Iterator[Log]:
    with logged() as log:
        yield log


def failing(error: Exception) -> Job:
    def work(tx: Tx, now: datetime) -> int:
        raise error

    return Job("fails", timedelta(hours=1), work)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("the disk is full"), ("job put off", "the disk is full")),
        (KeyError("as"), ("job failed", "")),
    ],
)
async def test_a_job_that_fails_stops_no_other(
    bekal: Bekal, log: Log, error: Exception, told: tuple[str, str]
) -> None:
    ran_at: list[datetime] = []

    def work(tx: Tx, now: datetime) -> int:
        ran_at.append(now)
        return 1

    woken: list[bool] = []
    jobs = Jobs(
        bekal.store,
        [failing(error), Job("works", timedelta(hours=1), work)],
        bekal.clock,
        lambda: woken.append(True),
    )
    await jobs.start()
    jobs.stop()
    assert told in log.entries
    assert ran_at == [bekal.clock.now()]
    assert woken == [True]
