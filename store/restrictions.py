"""Whose data is only stored: his links are suspended as long as that lasts."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch, latest


def begin(tx: Tx, participant_id: int, now: datetime) -> list[int]:
    """Restrict, and suspend what holds; returns the chats that it was linked to."""
    if tx.sql.restrict_participant(id=participant_id, at=epoch(now)):
        tx.sql.suspend_links(id=participant_id, at=epoch(now))
    return [contact_id for (contact_id,) in tx.sql.chats_of_restricted(id=participant_id)]


def lift(tx: Tx, participant_id: int, now: datetime) -> bool:
    """What was suspended holds again, where its time isn't over. False where nothing was."""
    tx.sql.resume_links(id=participant_id, now=epoch(now))
    return bool(tx.sql.lift_restriction(id=participant_id))


def since(tx: Tx, participant_id: int) -> datetime | None:
    return latest(tx.sql.restricted_at(id=participant_id))


def holds_in_chat(tx: Tx, contact_id: int) -> bool:
    """Is a link of this chat suspended?"""
    return bool(tx.sql.is_chat_of_restricted(contact_id=contact_id))
