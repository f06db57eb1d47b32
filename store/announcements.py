"""Announcements and what became of their messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from programme.changes import KnownSession, SessionChange
from programme.outbox import State
from programme.sessions import Session
from store.connection import Tx
from store.rows import epoch, latest, moment


@dataclass(frozen=True, slots=True)
class Announcement:
    """`progress_key` is the outbox key of the writer's message that shows how far it is.

    `without_chat` are the participants that had no chat of their own, `missed` those of whose
    chats one was not reachable or wanted no messages.
    """

    id: int
    old: KnownSession
    change: SessionChange
    by_contact: int | None
    without_chat: tuple[int, ...]
    missed: tuple[int, ...]
    progress_key: str | None
    progress_digest: str | None
    is_stopped: bool

    def is_past(self, now: datetime) -> bool:
        """Has the session begun, at its time before and after the change?"""
        return max(self.old.starts_at, self.old.after(self.change).starts_at) < now


def add(
    tx: Tx,
    session: Session,
    change: SessionChange,
    by_contact: int | None,
    without_chat: Sequence[int],
    missed: Sequence[int],
    now: datetime,
) -> int:
    """Keep an announcement of `change` to `session` as it was before; returns the id.

    `by_contact` is None where no chat wrote it; see `Announcement`.
    """
    body = {
        "change": change.to_json(),
        "programme_id": session.programme_id,
        "skill": session.skill,
        "starts_at": epoch(session.starts_at),
        "ends_at": epoch(session.ends_at),
        "place": session.place,
        "instructor": session.instructor,
        "without_chat": list(without_chat),
        "missed": list(missed),
    }
    return int(
        tx.sql.add_announcement(
            kind=change.kind,
            session_id=session.id,
            session_version=session.version,
            body=tx.seal(json.dumps(body), "announcements.body"),
            by_contact=by_contact,
            without_chat=len(without_chat),
            at=epoch(now),
        )
    )


def by_id(tx: Tx, announcement_id: int) -> Announcement | None:
    row = tx.sql.announcement_by_id(id=announcement_id)
    if row is None:
        return None
    ident, session_id, body, by_contact, progress_key, digest, stopped_at = row
    facts = _facts_in(tx.keys.open(body, "announcements.body"), session_id)
    return Announcement(
        ident,
        facts.old,
        facts.change,
        by_contact,
        facts.without_chat,
        facts.missed,
        progress_key,
        digest,
        stopped_at is not None,
    )


class _Facts(NamedTuple):
    old: KnownSession
    change: SessionChange
    without_chat: tuple[int, ...]
    missed: tuple[int, ...]


@lru_cache(64)  # it is read for everybody who is told
def _facts_in(body: str, session_id: int) -> _Facts:
    facts = json.loads(body)
    old = KnownSession(
        id=session_id,
        programme_id=facts["programme_id"],
        skill=facts["skill"],
        starts_at=moment(facts["starts_at"]),
        ends_at=moment(facts["ends_at"]),
        place=facts["place"],
        instructor=facts["instructor"],
    )
    return _Facts(
        old,
        SessionChange.from_json(facts["change"]),
        tuple(facts["without_chat"]),
        tuple(facts["missed"]),
    )


def sessions_before(tx: Tx, session_id: int) -> list[KnownSession]:
    """The session as it was before each change announced from a chat, the oldest first."""
    rows = tx.sql.changes_of_session(session_id=session_id)
    found = [by_id(tx, announcement_id) for (announcement_id,) in rows]
    return [announcement.old for announcement in found if announcement]


def of_session(tx: Tx, session_id: int) -> list[int]:
    """The announcements that changed this session, the oldest first; notes don't count."""
    return [ident for (ident,) in tx.sql.announced_of_session(session_id=session_id)]


def was_added(tx: Tx, session_id: int) -> bool:
    """Was the session added in a chat, and not by a list?"""
    return bool(tx.sql.session_was_added(session_id=session_id))


def first_missed(tx: Tx, announcement: Announcement, contact_id: int) -> Announcement | None:
    """The first of the session's earlier changes that did not reach this chat, nor any since."""
    found = tx.sql.first_missed(
        session_id=announcement.old.id, contact_id=contact_id, before=announcement.id
    )
    return None if found is None else by_id(tx, found)


def sent_together(tx: Tx, announcement_id: int) -> list[Announcement]:
    """It and those whose progress the same message shows."""
    found = [by_id(tx, ident) for (ident,) in tx.sql.sent_together(id=announcement_id)]
    return [announcement for announcement in found if announcement]


def under_way(tx: Tx) -> list[int]:
    """Announcements whose writer has not been shown the end yet, one of those sent together."""
    return [ident for (ident,) in tx.sql.announcements_under_way()]


def show_progress_in(tx: Tx, announcement_id: int, progress_key: str) -> None:
    tx.sql.show_progress_in(id=announcement_id, progress_key=progress_key)


def finish(tx: Tx, announcement_id: int, now: datetime) -> None:
    tx.sql.finish_announcement(id=announcement_id, at=epoch(now))


def cancel_queued(tx: Tx, announcement_id: int, now: datetime) -> int:
    """Cancel what has not been sent of it and those sent with it; returns how many."""
    tx.sql.mark_stopped(id=announcement_id, at=epoch(now))
    return int(tx.sql.cancel_announcement(id=announcement_id, at=epoch(now)))


def counts(tx: Tx, announcement_id: int) -> list[tuple[State, str | None, int]]:
    """How many messages of it and those sent with it there are per (state, reason)."""
    rows = tx.sql.announcement_counts(id=announcement_id)
    return [(State(state), reason, count) for state, reason, count in rows]


def next_due_at(tx: Tx, announcement_id: int) -> datetime | None:
    """The earliest moment at which one of its queued messages may leave."""
    return latest(tx.sql.announcement_due_at(id=announcement_id))


def not_reached(tx: Tx, announcement_id: int) -> list[int]:
    """The contacts whose message failed, is uncertain, came too late or was taken back, by its
    writer or by themselves."""
    return [ident for (ident,) in tx.sql.announcement_not_reached(id=announcement_id)]


def shown(tx: Tx, announcement_id: int, digest: str) -> None:
    """Remember which state the writer was shown last."""
    tx.sql.progress_shown(id=announcement_id, digest=digest)
