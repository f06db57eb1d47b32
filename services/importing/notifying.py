"""Tells people about sessions that lists changed, after somebody has seen the messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.changes import ChangeKind, SessionChange
from programme.sessions import Session
from services.announcing import announcements, audience
from services.announcing.audience import Audience
from services.importing.cells import place_key
from store import pending_notices
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Unaware:
    """How many sessions changed, and how many chats and people without a chat don't know yet."""

    sessions: int
    chats: int
    without_chat: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A session as people know it and as it is now, and whom the change concerns.

    `change` is None if it can't be announced: a cancelled session that takes place after all.
    """

    known: Session
    session: Session
    change: SessionChange | None
    audience: Audience


def pending(tx: Tx, programme_id: int, now: datetime) -> list[Notice]:
    """The changes that a programme's people have not been told about, the next session first."""
    return [
        Notice(
            known := pending_notices.as_known(tx, session),
            session,
            _change(known, session, now),
            audience.of_change(tx, known, session, None, now),
        )
        for session in pending_notices.of_programme(tx, programme_id, now)
    ]


def unaware_of(notices: Iterable[Notice]) -> Unaware:
    """Count the sessions, chats and people of notices, each once."""
    notices = list(notices)
    chats = {
        contact.id
        for one in notices
        for contact in (
            *(each for each, _ in one.audience.reached),
            *(each.contact for each in one.audience.unreachable),
        )
    }
    people = {each.id for one in notices for each in one.audience.without_chat}
    return Unaware(len(notices), len(chats), len(people))


def notify(tx: Tx, programme_id: int, previewed: Sequence[Notice], by: str, now: datetime) -> int:
    """Queue the previewed notices that are still true; returns how many chats are told."""
    seen = {(one.session.id, one.session.version): one for one in previewed}
    told: set[int] = set()
    for notice in pending(tx, programme_id, now):
        if notice.change and (notice.session.id, notice.session.version) in seen:
            announcements.tell(tx, notice.known, notice.session, notice.change, now, by=by)
            told |= {contact.id for contact, _ in notice.audience.reached}
    return len(told)


def _change(known: Session, session: Session, now: datetime) -> SessionChange | None:
    if session.is_cancelled:
        return SessionChange(ChangeKind.CANCELLED) if known.starts_at > now else None
    if known.is_cancelled or session.starts_at <= now:
        return None
    is_elsewhere = place_key(session.place) != place_key(known.place)
    place = session.place if is_elsewhere else None
    if session.starts_at != known.starts_at:
        return SessionChange(
            ChangeKind.MOVED, starts_at=session.starts_at, ends_at=session.ends_at, place=place
        )
    return SessionChange(ChangeKind.ROOM, place=place)
