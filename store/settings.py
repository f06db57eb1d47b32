"""What the office can change while the bot runs, and when each job last ran."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch, latest


def get(tx: Tx, name: str) -> str | None:
    return tx.open(tx.sql.setting(name=name), "settings.value")


def keep(tx: Tx, name: str, value: str) -> None:
    tx.sql.keep_setting(name=name, value=tx.seal(value, "settings.value"))


def forget(tx: Tx, name: str) -> None:
    tx.sql.forget_setting(name=name)


def job_ran_at(tx: Tx, job: str) -> datetime | None:
    return latest(tx.sql.job_run_at(job=job))


def keep_job_run(tx: Tx, job: str, at: datetime) -> None:
    tx.sql.keep_job_run(job=job, at=epoch(at))
