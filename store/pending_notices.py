"""Pending notices: sessions that a list has changed, as people last knew them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from programme.sessions import Session
from store import sessions
from store.connection import Tx
from store.rows import epoch, moment


def keep(tx: Tx, known: Session) -> None:
    """Keep how people know the session, unless an earlier change has kept that already."""
    tx.sql.keep_pending_notice(
        session_id=known.id,
        starts_at=epoch(known.starts_at),
        ends_at=epoch(known.ends_at),
        place=known.place,
        state="cancelled" if known.is_cancelled else "planned",
    )


def as_known(tx: Tx, session: Session) -> Session:
    """The session as people last knew it."""
    row = tx.sql.pending_notice_of_session(session_id=session.id)
    if row is None:
        return session
    starts_at, ends_at, place, state = row
    return replace(
        session,
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        place=place,
        is_cancelled=state == "cancelled",
    )


def of_programme(tx: Tx, programme_id: int, now: datetime) -> list[Session]:
    """The programme's coming sessions with a pending notice, as they are now."""
    rows = tx.sql.sessions_with_pending_notice(programme_id=programme_id, now=epoch(now))
    found = [sessions.by_id(tx, session_id) for (session_id,) in rows]
    return [session for session in found if session]
