"""Deletes a chat, at its own request or because it belongs to somebody else now."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact
from store import contacts, employer_proofs, erasures, records
from store.connection import Tx


def delete_chat(tx: Tx, contact: Contact, now: datetime) -> Contact:
    """Delete a chat at once: links, consents, messages, questions, proofs for employers.

    Returns the chat as a new, unknown one, for the receipt and answers to its requests. The
    office's list stays: a tap on a shared phone must not erase it.
    """
    asked = [each for each in erasures.open_requests(tx) if each.contact_id == contact.id]
    employer_proofs.revoke_of_chat(tx, contact.id, now)
    _delete(tx, contact, "delete chat", now)
    unknown = contacts.at(tx, contact.channel, contact.address, now)
    for request in asked:
        erasures.ask(tx, request.participant_id, unknown.id, request.due_at, now)
    return unknown


def disown(tx: Tx, contact: Contact, now: datetime) -> Contact:
    """The chat belongs to somebody else: delete everything, tell nobody.

    Proofs of the former holder stay valid. Returns the chat as a new, unknown one.
    """
    _delete(tx, contact, "disown", now)
    return contacts.at(tx, contact.channel, contact.address, now)


def _delete(tx: Tx, contact: Contact, why: str, now: datetime) -> None:
    records.audit(tx, f"contact:{contact.uid}", why, f"contact:{contact.uid}", now)
    erasures.note_deleted_chat(tx, contact.uid, now)
    contacts.delete(tx, contact.id)
