"""One more class, beside those of the office's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme.changes import ChangeKind, SessionChange
from programme.people import Contact, Role
from programme.sessions import Session
from services.announcing import announcements, audience, changing
from services.announcing.announcements import PREVIEW_LASTS, Preview, PreviewOutdated
from services.people.roles import NotAllowed
from store import sessions
from store.connection import Tx

RUNS_ON = timedelta(days=60)
"""A programme without a class for so long has ended."""


def models(tx: Tx, writer: Contact, skill: str, now: datetime) -> list[Session]:
    """Of each running programme's class of `skill` that this chat may change, the next session.

    Where none comes any more, the last one. An extra one takes after it. Raises `NotAllowed`.
    """
    member = changing.ensure_may_change_some(tx, writer)
    found: dict[int, Session] = {}
    for session in sessions.between(tx, now - RUNS_ON, now + changing.AHEAD):
        known = found.get(session.programme_id)
        if session.skill != skill or not changing.may_change(member, session):
            continue
        if known is None or known.starts_at <= now:
            found[session.programme_id] = session
    return list(found.values())


def model(tx: Tx, writer: Contact, session_id: int) -> Session:
    """Raises `NotAllowed`."""
    member = changing.ensure_may_change_some(tx, writer)
    session = sessions.by_id(tx, session_id)
    if session is None or not changing.may_change(member, session):
        raise NotAllowed
    return session


def planned(
    tx: Tx, writer: Contact, model: Session, extra: SessionChange, now: datetime
) -> Session:
    """The new session, not stored: what `extra` leaves open is like in `model`.

    Whoever teaches it adds it for himself. Raises `OfficeConfirms`, `PastSession`,
    `EndBeforeStart`, and `NothingNew` where the class is held then anyway.
    """
    member = changing.ensure_may_change_some(tx, writer)
    if changing.lures(tx, writer, [extra]):
        raise changing.OfficeConfirms
    starts_at = extra.starts_at or model.starts_at
    length = model.ends_at - model.starts_at if model.ends_at else None
    new = replace(
        model,
        id=0,
        topic="",
        starts_at=starts_at,
        ends_at=extra.ends_at or (starts_at + length if length else None),
        place=extra.place or model.place,
        instructor=extra.instructor
        or (member.name if member.role is Role.INSTRUCTOR else model.instructor),
        is_cancelled=False,
        start_set_at=now,
        missing_since=None,
    )
    if new.starts_at <= now:
        raise changing.PastSession
    if new.ends_at and new.ends_at <= new.starts_at:
        raise changing.EndBeforeStart
    same = class_at_that_time(tx, new)
    if same and not same.is_cancelled:
        raise changing.NothingNew
    return new


def preview(tx: Tx, writer: Contact, new: Session, zone: ZoneInfo, now: datetime) -> Preview:
    change = as_change(new)
    return Preview(
        new,
        new,
        change,
        tuple(changing.oddities(tx, new, new, change, zone)),
        audience.of_change(tx, new, new, writer, now),
    )


def add(
    tx: Tx,
    writer: Contact,
    model: Session,
    extra: SessionChange,
    previewed_at: datetime,
    now: datetime,
) -> int:
    """Store the session and queue its announcement; returns the id of that.

    `model` was given by `models` or `model`. Raises `PreviewOutdated` and what `planned` raises.
    """
    if now - previewed_at > PREVIEW_LASTS:
        raise PreviewOutdated
    new = planned(tx, writer, model, extra, now)
    session_id = sessions.add(
        tx,
        new.programme_id,
        new.skill,
        new.topic,
        new.starts_at,
        new.ends_at,
        new.place,
        new.instructor,
        now,
    )
    new = replace(new, id=session_id)
    return announcements.tell(tx, new, new, as_change(new), now, writer=writer)


def as_change(new: Session) -> SessionChange:
    return SessionChange(
        ChangeKind.ADDED, new.starts_at, new.ends_at, new.place or None, new.instructor
    )


def class_at_that_time(tx: Tx, new: Session) -> Session | None:
    """The same class at the very time, maybe called off: then it is revived, not doubled."""
    then = sessions.between(tx, new.starts_at, new.starts_at + timedelta(minutes=1))
    same = (
        each for each in then if (each.programme_id, each.skill) == (new.programme_id, new.skill)
    )
    return next(same, None)
