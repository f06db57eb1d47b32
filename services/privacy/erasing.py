"""Erasing somebody from the office's lists: he asks, the office does it within three days.

A tap on a shared phone must not erase an office record, so a person decides. A keyed hash of the
number remains: neither a list nor a restored backup brings him back unless he asks for it (UU PDP
27/2022, Art. 8, 43, 44).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Participant
from services.people import own_links
from services.people.roles import ensure_office
from services.privacy import notices
from store import certificates, erasures, people, records
from store.connection import Tx
from store.erasures import ErasureRequest, Gone

DUE_WITHIN = timedelta(hours=72)
"""UU PDP 27/2022, Art. 32 to 34: within 3×24 hours."""


class UnknownNumber(Exception):
    """No participant has this number."""


@dataclass(frozen=True, slots=True)
class OnList:
    """The participant to erase, his data, and his request if there is one."""

    participant: Participant
    classes: int
    certificates: int
    request: ErasureRequest | None


def ask(tx: Tx, contact: Contact, now: datetime) -> None:
    """Ask to erase this chat's own participant; no effect in other chats.

    Also possible just after consent was withdrawn.
    """
    for link in own_links.of_chat_recently(tx, contact, now):
        request = erasures.ask(tx, link.participant_id, contact.id, now + DUE_WITHIN, now)
        participant = people.by_id(tx, request.participant_id)
        if participant:
            records.audit(tx, f"contact:{contact.uid}", "ask to erase", participant.uid, now)
        notices.tell_office(tx, request, now)


def due(tx: Tx, contact: Contact) -> datetime | None:
    """When this chat's open requests are due, None if there are none."""
    asked = (each for each in erasures.open_requests(tx) if each.contact_id == contact.id)
    return max((request.due_at for request in asked), default=None)


def requests(tx: Tx, by: Contact, now: datetime) -> list[OnList]:
    """Open requests, the first due first. Raises `NotAllowed`."""
    member = ensure_office(tx, by)
    found = people.by_ids(tx, (each.participant_id for each in erasures.open_requests(tx)))
    for participant in found:
        records.audit(tx, f"staff:{member.id}", "look at", participant.uid, now)
    return [_on_list(tx, participant) for participant in found]


def look_at(tx: Tx, by: Contact, uid: str, now: datetime) -> OnList | None:
    """None if nobody has this random id (any more). Raises `NotAllowed`."""
    member = ensure_office(tx, by)
    participant = erasures.participant_of(tx, uid)
    if participant is None:
        return None
    records.audit(tx, f"staff:{member.id}", "look at", participant.uid, now)
    return _on_list(tx, participant)


def find(tx: Tx, by: Contact, number: str, now: datetime) -> OnList:
    """Find by number, for requests on paper. Raises `NotAllowed`, `UnknownNumber`."""
    ensure_office(tx, by)
    participant = people.by_number(tx, number)
    found = look_at(tx, by, participant.uid, now) if participant else None
    if found is None:
        raise UnknownNumber
    return found


def erase(tx: Tx, by: Contact, uid: str, now: datetime) -> bool:
    """Delete him with classes, certificates, links, codes, requests and answers; tell the asker.

    False if he was erased before. Raises `NotAllowed`.
    """
    member = ensure_office(tx, by)
    participant = erasures.participant_of(tx, uid)
    if participant is None:
        return False
    notices.tell_asker(tx, participant.id, "erased", now)
    erasures.erase(tx, participant.id, participant.number, now)
    records.audit(tx, f"staff:{member.id}", "erase", participant.uid, now)
    return True


def decline(tx: Tx, by: Contact, uid: str, reason: str, now: datetime) -> bool:
    """Keep him listed and tell the asker why. False if nothing is open. Raises `NotAllowed`."""
    member = ensure_office(tx, by)
    participant = erasures.participant_of(tx, uid)
    if participant is None or erasures.request_of(tx, participant.id) is None:
        return False
    notices.tell_asker(tx, participant.id, "not erased", now, reason=reason)
    erasures.settle(tx, participant.id)
    records.audit(tx, f"staff:{member.id}", "decline to erase", participant.uid, now)
    return True


def allow_again(tx: Tx, by: Contact, number: str, now: datetime) -> bool:
    """Let lists contain this number again, at his request. False if it wasn't erased.

    Raises `NotAllowed`.
    """
    member = ensure_office(tx, by)
    is_lifted = erasures.allow_again(tx, number)
    if is_lifted:
        records.audit(tx, f"staff:{member.id}", "lift erasure", "", now)
    return is_lifted


def keep_gone(tx: Tx, known: Gone, now: datetime) -> int:
    """Erase from a restored store who was erased since; returns how many chats and people."""
    found = erasures.keep_gone(tx, known)
    for participant in people.everybody(tx):
        if people.is_erased(tx, participant.number):
            erasures.erase(tx, participant.id, participant.number, now)
            records.audit(tx, "restore", "erase", participant.uid, now)
            found += 1
    return found


def _on_list(tx: Tx, participant: Participant) -> OnList:
    return OnList(
        participant,
        len(people.enrolments(tx, participant.id)),
        len(certificates.of_participant(tx, participant.id)),
        erasures.request_of(tx, participant.id),
    )
