"""Who comes to a session: answers to an announcement, and what people say by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.attendance import is_awaited, told_by
from programme.people import Contact
from programme.sessions import Session
from services.inbox import conversation
from store import attendance, contacts, outbox, sessions
from store.connection import Tx

ASKED_FOR = timedelta(days=3)
"""For this long words are taken as the answer to an announcement."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The session a chat was asked about. `is_last`: nothing was said or sent since."""

    session: Session
    is_last: bool


def asked_about(tx: Tx, contact: Contact, now: datetime) -> Asked | None:
    """The session the latest announcement asked about, if it can still be answered."""
    found = outbox.newest_question(tx, contact.id, now - ASKED_FOR)
    session = sessions.by_id(tx, found.session_id) if found else None
    if found is None or session is None or not _can_be_answered(tx, contact, session, now):
        return None
    return Asked(session, conversation.interrupted_by(tx, contact, now) == found.row_id)


def attend(tx: Tx, contact: Contact, session_id: int, *, coming: bool, now: datetime) -> bool:
    """Record whether the chat's own participants come; can be changed. False if it has none."""
    session = sessions.by_id(tx, session_id)
    if session is None or not _can_be_answered(tx, contact, session, now):
        return False
    for participant_id in _own_participants(tx, contact, session, now):
        attendance.keep(tx, session_id, participant_id, contact.id, coming=coming, now=now)
    return True


def own_sessions(
    tx: Tx, contact: Contact, since: datetime, until: datetime, now: datetime
) -> list[Session]:
    """The sessions of the chat's own participants that can still be answered about, from `since`
    until before `until`, the soonest first.
    """
    return [
        session
        for session in sessions.between(tx, since, until)
        if _can_be_answered(tx, contact, session, now)
    ]


def absences(tx: Tx, contact: Contact, now: datetime) -> list[Session]:
    """The coming sessions that this chat said it misses, what it said last first."""
    found = (sessions.by_id(tx, ident) for ident in attendance.absences(tx, contact.id, now))
    return [session for session in found if session and not session.is_cancelled]


def takes_part(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the chat a participant's own?"""
    return bool(told_by(contacts.links(tx, contact.id, now)))


def not_coming(tx: Tx, session: Session) -> list[str]:
    """The names of those who said that they can't come."""
    return [name for name, coming in attendance.of_session(tx, session.id) if not coming]


def _can_be_answered(tx: Tx, contact: Contact, session: Session, now: datetime) -> bool:
    return is_awaited(session, now) and bool(_own_participants(tx, contact, session, now))


def _own_participants(tx: Tx, contact: Contact, session: Session, now: datetime) -> list[int]:
    links = contacts.links_to_class(tx, contact.id, session.programme_id, session.skill, now)
    return told_by(links)
