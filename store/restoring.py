"""Settle a restored store when nobody knows what happened since its backup."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch


def hold_what_was_due(tx: Tx, now: datetime) -> int:
    """Mark due messages as unclear, since they may have gone out; returns how many.

    A reminder or a change is sent once more by the rule for unclear ones; the rest is held.
    """
    tx.sql.hold_what_was_due(at=epoch(now))
    return int(tx.sql.count_held())


def lay_events_aside(tx: Tx, now: datetime) -> int:
    """End events that wait, since they may have been answered; returns how many."""
    return int(tx.sql.lay_events_aside(at=epoch(now)))


def revoke_open_codes(tx: Tx, now: datetime) -> int:
    """Revoke all open codes, since they may have been used; returns how many."""
    return int(tx.sql.revoke_open_codes(at=epoch(now)))


def forget_conversations(tx: Tx) -> None:
    tx.sql.forget_conversations()


def release_accounts(tx: Tx) -> None:
    """Free the accounts: the process that held them does not run here."""
    tx.sql.release_accounts()
