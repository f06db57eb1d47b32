"""What is done to a store that was restored when nobody knows what happened since its backup."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch


def hold_what_was_due(tx: Tx, now: datetime) -> int:
    """What was due may have gone out since: it is unclear; returns how many messages.

    A reminder or a change is sent once more by the rule for unclear ones; the rest is held.
    """
    tx.sql.hold_what_was_due(at=epoch(now))
    return int(tx.sql.count_held())


def lay_events_aside(tx: Tx, now: datetime) -> int:
    """What waited to be answered may have been since; returns how many."""
    return int(tx.sql.lay_events_aside(at=epoch(now)))


def revoke_open_codes(tx: Tx, now: datetime) -> int:
    """A code may have been used since: none is good any more; returns how many."""
    return int(tx.sql.revoke_open_codes(at=epoch(now)))


def forget_conversations(tx: Tx) -> None:
    tx.sql.forget_conversations()


def release_accounts(tx: Tx) -> None:
    """Whoever ran the bot then does not run it here."""
    tx.sql.release_accounts()
