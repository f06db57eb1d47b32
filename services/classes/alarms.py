"""Tells the admins when messages don't reach people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from programme.people import Role
from services.people.roles import office_chats
from services.sending import notices
from store import contacts, outbox as rows, people, sessions, settings
from store.connection import Tx

MISSED = "tell of missed reminders"
STUCK = "tell of a stuck outbox"

STUCK_AFTER = timedelta(minutes=10)
STUCK_TOLD_EVERY = timedelta(hours=1)


def tell_of_missed_reminders(tx: Tx, now: datetime) -> int:
    """Tell the admins whom no reminder reached since the last look; returns how many notices."""
    since = settings.job_ran_at(tx, MISSED) or now
    missed = rows.missed_reminders(tx, since, now)
    settings.keep_job_run(tx, MISSED, now)
    if not missed:
        return 0
    key = f"missed:{int(now.timestamp())}"
    return notices.tell(
        tx,
        office_chats(tx, Role.ADMIN),
        "missed",
        key,
        now,
        count=len({contact_id for contact_id, _, _ in missed}),
        people=list(_people(tx, missed, now)),
        sessions=list(dict.fromkeys(session_id for _, session_id, _ in missed if session_id)),
    )


def _people(
    tx: Tx, missed: Iterable[tuple[int, int | None, str]], now: datetime
) -> Iterator[dict[str, Any]]:
    """Each participant of a class whom no reminder reached: name, class and reason."""
    for contact_id, session_id, reason in missed:
        session = sessions.by_id(tx, session_id or 0)
        if session is None:
            continue
        of_class = contacts.links_to_class(
            tx, contact_id, session.programme_id, session.skill, now
        )
        for participant in people.by_ids(tx, (link.participant_id for link in of_class)):
            yield {
                "name": participant.shown_name,
                "skill": session.skill,
                "starts_at": int(session.starts_at.timestamp()),
                "reason": reason,
            }


def is_leaving(tx: Tx, now: datetime) -> bool:
    """Are due messages being sent? Asked by an outside watcher every minute."""
    oldest = rows.oldest_due(tx, now)
    return oldest is None or now - oldest < STUCK_AFTER


def tell_of_stuck_outbox(tx: Tx, now: datetime) -> int:
    """Dead-man's check: due messages that don't leave are told, at most once an hour."""
    oldest = rows.oldest_due(tx, now)
    told_at = settings.job_ran_at(tx, STUCK)
    if oldest is None or now - oldest < STUCK_AFTER:
        return 0
    if told_at and now - told_at < STUCK_TOLD_EVERY:
        return 0
    settings.keep_job_run(tx, STUCK, now)
    key, admins = f"stuck:{int(now.timestamp())}", office_chats(tx, Role.ADMIN)
    return notices.tell(tx, admins, "stuck", key, now, since=int(oldest.timestamp()))
