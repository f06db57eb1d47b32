"""What the office is told of how the bot is doing; nothing here walks through the whole outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.outbox import State
from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A list that was stored: its kind, how many rows were taken and refused, and when."""

    kind: str
    accepted: int
    rejected: int
    at: datetime


def settled_since(tx: Tx, since: datetime) -> list[tuple[State, str | None, int]]:
    """How many messages became what since then, by state and reason."""
    rows = tx.sql.count_settled_since(since=epoch(since))
    return [(State(state), reason, count) for state, reason, count in rows]


def queued(tx: Tx) -> int:
    return int(tx.sql.count_queued())


def newest_lists(tx: Tx, most: int) -> list[LoadedList]:
    rows = tx.sql.newest_imports(most=most)
    return [LoadedList(kind, taken, refused, moment(at)) for kind, taken, refused, at in rows]


def unclear_broadcasts(tx: Tx, contact_id: int) -> list[int]:
    """The messages to many that this chat wrote and of which it is not clear who got them."""
    return [ident for (ident,) in tx.sql.unclear_broadcasts_of(contact_id=contact_id)]
