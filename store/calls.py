"""Whom the bot did not reach about a class, and who has been called since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.outbox import Kind, most_uncertain
from programme.sessions import Session
from store.connection import Tx
from store.rows import epoch, moment

NO_ANNOUNCEMENT = 0


@dataclass(frozen=True, slots=True)
class Call:
    """Who called, None if he is no longer on the list of staff, and when."""

    staff_id: int | None
    at: datetime


def newest_announcement(tx: Tx, session_id: int) -> int:
    """The id of the newest announcement of a session, or `NO_ANNOUNCEMENT`."""
    return int(tx.sql.newest_announcement_of(session_id=session_id) or NO_ANNOUNCEMENT)


def not_arrived(
    tx: Tx, session: Session, announcement_id: int, now: datetime
) -> list[tuple[int, str]]:
    """Contacts that this announcement or a reminder of the session did not reach, and why."""
    rows = tx.sql.messages_not_arrived(
        session_id=session.id,
        starts_at=epoch(session.starts_at),
        announcement_id=announcement_id,
        most_uncertain=most_uncertain(Kind.REMINDER),
        now=epoch(now),
    )
    return [(contact_id, reason) for contact_id, reason in rows]


def why_unreachable(tx: Tx, contact_id: int) -> str:
    """As the channel said; "unreachable" where it said nothing."""
    return str(tx.sql.why_unreachable(contact_id=contact_id) or "unreachable")


def made(tx: Tx, session_id: int, announcement_id: int) -> dict[int, Call]:
    """Participant id → the call that was made about this announcement."""
    rows = tx.sql.calls_made(session_id=session_id, announcement_id=announcement_id)
    return {ident: Call(staff_id, moment(at)) for ident, staff_id, at in rows}


def keep(
    tx: Tx,
    session_id: int,
    announcement_id: int,
    participant_id: int,
    staff_id: int | None,
    now: datetime,
) -> None:
    """Keep that somebody was called; the first call counts."""
    tx.sql.keep_call(
        session_id=session_id,
        announcement_id=announcement_id,
        participant_id=participant_id,
        staff_id=staff_id,
        at=epoch(now),
    )


def take_back(tx: Tx, session_id: int, announcement_id: int, participant_id: int) -> None:
    tx.sql.take_back_call(
        session_id=session_id, announcement_id=announcement_id, participant_id=participant_id
    )
