"""Consent: asked for before the first link, kept with time and wording (UU PDP Art. 22, 24)."""

from __future__ import annotations

from datetime import datetime

from locales.consent_texts import VERSION, consent_text
from programme.people import Contact
from store import contacts
from store.connection import Tx


def is_given(tx: Tx, contact: Contact) -> bool:
    """Has this chat agreed to the present version?"""
    return contacts.has_consent(tx, contact.id, VERSION)


def give(tx: Tx, contact: Contact, language: str, responsible: str, now: datetime) -> None:
    """Keep that the chat agreed to the text as it was shown."""
    wording = consent_text(language, responsible)
    contacts.add_consent(tx, contact, VERSION, language, wording, now)
