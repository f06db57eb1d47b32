"""Who may change a session, and what to warn about before it is announced."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from programme.changes import ChangeKind, SessionChange, changed, is_nothing_new
from programme.people import Contact, Role, StaffMember
from programme.sessions import Session
from services.classes.public_holidays import is_holiday
from services.people.roles import NotAllowed, member_of
from store import sessions
from store.connection import Tx

FRIDAY = 4
FRIDAY_PRAYER = (time(11, 15), time(13))

SHOWN_AHEAD = timedelta(days=60)
MOST_SHOWN = 8


class PastSession(Exception):
    """The session has begun, or would begin before now."""


class EndBeforeStart(Exception):
    """The session would end before it begins."""


class ClassIsOff(Exception):
    """The session is cancelled: it can only get a new day and time."""


class NothingNew(Exception):
    """The session is already like that."""


class Oddity(StrEnum):
    """A warning to the writer; it does not stop him."""

    OCCUPIED = "occupied"
    HOLIDAY = "holiday"
    FRIDAY_PRAYER = "friday_prayer"
    WAS_OFF = "was_off"


def may_change(member: StaffMember | None, session: Session) -> bool:
    """Instructors may change the classes they teach, staff all."""
    if member is None or member.role is Role.ESCORT:
        return False
    return member.role is not Role.INSTRUCTOR or member.teaches(session)


def own_sessions(tx: Tx, contact: Contact, now: datetime) -> list[Session]:
    """The coming sessions this chat may change, the next first. Raises `NotAllowed`."""
    member = member_of(tx, contact)
    if member is None or member.role is Role.ESCORT:
        raise NotAllowed
    return [
        session
        for session in sessions.between(tx, now, now + SHOWN_AHEAD)
        if may_change(member, session) and not session.is_cancelled
    ][:MOST_SHOWN]


def session_to_change(tx: Tx, contact: Contact, session_id: int, now: datetime) -> Session:
    """Raises `NotAllowed` (also when there is no such session) and `PastSession`."""
    session = sessions.by_id(tx, session_id)
    if session is None or not may_change(member_of(tx, contact), session):
        raise NotAllowed
    if session.starts_at <= now:
        raise PastSession
    return session


def check(session: Session, change: SessionChange, now: datetime) -> Session:
    """The session as it will be.

    Raises `NothingNew`, `ClassIsOff`, `PastSession`, `EndBeforeStart`.
    """
    if is_nothing_new(session, change, now):
        raise NothingNew
    if session.is_cancelled and change.kind is not ChangeKind.MOVED:
        raise ClassIsOff
    new = changed(session, change, now)
    if new.starts_at <= now:
        raise PastSession
    if new.ends_at and new.ends_at <= new.starts_at:
        raise EndBeforeStart
    return new


def oddities(
    tx: Tx, session: Session, new: Session, change: SessionChange, zone: ZoneInfo
) -> list[Oddity]:
    """Warnings about how `session` becomes `new`."""
    if change.kind not in (ChangeKind.MOVED, ChangeKind.ROOM):
        return []
    start = new.starts_at.astimezone(zone)
    found = [Oddity.WAS_OFF] if session.is_cancelled else []
    if _is_occupied(tx, new):
        found.append(Oddity.OCCUPIED)
    if is_holiday(start.date()):
        found.append(Oddity.HOLIDAY)
    end = (new.ends_at or new.starts_at + timedelta(hours=1)).astimezone(zone)
    begin_prayer, end_prayer = FRIDAY_PRAYER
    if start.weekday() == FRIDAY and start.time() < end_prayer and end.time() > begin_prayer:
        found.append(Oddity.FRIDAY_PRAYER)
    return found


def _is_occupied(tx: Tx, new: Session) -> bool:
    """Sessions that only touch don't overlap."""
    if not new.place:
        return False
    end = new.ends_at or new.starts_at + timedelta(hours=1)
    return any(
        other.id != new.id
        and not other.is_cancelled
        and other.place.casefold() == new.place.casefold()
        and other.starts_at < end
        and (other.ends_at or other.starts_at + timedelta(hours=1)) > new.starts_at
        for other in sessions.between(tx, new.starts_at - timedelta(hours=12), end)
    )
