"""Texts the bot did not understand, kept for the office with consent only."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Contact
from services.privacy import consent
from store import examples
from store.connection import Tx

KEPT_FOR = timedelta(days=30)
LONGEST = 300


def remember(tx: Tx, contact: Contact, text: str, choice: str, now: datetime) -> bool:
    """Keep `text` with the button chosen for it. False without consent."""
    if not consent.is_given(tx, contact):
        return False
    examples.add(tx, contact.id, text[:LONGEST], choice, now)
    return True


def forget_old(tx: Tx, now: datetime) -> int:
    return examples.forget(tx, now - KEPT_FOR)
