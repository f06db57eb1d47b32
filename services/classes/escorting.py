"""Escorts act for participants without a chat: they are told, fetch the group, confirm for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Participant, Role
from programme.sessions import Session
from services.people import own_links
from services.people.roles import OFFICE, NotAllowed, actor_of, member_of
from store import attendance, contacts, people, records, sessions, staff
from store.connection import Tx

SHOWN_AHEAD = timedelta(days=60)
LONGEST_CLASS = timedelta(hours=12)


class TooLate(Exception):
    """The class has begun, or is cancelled."""


@dataclass(frozen=True, slots=True)
class Member:
    """A participant of the group; `is_coming` is None if unknown."""

    participant: Participant
    is_coming: bool | None


def is_escort_of(tx: Tx, contact: Contact, session: Session) -> bool:
    """Does this chat escort the session's programme?"""
    member = staff.by_id(tx, contact.staff_id) if contact.staff_id else None
    return member is not None and member.escorts(session)


def may_print(tx: Tx, contact: Contact, session: Session) -> bool:
    """Escorts and instructors print the lists of their classes, the office all."""
    member = member_of(tx, contact)
    if member is None:
        return False
    return member.role in OFFICE or member.escorts(session) or member.teaches(session)


def session_to_print(tx: Tx, contact: Contact, session_id: int) -> Session:
    """Raises `NotAllowed`, also when there is no such session."""
    session = sessions.by_id(tx, session_id)
    if session is None or not may_print(tx, contact, session):
        raise NotAllowed
    return session


def escorts_of(tx: Tx, session: Session) -> list[Contact]:
    """The chats that escort the session's programme and want to be told."""
    return [
        contact
        for contact in contacts.with_role(tx, Role.ESCORT)
        if contact.reminders and is_escort_of(tx, contact, session)
    ]


def session_of_group(tx: Tx, escort: Contact, session_id: int) -> Session:
    """Raises `NotAllowed`, also when there is no such session."""
    session = sessions.by_id(tx, session_id)
    if session is None or not is_escort_of(tx, escort, session):
        raise NotAllowed
    return session


def coming_sessions(tx: Tx, contact: Contact, since: datetime) -> list[Session]:
    """Uncancelled sessions that end after `since`, whose list he may print, the next first."""
    return [
        session
        for session in sessions.between(tx, since - LONGEST_CLASS, since + SHOWN_AHEAD)
        if may_print(tx, contact, session)
        and not session.is_cancelled
        and (session.ends_at or session.starts_at) > since
    ]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which one of its class's sessions it is, cancelled ones left out."""

    number: int
    of: int


def meeting(tx: Tx, session: Session) -> Meeting:
    held = [
        each.id
        for each in sessions.of_programme(tx, session.programme_id)
        if each.skill == session.skill and (not each.is_cancelled or each.id == session.id)
    ]
    return Meeting(held.index(session.id) + 1, len(held))


def attendance_list(tx: Tx, by: Contact, session: Session, now: datetime) -> list[Participant]:
    """Everybody enrolled; that their names were read is noted."""
    listed = _whole_class(tx, session)
    for each in listed:
        records.audit(tx, actor_of(by), "look at attendance list", each.uid, now)
    return listed


def _whole_class(tx: Tx, session: Session) -> list[Participant]:
    return people.by_ids(tx, people.enrolled(tx, session.programme_id, session.skill))


def group(tx: Tx, session: Session) -> list[Member]:
    """The participants without a chat of their own."""
    coming = attendance.by_participant(tx, session.id)
    return [
        Member(participant, coming.get(participant.id))
        for participant in _whole_class(tx, session)
        if not own_links.of(tx, participant.id)
    ]


def confirm(
    tx: Tx, escort: Contact, session: Session, participant_id: int, now: datetime, *, coming: bool
) -> None:
    """Record whether one of the group comes. Raises `TooLate`.

    A participant who has his own chat by now answers himself.
    """
    if session.is_cancelled or session.starts_at <= now:
        raise TooLate
    if participant_id in {member.participant.id for member in group(tx, session)}:
        attendance.keep(tx, session.id, participant_id, escort.id, coming=coming, now=now)
