"""The language a chat is answered in."""

from __future__ import annotations

from programme.people import Contact
from store import contacts
from store.connection import Tx


def choose(tx: Tx, contact: Contact, language: str) -> None:
    contacts.set_language(tx, contact.id, language)
