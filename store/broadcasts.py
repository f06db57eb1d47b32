"""Plain messages of the office to many chats."""

from __future__ import annotations

from datetime import datetime

from programme.broadcasts import Broadcast
from programme.certificates import Step
from programme.people import Contact
from store.connection import Tx
from store.contacts import contact_of
from store.rows import epoch


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
) -> list[Contact]:
    """The linked chats that can be and want to be written to, each once; no borrowed phone."""
    rows = tx.sql.broadcast_audience(
        now=epoch(now), skill=skill, programme_id=programme_id, step=step
    )
    return [contact_of(tx, row) for row in rows]


def is_stopped(tx: Tx, broadcast_id: int) -> bool:
    """Has its writer taken it back?"""
    return tx.sql.broadcast_stopped_at(id=broadcast_id) is not None


def requeue_uncertain(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """Send once more what may or may not have gone out, stopped or not; returns how many."""
    tx.sql.broadcast_goes_on(id=broadcast_id)
    return int(tx.sql.requeue_broadcast(id=broadcast_id, at=epoch(now)))
