"""Dates of certificates: expiry, renewal, and notices ahead of expiry."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from programme.certificate_validity import LONG_AGO, TOLD_BEFORE, is_over, told_before
from programme.certificates import Certificate, Step
from services.certificates import collecting, news
from services.certificates.moves import step_before
from services.sending import notices
from store import certificates, settings
from store.connection import Tx

JOB = "look at certificates"
RUNS_OUT = "certificate.runs_out"
USEFUL_FOR = timedelta(days=7)

ONCE_AN_HOUR = timedelta(minutes=59)


def look(tx: Tx, zone: tzinfo, now: datetime) -> int:
    """Run the daily work, at most once an hour; returns how much was done."""
    last = settings.job_ran_at(tx, JOB)
    if last and last > now - ONCE_AN_HOUR:
        return 0
    settings.keep_job_run(tx, JOB, now)
    return (
        renew(tx, zone, now)
        + expire(tx, zone, now)
        + tell_ahead(tx, zone, now)
        + collecting.ask_again(tx, now)
    )


def expire(tx: Tx, zone: tzinfo, now: datetime) -> int:
    """Expire certificates whose validity is over; people are told unless that was long ago."""
    today = now.astimezone(zone).date()
    over = [one for one in certificates.running_out(tx, today) if is_over(one.valid_until, today)]
    for one in over:
        is_recent = one.valid_until is not None and today - one.valid_until <= LONG_AGO
        _move(tx, one, Step.EXPIRED, None, now, is_told=is_recent)
    return len(over)


def renew(tx: Tx, zone: tzinfo, now: datetime) -> int:
    """Undo an automatic expiry when a newer list extends the validity."""
    renewed = 0
    for one in certificates.valid_again(tx, now.astimezone(zone).date()):
        if certificates.steps(tx, one.id)[0].set_by == news.CALENDAR:
            step = step_before(tx, one) or Step.COLLECTED
            _move(tx, one, step, "valid for longer", now, is_told=True)
            renewed += 1
    return renewed


def _move(
    tx: Tx, one: Certificate, step: Step, reason: str | None, now: datetime, *, is_told: bool
) -> None:
    news.move(tx, one, step, reason, news.CALENDAR, now, is_pending=is_told)
    if is_told:
        news.tell(tx, [replace(one, step=step)], now)


def tell_ahead(tx: Tx, zone: tzinfo, now: datetime) -> int:
    """Tell people 90 and 30 days before a certificate expires; returns how many chats."""
    today = now.astimezone(zone).date()
    told = 0
    for one in certificates.running_out(tx, today + max(TOLD_BEFORE)):
        ahead = told_before(one.valid_until, today) if one.valid_until else None
        if one.valid_until is None or ahead is None:
            continue
        until = one.valid_until.isoformat()
        told += notices.tell(
            tx,
            [chat for chat, _ in news.listeners(tx, one, now)],
            RUNS_OUT,
            f"runs out:{one.id}:{until}:{ahead.days}",
            now,
            expires_at=now + USEFUL_FOR,
            certificate=one.id,
            until=until,
        )
    return told
