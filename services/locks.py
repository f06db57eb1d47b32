"""What a chat has to prove before anything personal is told in it.

A PIN keeps those out who share the phone. After a long silence the number may be somebody else's,
who doesn't know the participant's birth date.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme.locks import OPEN_FOR, SILENT_AFTER, Lock
from programme.people import Contact
from services import consent, pins
from services.attempts import TryLimit, ensure_may_try, note_failure, subject_of
from store import contacts, locks, people, records
from store.connection import Tx
from store.outbox import Row

BIRTH_DATE_TRIES = (
    TryLimit(5, timedelta(hours=1)),
    TryLimit(10, timedelta(days=1)),
    TryLimit(20, timedelta(days=30)),
)
"""The last keeps whoever has the number now from going through the dates of a year in weeks."""


class NotProven(Exception):
    """That is not what opens the chat."""


def lock_of(tx: Tx, contact: Contact, now: datetime) -> Lock | None:
    """What opens the chat, None while it is open. What is pushed is told in an open chat only."""
    facts = locks.facts(tx, contact.id)
    if facts is None:
        return None
    if facts.has_pin:
        is_open = facts.open_until is not None and now < facts.open_until
        return None if is_open else Lock.PIN
    if facts.silent_until is None and now - facts.last_seen_at < SILENT_AFTER:
        return None
    if birth_dates(tx, contact, now):
        return Lock.BIRTH_DATE
    holds_more = contact.staff_id is not None or contacts.links(tx, contact.id, now)
    return Lock.CODE if holds_more else None


def is_closed(tx: Tx, contact: Contact, now: datetime) -> bool:
    return lock_of(tx, contact, now) is not None


def hold_back(tx: Tx, outbox_id: int) -> None:
    """The chat is only told that there is this message."""
    locks.veil(tx, outbox_id)


def held_back(tx: Tx, contact: Contact, now: datetime) -> list[Row]:
    """What the chat was only told to be there, the oldest first; it is held back no more."""
    found = locks.veiled(tx, contact.id, now)
    locks.unveil(tx, contact.id)
    return found


def first_lock(tx: Tx, contact: Contact, now: datetime) -> Lock | None:
    """What stands before a personal answer: a proof, then agreeing to the present consent text."""
    if lock := lock_of(tx, contact, now):
        return lock
    return Lock.CONSENT if consent.is_outdated(tx, contact, now) else None


def birth_dates(tx: Tx, contact: Contact, now: datetime) -> set[date]:
    """Of the participants the chat is linked to, as far as the lists have them."""
    linked = (
        people.by_id(tx, link.participant_id) for link in contacts.links(tx, contact.id, now)
    )
    return {each.birth_date for each in linked if each and each.birth_date}


def prove_by_pin(tx: Tx, contact: Contact, pin: str, now: datetime) -> None:
    """Open the chat for a while. Raises `NotProven`, `TooManyTries`."""
    if not pins.is_right(tx, contact, pin, now):
        raise NotProven
    locks.proven(tx, contact.id, now + OPEN_FOR)


def prove_by_birth_date(tx: Tx, contact: Contact, born: date, now: datetime) -> None:
    """The chat is still the one that was linked. Raises `NotProven`, `TooManyTries`.

    In a family's chat the birth date of any of its participants will do.
    """
    subject = subject_of("birth date", contact)
    for limit in BIRTH_DATE_TRIES:
        ensure_may_try(tx, subject, limit, now)
    if born not in birth_dates(tx, contact, now):
        note_failure(tx, subject, born.isoformat(), now)
        raise NotProven
    locks.proven(tx, contact.id, None)
    records.audit(tx, f"contact:{contact.uid}", "prove", f"contact:{contact.uid}", now)


def prove_by_code(
    tx: Tx, contact: Contact, now: datetime, *, participant_id: int = 0, staff_id: int = 0
) -> None:
    """A new code for all that the chat holds proves it anew, and takes a forgotten PIN away.

    One for somebody else, or another role, says nothing about the rest.
    """
    linked = {link.participant_id for link in contacts.links(tx, contact.id, now)}
    if linked <= {participant_id} and contact.staff_id in (None, staff_id):
        locks.proven(tx, contact.id, None)
        locks.forget_pin(tx, contact.id)
