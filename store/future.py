"""Entries that claim to be of a later time than now."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.connection import Tx
from store.rows import epoch


def bring_back(tx: Tx, latest: datetime, longest_pause: timedelta, now: datetime) -> int:
    """Date those later than `latest` at now, where work goes by the date; returns how many.

    A message that expired then, and is not too late now, is queued again. One that was to wait for
    `longest_pause` at most waits no longer.
    """
    times = {"latest": epoch(latest), "now": epoch(now)}
    tx.sql.queue_what_expired_early(**times)
    sql, pause = tx.sql, int(longest_pause.total_seconds())
    changed = int(sql.bring_back_messages(longest_pause=pause, **times))
    for bring in (
        sql.bring_back_events,
        sql.bring_back_job_runs,
        sql.bring_back_attempts,
        sql.bring_back_starts,
        sql.bring_back_links,
    ):
        changed += int(bring(**times))
    return changed
