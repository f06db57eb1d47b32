"""Stores a schedule: new, moved and missing sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from programme.changes import KnownSession
from programme.sessions import Session
from services.importing.cells import place_key
from services.importing.problems import Code
from services.importing.records import SessionRow
from services.importing.storing.changes import Changes, Moved, corrected
from services.importing.storing.matching import Span, match, was_called_off
from store import announcements, attendance, pending_notices, sessions
from store.connection import Tx

_FIELDS = {name: name for name in ("topic", "starts_at", "ends_at", "place", "instructor")}
_ANNOUNCED = ("starts_at", "ends_at", "place", "instructor")


def store_sessions(
    tx: Tx,
    rows: Sequence[SessionRow],
    programme_id: int,
    now: datetime,
    *,
    is_whole: bool,
    cancel_missing: bool,
) -> Changes:
    """Update a programme's sessions from a list.

    Coming sessions that the list should have but doesn't are marked as missing: nobody is reminded
    of them until somebody confirms them or a list has them again. With `cancel_missing` they are
    cancelled. Those added in a chat stay. An incomplete list (some rows were unreadable) marks
    none. Nobody is told here: `store.pending_notices` keeps what people know.
    """
    stored = sessions.of_programme(tx, programme_id)
    earlier = {session.id: announcements.sessions_before(tx, session.id) for session in stored}
    earlier_starts = {ident: {one.starts_at for one in old} for ident, old in earlier.items()}
    matching = match(rows, stored, earlier_starts, now)
    changes = Changes()
    for row, session in matching.pairs:
        _correct(tx, session, row, earlier[session.id], changes, now)
    for row in matching.new:
        _add(tx, row, programme_id, now)
        changes.added += 1
    span = Span.of(rows) if is_whole else None
    for session in matching.unlisted:
        is_of_list = not announcements.was_added(tx, session.id)
        if span and span.covers(session) and session.starts_at > now and is_of_list:
            _mark_missing(tx, session, changes, now, cancel=cancel_missing)
    return changes


def _add(tx: Tx, row: SessionRow, programme_id: int, now: datetime) -> None:
    sessions.add(
        tx,
        programme_id,
        row.skill,
        row.topic or "",
        row.starts_at,
        row.ends_at,
        row.place or "",
        row.instructor,
        now,
    )


def _correct(
    tx: Tx,
    session: Session,
    row: SessionRow,
    earlier: Sequence[KnownSession],
    changes: Changes,
    now: datetime,
) -> None:
    if was_called_off(session):
        changes.report(Code.SESSION_CANCELLED, row, "starts_at")
        changes.note(row, session, [])
        return
    announced = _announced_otherwise(session, row, earlier)
    if announced:
        changes.report(Code.ANNOUNCED_OTHERWISE, row, "starts_at")
    believed = {name: stored for name, stored in _FIELDS.items() if name not in announced}
    new, cells = corrected(session, row, believed)
    if new.starts_at != session.starts_at:
        new = replace(new, start_set_at=now)
        changes.moved.append(Moved(row.row, session, new))
        if session.ends_at and not row.ends_at:
            new = replace(new, ends_at=new.starts_at + (session.ends_at - session.starts_at))
    if session.missing_since:
        new = replace(new, missing_since=None, is_cancelled=False)
        changes.back.append(new)
    changes.note(row, session, cells)
    if cells or new.is_cancelled != session.is_cancelled:
        change_unannounced(tx, session, new, now)
    elif session.missing_since:
        sessions.mark_missing(tx, session.id, None, now)


def _announced_otherwise(
    session: Session, row: SessionRow, earlier: Sequence[KnownSession]
) -> set[str]:
    """The fields in which the list still has the values from before an announced change."""
    return {
        name
        for name in _ANNOUNCED
        for before in earlier
        if getattr(row, name)
        and getattr(row, name) == getattr(before, name) != getattr(session, name)
    }


def _mark_missing(
    tx: Tx, session: Session, changes: Changes, now: datetime, *, cancel: bool
) -> None:
    if session.is_cancelled:
        return
    if cancel:
        off = replace(session, is_cancelled=True, missing_since=session.missing_since or now)
        change_unannounced(tx, session, off, now)
        changes.cancelled.append(off)
    elif session.missing_since is None:
        sessions.mark_missing(tx, session.id, now, now)
        changes.missing.append(session)


def change_unannounced(tx: Tx, session: Session, new: Session, now: datetime) -> None:
    """Store a change; for coming sessions, keep what people know."""
    sessions.change(tx, new, now)
    if is_another(session, new):
        attendance.forget(tx, session.id)
    if max(session.starts_at, new.starts_at) > now:
        pending_notices.keep(tx, session)
    known = pending_notices.as_known(tx, new)
    if not is_another(known, new) and place_key(known.place) == place_key(new.place):
        sessions.mark_announced(tx, session.id)


def is_another(known: Session, new: Session) -> bool:
    """Does it have another start, or is it cancelled or back on?"""
    return (known.starts_at, known.is_cancelled) != (new.starts_at, new.is_cancelled)
