"""What a chat has to prove before it is told anything personal.

A PIN keeps out others who share the phone. After a long silence the number may have a new owner,
who doesn't know the birth date.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme.locks import SILENT_AFTER, Lock
from programme.people import Contact
from programme.pins import OPEN_FOR
from services.people.attempts import TryLimit, ensure_may_try, note_failure, subject_of
from services.privacy import consent, pins
from store import locks, people, records
from store.connection import Tx
from store.locks import LockFacts

BIRTH_DATE_TRIES = (
    TryLimit(5, timedelta(hours=1)),
    TryLimit(10, timedelta(days=1)),
    TryLimit(20, timedelta(days=30)),
)
"""The last limit prevents trying all dates of a year within weeks."""


class NotProven(Exception):
    """That is not what opens the chat."""


def lock_of(tx: Tx, contact: Contact, now: datetime) -> Lock | None:
    """What opens the chat, None while it is open. Pushed messages also need an open chat."""
    facts = locks.facts(tx, contact.id)
    if facts is None:
        return None
    if facts.has_pin:
        is_open = facts.open_until is not None and now < facts.open_until
        return None if is_open else Lock.PIN
    silent_until = _silent_until(facts, now)
    if silent_until is None:
        return None
    if _birth_dates(tx, contact, silent_until, now):
        return Lock.BIRTH_DATE
    return Lock.CODE if _holds_from_before(tx, contact, silent_until, now) else None


def is_closed(tx: Tx, contact: Contact, now: datetime) -> bool:
    return lock_of(tx, contact, now) is not None


def may_have_new_holder(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Has the chat been silent for long, with nobody proving himself since?"""
    return lock_of(tx, contact, now) in (Lock.BIRTH_DATE, Lock.CODE)


def first_lock(tx: Tx, contact: Contact, now: datetime) -> Lock | None:
    """What a personal answer needs first: a proof, then consent to the current text."""
    if lock := lock_of(tx, contact, now):
        return lock
    return Lock.CONSENT if consent.is_outdated(tx, contact, now) else None


def _silent_until(facts: LockFacts, now: datetime) -> datetime | None:
    """When the last unproven silence ended; `now` while it lasts."""
    return now if now - facts.last_seen_at >= SILENT_AFTER else facts.silent_until


def _birth_dates(tx: Tx, contact: Contact, before: datetime, now: datetime) -> set[date]:
    """Birth dates of participants linked before then, as far as known.

    A new owner of the number can prove himself by a code, not by his own birth date.
    """
    linked = people.by_ids(tx, locks.linked_before(tx, contact.id, before, now))
    return {each.birth_date for each in linked if each.birth_date}


def _holds_from_before(tx: Tx, contact: Contact, before: datetime, now: datetime) -> bool:
    """Has the chat a link or a role from before then, without a newer code for it?"""
    return bool(
        locks.linked_before(tx, contact.id, before, now)
        or locks.has_role_since_before(tx, contact.id, before)
    )


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
    facts = locks.facts(tx, contact.id)
    before = (_silent_until(facts, now) if facts else None) or now
    if born not in _birth_dates(tx, contact, before, now):
        note_failure(tx, subject, born.isoformat(), now)
        raise NotProven
    locks.proven(tx, contact.id, None)
    records.audit(tx, f"contact:{contact.uid}", "prove", f"contact:{contact.uid}", now)


def forget_pin_if_renewed(tx: Tx, contact: Contact, now: datetime) -> None:
    """Remove a forgotten PIN once new codes cover everything the chat holds.

    A code for somebody else, another role or a weaker link is not enough.
    """
    facts = locks.facts(tx, contact.id)
    if facts is None or not facts.has_pin or facts.open_until is None:
        return
    after_pin = facts.open_until - OPEN_FOR + timedelta(seconds=1)
    if not _holds_from_before(tx, contact, after_pin, now):
        locks.forget_pin(tx, contact.id)
