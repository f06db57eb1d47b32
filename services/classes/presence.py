"""Who was there: noted once a class has begun, by its instructor, an escort or the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Participant, Role
from programme.sessions import Session
from services.classes import escorting
from services.people.roles import NotAllowed, actor_of, member_of
from store import people, presence, records, sessions
from store.connection import Tx

NOTED_FOR = timedelta(days=14)
"""So long after its beginning a class can be noted and corrected."""


class NotNow(Exception):
    """The class has not begun, was cancelled, or began too long ago."""


@dataclass(frozen=True, slots=True)
class Present:
    """`was_there` is None where nothing was noted."""

    participant: Participant
    was_there: bool | None


def begun(tx: Tx, by: Contact, now: datetime) -> list[Session]:
    """The sessions that can be noted, the latest first. Raises `NotAllowed`."""
    member = member_of(tx, by)
    if member is None:
        raise NotAllowed
    found = sessions.between(tx, now - NOTED_FOR, now + timedelta(seconds=1))
    return [
        each
        for each in reversed(found)
        if not each.is_cancelled and each.starts_at <= now and member.has_to_do_with(each)
    ]


def roll(tx: Tx, by: Contact, session_id: int, now: datetime) -> tuple[Session, list[Present]]:
    """Those whom this chat may note: all, or an escort those without a chat of their own.

    Each name is noted as read. Raises `NotAllowed`, also when there is no such session.
    """
    session, listed = _roll(tx, by, session_id)
    for each in listed:
        records.audit(tx, actor_of(by), "look at attendance", each.participant.uid, now)
    return session, listed


def people_of(tx: Tx, by: Contact, session_id: int) -> list[Participant]:
    """The same people, to read a text in which they are named. Raises `NotAllowed`."""
    return [each.participant for each in _roll(tx, by, session_id)[1]]


def note(
    tx: Tx, by: Contact, session_id: int, were_there: Mapping[int, bool], now: datetime
) -> None:
    """Note it by participant id, for those whom this chat may note. Raises `NotAllowed`, `NotNow`.

    What stands there already is left as it is.
    """
    session, listed = _roll(tx, by, session_id)
    if session.is_cancelled or not session.starts_at <= now <= session.starts_at + NOTED_FOR:
        raise NotNow
    for each in listed:
        was_there = were_there.get(each.participant.id)
        if was_there is None or was_there is each.was_there or by.staff_id is None:
            continue
        presence.keep(tx, session.id, each.participant.id, by.staff_id, now, was_there=was_there)
        action = "note as present" if was_there else "note as absent"
        records.audit(tx, actor_of(by), action, each.participant.uid, now)


def _roll(tx: Tx, by: Contact, session_id: int) -> tuple[Session, list[Present]]:
    member, session = member_of(tx, by), sessions.by_id(tx, session_id)
    if session is None or member is None or not member.has_to_do_with(session):
        raise NotAllowed
    if member.role is Role.ESCORT:
        listed = [each.participant for each in escorting.group(tx, session)]
    else:
        listed = people.by_ids(tx, people.enrolled(tx, session.programme_id, session.skill))
    noted = presence.of_session(tx, session.id)
    return session, [Present(each, noted.get(each.id)) for each in listed]
