"""Who may change a session, and what to warn about before it is announced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from programme.changes import ChangeKind, SessionChange, changed, is_nothing_new
from programme.lures import Lure, lures_in
from programme.names import share_a_name
from programme.people import Contact, Role, StaffMember
from programme.sessions import Session
from services.classes.public_holidays import is_holiday
from services.people.roles import NotAllowed, is_office, member_of
from store import sessions
from store.connection import Tx

FRIDAY = 4
FRIDAY_PRAYER = (time(11, 15), time(13))

AHEAD = timedelta(days=1000)
"""No list has classes that are later."""

USUAL_LENGTH = timedelta(hours=1)
"""Of a class whose end is not known."""


class PastSession(Exception):
    """The session has begun, or would begin before now."""


class EndBeforeStart(Exception):
    """The session would end before it begins."""


class ClassIsOff(Exception):
    """The session is cancelled: it can only get a new day and time."""


class OfficeConfirms(Exception):
    """There is a link, a number or a sum of money in it: it goes when the office has agreed."""


class NothingNew(Exception):
    """The session is already like that."""


class Oddity(StrEnum):
    """A warning to the writer; it does not stop him."""

    OCCUPIED = "occupied"
    TEACHES = "teaches"
    HOLIDAY = "holiday"
    FRIDAY_PRAYER = "friday_prayer"
    WAS_OFF = "was_off"


@dataclass(frozen=True, slots=True)
class Odd:
    """`other` is the class in the same place, or of the same instructor, at that time."""

    kind: Oddity
    other: Session | None = None


def may_change(member: StaffMember | None, session: Session) -> bool:
    """Instructors may change the classes they teach, staff all."""
    if member is None or member.role is Role.ESCORT:
        return False
    return member.role is not Role.INSTRUCTOR or member.teaches(session)


def lures(tx: Tx, writer: Contact, changes: Iterable[SessionChange]) -> list[Lure]:
    """What in them the office has to confirm; nothing of what it writes itself."""
    if is_office(tx, writer):
        return []
    return lures_in("\n".join(each.own_words for each in changes))


def ensure_may_change_some(tx: Tx, contact: Contact) -> StaffMember:
    """Who has classes to change. Raises `NotAllowed`."""
    member = member_of(tx, contact)
    if member is None or member.role is Role.ESCORT:
        raise NotAllowed
    return member


def own_sessions(
    tx: Tx, contact: Contact, now: datetime, skills: Collection[str] = ()
) -> list[Session]:
    """The coming sessions of these skills (none: of all) this chat may change, also cancelled
    ones, the next first.

    Raises `NotAllowed`.
    """
    member = ensure_may_change_some(tx, contact)
    coming = sessions.between(tx, now, now + AHEAD, skills)
    return [session for session in coming if may_change(member, session)]


def out_of_reach(
    tx: Tx, contact: Contact, fits: Callable[[Session], bool], since: datetime, now: datetime
) -> Session | None:
    """One that `fits`, from `since` on, but has begun or is another instructor's.

    His own comes first. Raises `NotAllowed`.
    """
    member = ensure_may_change_some(tx, contact)
    found = [
        session
        for session in sessions.between(tx, since, now + AHEAD)
        if fits(session) and (session.starts_at <= now or not may_change(member, session))
    ]
    own = [session for session in found if may_change(member, session)]
    return next(iter(own or found), None)


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
    tx: Tx,
    session: Session,
    new: Session,
    change: SessionChange,
    zone: ZoneInfo,
    together: Sequence[Session] = (),
) -> list[Odd]:
    """Warnings about how `session` becomes `new`.

    `together` are other sessions as they become by the same act.
    """
    if change.kind in (ChangeKind.CANCELLED, ChangeKind.INFO):
        return []
    found = [Odd(Oddity.WAS_OFF)] if session.is_cancelled else []
    for other in _at_the_same_time(tx, new, together):
        if change.kind is not ChangeKind.INSTRUCTOR and _is_same_place(new, other):
            found.append(Odd(Oddity.OCCUPIED, other))
        if change.kind is not ChangeKind.ROOM and _has_same_instructor(new, other):
            found.append(Odd(Oddity.TEACHES, other))
    times = (new.starts_at, new.ends_at)
    if change.kind is not ChangeKind.ADDED and times == (session.starts_at, session.ends_at):
        return found
    start, end = new.starts_at.astimezone(zone), _end_of(new).astimezone(zone)
    if is_holiday(start.date()):
        found.append(Odd(Oddity.HOLIDAY))
    begin_prayer, end_prayer = FRIDAY_PRAYER
    if start.weekday() == FRIDAY and start.time() < end_prayer and end.time() > begin_prayer:
        found.append(Odd(Oddity.FRIDAY_PRAYER))
    return found


def _at_the_same_time(tx: Tx, new: Session, together: Sequence[Session]) -> Iterator[Session]:
    """Sessions that only touch don't overlap."""
    stored = sessions.between(tx, new.starts_at - timedelta(hours=12), _end_of(new))
    others = {other.id: other for other in (*stored, *together)}
    for other in others.values():
        overlaps = other.starts_at < _end_of(new) and _end_of(other) > new.starts_at
        if overlaps and other.id != new.id and not other.is_cancelled:
            yield other


def _end_of(session: Session) -> datetime:
    return session.ends_at or session.starts_at + USUAL_LENGTH


def _is_same_place(new: Session, other: Session) -> bool:
    return bool(new.place) and other.place.casefold() == new.place.casefold()


def _has_same_instructor(new: Session, other: Session) -> bool:
    return share_a_name(new.instructor or "", other.instructor or "")
