"""Consent: asked for before the first link, kept with time and wording (UU PDP Art. 22, 24).

Another version is asked for at the chat's next personal question. Until it is answered, what the
chat agreed to before still stands: classes and certificates are told by the bot itself, as it
said. Taking it back ends all that at once (Art. 9, 40).
"""

from __future__ import annotations

from datetime import datetime

from locales.consent_texts import VERSION, consent_text
from programme.people import Contact, Relation
from services.people import own_links
from store import (
    contacts,
    employer_proofs,
    examples,
    invites,
    link_requests,
    outbox as rows,
    paper_consents,
    records,
)
from store.connection import Tx
from store.invites import Invite, InviteKind


def is_given(tx: Tx, contact: Contact) -> bool:
    """Has this chat agreed to the present version?"""
    return contacts.has_consent(tx, contact.id, VERSION)


def covers(tx: Tx, contact: Contact, invite: Invite, now: datetime) -> bool:
    """Has whoever would be linked by this invite agreed in this chat already?

    Who agreed here may have borrowed the phone, or it is his and is borrowed now: so a participant
    is asked unless it is his own chat, and family unless the chat is somebody's for good.
    """
    if not is_given(tx, contact):
        return False
    own = own_links.of_chat(tx, contact, now)
    if invite.kind is not InviteKind.FAMILY:
        return any(link.participant_id == invite.participant_id for link in own)
    held = contacts.links(tx, contact.id, now)
    return bool(own) or any(link.relation is Relation.FAMILY for link in held)


def is_outdated(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the chat linked to somebody without having agreed to the present version?"""
    return not is_given(tx, contact) and bool(contacts.links(tx, contact.id, now))


def give(tx: Tx, contact: Contact, language: str, responsible: str, now: datetime) -> None:
    """Keep that the chat agreed to the text as it was shown."""
    wording = consent_text(language, responsible)
    contacts.add_consent(tx, contact, VERSION, language, wording, now)


def has_family(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Do others hear of the participant whose own chat this is, or was until just now?"""
    return any(
        link.relation is Relation.FAMILY and link.holds(now)
        for own in own_links.of_chat_recently(tx, contact, now)
        for link in contacts.links_to(tx, own.participant_id)
    )


def withdraw(tx: Tx, contact: Contact, now: datetime) -> int:
    """Take the chat's consent back: its links end, and what was about to be sent is not.

    Proofs for employers that it asked for end, too, and a wish to be linked that still waits.
    Nobody is told. Returns how many proofs there were: those `restore` doesn't bring back.
    """
    contacts.withdraw_consent(tx, contact.id, now)
    contacts.end_links(tx, contact.id, now)
    rows.cancel_pushes(tx, contact.id, "consent withdrawn", now)
    link_requests.take_back(tx, contact.id)
    examples.forget_of(tx, contact.id)
    _note(tx, contact, "withdraw consent", now)
    return employer_proofs.revoke_of_chat(tx, contact.id, now)


def restore(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Undo `withdraw`. False where that is too long ago, or not all of it holds any more."""
    at = contacts.withdrawn_at(tx, contact.id)
    if at is None:
        return True
    if now - at > own_links.UNDONE_FOR:
        return False
    ended = contacts.links_ended(tx, contact.id, at, now)
    contacts.restore_consent(tx, contact.id, at)
    _note(tx, contact, "restore consent", now)
    return contacts.revive_links(tx, contact.id, at, now) == len(ended)


def end_family(tx: Tx, contact: Contact, now: datetime) -> None:
    """End what the participant whose own chat this is, or was until just now, allowed his family,
    also on paper. Nobody is told.
    """
    for own in own_links.of_chat_recently(tx, contact, now):
        for paper in paper_consents.held(tx, own.participant_id):
            paper_consents.withdraw(tx, paper.id, own.participant_id, now)
        contacts.end_family_links(tx, own.participant_id, now)
        invites.revoke_family(tx, own.participant_id, now)
    _note(tx, contact, "end family", now)


def _note(tx: Tx, contact: Contact, what: str, now: datetime) -> None:
    records.audit(tx, f"contact:{contact.uid}", what, f"contact:{contact.uid}", now)
