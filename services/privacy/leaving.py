"""Deletes a chat, at its own request or because it belongs to somebody else now."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Contact
from store import (
    contacts,
    employer_proofs,
    erasures,
    link_requests,
    outbox as rows,
    records,
    set_aside,
)
from store.connection import Tx

UNDONE_FOR = timedelta(days=1)
"""How long “bukan saya” can be undone."""


def delete_chat(tx: Tx, contact: Contact, now: datetime) -> Contact:
    """Delete a chat at once: links, consents, messages, questions, proofs for employers.

    Returns the chat as a new, unknown one, for the receipt and answers to its requests. The
    office's list stays: a tap on a shared phone must not erase it.
    """
    asked = [each for each in erasures.open_requests(tx) if each.contact_id == contact.id]
    employer_proofs.revoke_of_chat(tx, contact.id, now)
    contacts.withdraw_consent(tx, contact.id, now)
    _delete(tx, contact, "delete chat", now)
    unknown = contacts.at(tx, contact.channel, contact.address, now)
    for request in asked:
        erasures.ask(tx, request.participant_id, unknown.id, request.due_at, now)
    return unknown


def ends_something(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the chat linked to anybody, or one of the staff's?"""
    return contact.staff_id is not None or bool(contacts.links(tx, contact.id, now))


def disown(tx: Tx, contact: Contact, now: datetime) -> Contact:
    """The chat belongs to somebody else: end its links and its role, tell nobody.

    All of it is set aside for `UNDONE_FOR`, then deleted. Proofs of the former holder stay valid.
    Returns the chat as a new, unknown one.
    """
    if not ends_something(tx, contact, now):
        _delete(tx, contact, "disown", now)
        return contacts.at(tx, contact.channel, contact.address, now)
    contacts.end_links(tx, contact.id, now)
    rows.cancel_pushes(tx, contact.id, "disowned", now)
    link_requests.take_back(tx, contact.id)
    set_aside.set_aside(tx, contact.id, now)
    _note(tx, contact, "disown", now)
    return contacts.at(tx, contact.channel, contact.address, now)


def undo_disowning(tx: Tx, contact: Contact, now: datetime) -> Contact | None:
    """Undo `disown`: the chat is as it was, with its links, role, PIN and questions.

    None if it is too late, or if the chat has been linked again since.
    """
    kept = set_aside.newest(tx, contact, now - UNDONE_FOR)
    if kept is None or ends_something(tx, contact, now):
        return None
    former_id, at = kept
    contacts.delete(tx, contact.id)
    set_aside.put_back(tx, former_id)
    contacts.revive_links(tx, former_id, at, now)
    former = contacts.at(tx, contact.channel, contact.address, now)
    erasures.forget_deleted_chat(tx, former.uid)
    records.audit(tx, f"contact:{former.uid}", "undo disown", f"contact:{former.uid}", now)
    return former


def forget_disowned(tx: Tx, now: datetime) -> int:
    """Delete the chats whose disowning can't be undone any more; returns how many."""
    return set_aside.forget(tx, now - UNDONE_FOR)


def _delete(tx: Tx, contact: Contact, why: str, now: datetime) -> None:
    _note(tx, contact, why, now)
    contacts.delete(tx, contact.id)


def _note(tx: Tx, contact: Contact, why: str, now: datetime) -> None:
    """Keep that the chat is gone, so that no backup brings it back."""
    records.audit(tx, f"contact:{contact.uid}", why, f"contact:{contact.uid}", now)
    erasures.note_deleted_chat(tx, contact.uid, now)
