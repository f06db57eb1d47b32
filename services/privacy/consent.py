"""Consent: asked for before the first link, kept with time and wording (UU PDP Art. 22, 24).

A new version is asked for at the next personal question. Until then the former consent still
covers pushed messages. Withdrawing ends everything at once (Art. 9, 40).
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
    people,
    records,
)
from store.connection import Tx
from store.invites import Invite, InviteKind


def is_given(tx: Tx, contact: Contact) -> bool:
    """Has this chat agreed to the current version?"""
    return contacts.has_consent(tx, contact.id, VERSION)


def covers(tx: Tx, contact: Contact, invite: Invite, now: datetime) -> bool:
    """Has the person this invite links already agreed in this chat?

    Somebody who borrowed the phone, or its owner, may have agreed here. So a participant is asked
    unless it is his own chat, family unless somebody has a permanent link.
    """
    if not is_given(tx, contact):
        return False
    own = own_links.of_chat(tx, contact, now)
    if invite.kind is not InviteKind.FAMILY:
        return any(link.participant_id == invite.participant_id for link in own)
    held = contacts.links(tx, contact.id, now)
    return bool(own) or any(link.relation is Relation.FAMILY for link in held)


def is_outdated(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the chat linked without consent to the current version?"""
    return not is_given(tx, contact) and bool(contacts.links(tx, contact.id, now))


def give(tx: Tx, contact: Contact, language: str, responsible: str, now: datetime) -> None:
    """Record that the chat agreed to the text it was shown, and whom it is linked to then."""
    wording = consent_text(language, responsible)
    linked = [link.participant_id for link in contacts.links(tx, contact.id, now)]
    numbers = ", ".join(each.number for each in people.by_ids(tx, linked))
    who = f"{contact.channel} {contact.address}: {numbers}"
    contacts.add_consent(tx, contact, VERSION, language, wording, who, now)


def has_family(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Does this chat's participant, current or until just now, have family links?"""
    return any(
        link.relation is Relation.FAMILY and link.holds(now)
        for own in own_links.of_chat_recently(tx, contact, now)
        for link in contacts.links_to(tx, own.participant_id)
    )


def withdraw(tx: Tx, contact: Contact, now: datetime) -> int:
    """Withdraw the chat's consent: end its links and cancel queued messages.

    Also ends its proofs for employers and open link requests. Nobody is told. Returns how many
    proofs ended: `restore` doesn't bring them back.
    """
    contacts.withdraw_consent(tx, contact.id, now)
    contacts.end_links(tx, contact.id, now)
    rows.cancel_pushes(tx, contact.id, "consent withdrawn", now)
    link_requests.take_back(tx, contact.id)
    examples.forget_of(tx, contact.id)
    _note(tx, contact, "withdraw consent", now)
    return employer_proofs.revoke_of_chat(tx, contact.id, now)


def restore(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Undo `withdraw`. False if it is too late, or not everything can be restored."""
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
    """End what this chat's participant, current or until just now, allowed his family, also on
    paper. Nobody is told.
    """
    for own in own_links.of_chat_recently(tx, contact, now):
        for paper in paper_consents.held(tx, own.participant_id):
            paper_consents.withdraw(tx, paper.id, own.participant_id, now)
        contacts.end_family_links(tx, own.participant_id, now)
        invites.revoke_family(tx, own.participant_id, now)
    _note(tx, contact, "end family", now)


def _note(tx: Tx, contact: Contact, what: str, now: datetime) -> None:
    records.audit(tx, f"contact:{contact.uid}", what, f"contact:{contact.uid}", now)
