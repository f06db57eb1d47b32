"""A participant's own chat: the one where he proved who he is, on his own phone."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Contact, Link, Participant, Relation
from store import contacts, locks, records
from store.connection import Tx

UNDONE_FOR = timedelta(minutes=30)
"""How long a withdrawn consent can be restored."""


def of(tx: Tx, participant_id: int) -> list[Link]:
    """The participant's links as himself, on phones of his own."""
    return [link for link in contacts.links_to(tx, participant_id) if link.is_own]


def actors_of(tx: Tx, participant_id: int) -> set[str]:
    """How the audit names the participant's own chats."""
    found = (contacts.by_id(tx, link.contact_id) for link in of(tx, participant_id))
    return {f"contact:{chat.uid}" for chat in found if chat}


def of_chat(tx: Tx, contact: Contact, now: datetime) -> list[Link]:
    """The chat's links as the participant himself, on his own phone."""
    return [link for link in contacts.links(tx, contact.id, now) if link.is_own]


def of_chat_recently(tx: Tx, contact: Contact, now: datetime) -> list[Link]:
    """As `of_chat`, including links that ended with a withdrawn consent while that can be undone.

    He still decides about his family and the office's list. Not after a long silence: the number
    may have a new owner.
    """
    at, facts = contacts.withdrawn_at(tx, contact.id), locks.facts(tx, contact.id)
    held = of_chat(tx, contact, now)
    if at is None or now - at > UNDONE_FOR or facts is None or facts.silent_until:
        return held
    return held + [link for link in contacts.links_ended(tx, contact.id, at, now) if link.is_own]


def end_elsewhere(tx: Tx, contact: Contact, participant: Participant, now: datetime) -> None:
    """`contact` is his new phone: end his links on others."""
    for link in contacts.links_to(tx, participant.id):
        if link.relation is Relation.SELF and link.contact_id != contact.id:
            contacts.end_links_between(tx, link.contact_id, participant.id, now)
            records.audit(tx, f"contact:{contact.uid}", "replace own link", participant.uid, now)
