"""Undoes what a clock that was ahead left in the store, and tells admins of one that is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from programme.people import Role
from services.people.roles import office_chats
from services.sending import notices
from services.sending.outbox import LONGEST_PAUSE
from store import future, settings
from store.connection import Tx

WRONG = "clock wrong"
TOLERANCE = timedelta(minutes=1)
TOLD_EVERY = timedelta(days=1)

log = structlog.get_logger()


def heal(tx: Tx, now: datetime) -> int:
    """Date entries of the future at now, so that nothing waits for that time to come.

    Commands go by the system clock, and a run without a witness does; see `services.clock`.
    """
    changed = future.bring_back(tx, now + TOLERANCE, LONGEST_PAUSE, now)
    if changed:
        log.warning("entries of the future dated at now", count=changed)
    return changed


def tell_of_wrong_clock(tx: Tx, now: datetime, system: datetime) -> int:
    """Tell admins once a day how far the clock of the system is off; returns how many notices."""
    told_at = settings.job_ran_at(tx, WRONG)
    if abs(system - now) <= TOLERANCE or (told_at and now - told_at < TOLD_EVERY):
        return 0
    settings.keep_job_run(tx, WRONG, now)
    return notices.tell(
        tx,
        office_chats(tx, Role.ADMIN),
        WRONG,
        f"{WRONG}:{int(now.timestamp())}",
        now,
        system=int(system.timestamp()),
        right=int(now.timestamp()),
    )
