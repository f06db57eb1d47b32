"""Events that came in: stored before they count as received, emptied when they are answered."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.errors import WrongKey
from store.rows import epoch, latest


def receive(
    tx: Tx, channel: str, event_id: str, body: str, now: datetime, *, readable: bool = True
) -> int | None:
    """Keep an event and return its inbox id; None when it was received before."""
    ident: int | None = tx.sql.receive(
        channel=channel,
        event_id=event_id,
        body=tx.seal(body, "inbox.body"),
        state="waiting" if readable else "unreadable",
        at=epoch(now),
    )
    return ident


def waiting(tx: Tx) -> list[tuple[int, str]]:
    """Events not yet answered as (inbox id, body), in the order in which they came.

    The body is "" where it was sealed with another key.
    """
    return [(ident, _opened(tx, body)) for ident, body in tx.sql.waiting_events()]


def _opened(tx: Tx, body: bytes) -> str:
    try:
        return tx.keys.open(body, "inbox.body")
    except WrongKey:
        return ""


def done(tx: Tx, inbox_id: int, now: datetime) -> bool:
    """Mark as answered and forget its body. False when it already was."""
    return bool(tx.sql.event_done(id=inbox_id, at=epoch(now)))


def failed(tx: Tx, inbox_id: int, now: datetime) -> None:
    """Mark as unanswerable; the body is kept for whoever fixes the cause."""
    tx.sql.event_failed(id=inbox_id, at=epoch(now))


def counts(tx: Tx) -> dict[str, int]:
    return dict(tx.sql.count_events())


def newest_at(tx: Tx) -> datetime | None:
    return latest(tx.sql.newest_event_at())
