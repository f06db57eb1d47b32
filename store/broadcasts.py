"""Plain messages of the office to many chats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.broadcasts import Broadcast
from programme.certificates import Step
from programme.people import Contact
from store.connection import Tx
from store.contacts import contact_of
from store.rows import epoch, moment


def add(tx: Tx, broadcast: Broadcast, by_contact: int, now: datetime) -> int:
    return int(
        tx.sql.add_broadcast(
            body=tx.seal(broadcast.to_json(), "announcements.body"),
            by_contact=by_contact,
            at=epoch(now),
        )
    )


def by_id(tx: Tx, broadcast_id: int) -> Broadcast | None:
    body = tx.open(tx.sql.broadcast_body(id=broadcast_id), "announcements.body")
    return None if body is None else Broadcast.from_json(body)


def writer_of(tx: Tx, broadcast_id: int) -> int | None:
    """The id of the contact that wrote it."""
    found: int | None = tx.sql.broadcast_writer(id=broadcast_id)
    return found


def audience(
    tx: Tx,
    now: datetime,
    *,
    skill: str | None = None,
    programme_id: int | None = None,
    step: Step | None = None,
    unlinked: bool = False,
) -> list[Contact]:
    """The linked chats that can be and want to be written to, each once; no borrowed phone.

    With `unlinked` only for participants who have no chat of their own.
    """
    rows = tx.sql.broadcast_audience(
        now=epoch(now), skill=skill, programme_id=programme_id, step=step, unlinked=unlinked
    )
    return [contact_of(tx, row) for row in rows]


def without_chat(
    tx: Tx,
    now: datetime,
    *,
    skill: str | None = None,
    programme_id: int | None = None,
    step: Step | None = None,
) -> list[int]:
    """The ids of the participants of whom no chat hears."""
    rows = tx.sql.without_chat(now=epoch(now), skill=skill, programme_id=programme_id, step=step)
    return [ident for (ident,) in rows]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A message that waits for its time; `by_contact` is None where its writer's chat is gone."""

    id: int
    broadcast: Broadcast
    by_contact: int | None
    at: datetime
    chats: int


def scheduled(tx: Tx, now: datetime) -> list[Scheduled]:
    """The next first."""
    return [
        Scheduled(
            ident,
            Broadcast.from_json(tx.keys.open(body, "announcements.body")),
            by_contact,
            moment(at),
            chats,
        )
        for ident, body, by_contact, at, chats in tx.sql.scheduled_broadcasts(at=epoch(now))
    ]


def is_stopped(tx: Tx, broadcast_id: int) -> bool:
    """Has its writer taken it back?"""
    return tx.sql.broadcast_stopped_at(id=broadcast_id) is not None


def requeue_uncertain(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """Send once more what may or may not have gone out, stopped or not; returns how many."""
    tx.sql.broadcast_goes_on(id=broadcast_id)
    return int(tx.sql.requeue_broadcast(id=broadcast_id, at=epoch(now)))
