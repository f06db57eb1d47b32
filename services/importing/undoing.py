"""Undoes the last list while nothing of it was sent and nothing builds on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Contact
from services.people.roles import actor_of, ensure_office
from store import list_undo, records
from store.connection import Tx
from store.list_undo import BuiltUpon, LastList

__all__ = ["LASTS", "BuiltUpon", "LastList", "last", "undo"]

LASTS = timedelta(days=1)
"""How long the last list can be undone."""


def last(tx: Tx, by: Contact, now: datetime) -> LastList | None:
    """The list saved last, by whomever of the office. Raises `NotAllowed`."""
    ensure_office(tx, by)
    return list_undo.last(tx, now)


def undo(tx: Tx, by: Contact, ident: int, now: datetime) -> bool:
    """Everything is as before the list. False if it can't be found any more.

    Raises `NotAllowed`, and `BuiltUpon` where messages have gone out or somebody has gone on
    working with what it changed; then nothing is undone.
    """
    ensure_office(tx, by)
    if not list_undo.undo(tx, ident, now):
        return False
    records.audit(tx, actor_of(by), "undo import", f"list:{ident}", now)
    return True
