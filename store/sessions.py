"""Sessions: when each class is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from programme.people import Contact, number_key
from programme.sessions import Session
from store.connection import Tx
from store.contacts import contact_of
from store.rows import epoch, joined, moment

Row = tuple[Any, ...]


def by_id(tx: Tx, session_id: int) -> Session | None:
    row = tx.sql.session_by_id(id=session_id)
    return _session(tx, row) if row else None


def between(tx: Tx, since: datetime, until: datetime, skills: Iterable[str] = ()) -> list[Session]:
    """The sessions of these skills (none: of all), also cancelled ones, that start from `since`
    until before `until`."""
    values = {"since": epoch(since), "until": epoch(until), "skills": joined(skills)}

    def read() -> list[Session]:
        return [_session(tx, row) for row in tx.sql.sessions_between(**values)]

    return list(tx.once(("sessions", *values.values()), read))


def of_programme(tx: Tx, programme_id: int) -> list[Session]:
    return [_session(tx, row) for row in tx.sql.sessions_of_programme(programme_id=programme_id)]


def next_of_each_class(tx: Tx, since: datetime) -> list[Session]:
    """Of each programme's each skill the next session that is not cancelled, the soonest first."""

    def read() -> list[Session]:
        rows = tx.sql.next_session_of_each_class(since=epoch(since))
        return [_session(tx, row) for row in rows]

    return list(tx.once(("next sessions", since), read))


def add(
    tx: Tx,
    programme_id: int,
    skill: str,
    topic: str,
    starts_at: datetime,
    ends_at: datetime | None,
    place: str,
    instructor: str | None,
    now: datetime,
) -> int:
    """Add a planned session and return the id."""
    return int(
        tx.sql.add_session(
            programme_id=programme_id,
            skill=skill,
            topic=topic,
            topic_key=number_key(topic),
            starts_at=epoch(starts_at),
            ends_at=epoch(ends_at),
            place=place,
            instructor=tx.seal(instructor, "sessions.instructor"),
            at=epoch(now),
        )
    )


def change(tx: Tx, session: Session, now: datetime, reason: str | None = None) -> bool:
    """Store `session` as its next version. False when it is no longer at `session.version`."""
    return bool(
        tx.sql.change_session(
            id=session.id,
            version=session.version,
            topic=session.topic,
            topic_key=number_key(session.topic),
            starts_at=epoch(session.starts_at),
            ends_at=epoch(session.ends_at),
            place=session.place,
            instructor=tx.seal(session.instructor, "sessions.instructor"),
            state="cancelled" if session.is_cancelled else "planned",
            reason=tx.seal(reason, "sessions.reason"),
            start_set_at=epoch(session.start_set_at),
            missing_since=epoch(session.missing_since),
            at=epoch(now),
        )
    )


def mark_missing(tx: Tx, session_id: int, since: datetime | None, now: datetime) -> None:
    """Mark a session as absent from the newest list, or (None) as there again."""
    tx.sql.mark_missing(id=session_id, missing_since=epoch(since), at=epoch(now))


def mark_announced(tx: Tx, session_id: int) -> None:
    """People know the session as it now is."""
    tx.sql.mark_announced(id=session_id)
    tx.sql.forget_pending_notice(session_id=session_id)


def reminder_audience(
    tx: Tx, session: Session, reminder_due: datetime, now: datetime
) -> list[Contact]:
    """Chats to remind: linked before the reminder was due, able and willing to be told."""
    rows = tx.sql.reminder_audience(
        programme_id=session.programme_id,
        skill=session.skill,
        moment=epoch(reminder_due),
        now=epoch(now),
    )
    return [contact_of(tx, row) for row in rows]


def _session(tx: Tx, row: Row) -> Session:
    (
        ident,
        programme_id,
        programme,
        year,
        skill,
        topic,
        starts_at,
        ends_at,
        place,
        instructor,
        state,
        version,
        announced_version,
        start_set_at,
        missing_since,
    ) = row
    return Session(
        id=ident,
        programme_id=programme_id,
        programme=programme,
        year=year,
        skill=skill,
        topic=topic,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        place=place,
        instructor=tx.open(instructor, "sessions.instructor"),
        is_cancelled=state == "cancelled",
        version=version,
        announced_version=announced_version,
        start_set_at=moment(start_set_at),
        missing_since=moment(missing_since),
    )
