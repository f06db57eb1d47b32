"""What a chat may call the people it is linked to."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact, Link
from store import contacts, people
from store.connection import Tx
from understanding import Known


def of_chat(tx: Tx, contact: Contact, chosen: frozenset[str], now: datetime) -> Known:
    """The participants of the chat's links under the links' ids; `chosen` are such ids."""
    links = contacts.links(tx, contact.id, now)
    return Known({key_of(link): _names(tx, link) for link in links}, chosen)


def key_of(link: Link) -> str:
    return str(link.id)


def _names(tx: Tx, link: Link) -> tuple[str, ...]:
    participant = people.by_id(tx, link.participant_id)
    return (link.label, participant.shown_name) if participant else (link.label,)
