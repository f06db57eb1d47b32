"""PINs of chats on shared phones: a slow hash of a keyed hash, and few attempts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from programme.people import Contact
from programme.pins import OPEN_FOR, is_guessable
from services.people.attempts import TryLimit, ensure_may_try, note_failure, subject_of
from store import attempts, contacts, locks, people, records
from store.connection import Tx

TRIES = (TryLimit(5, timedelta(hours=1)), TryLimit(10, timedelta(days=1)))
"""With the second limit, trying all 10,000 four-digit PINs takes years."""

SCRYPT_WORK = 2**14
SCRYPT_BLOCK = 8
"""16 MB and about 40 ms of one core: once for each try, of which there are few."""


class GuessablePin(Exception):
    """Others who use the phone would guess it."""


class NothingToHide(Exception):
    """The chat is linked to nobody and has no role."""


def is_set(tx: Tx, contact: Contact) -> bool:
    return locks.pin(tx, contact.id) is not None


def keep(tx: Tx, contact: Contact, pin: str, now: datetime) -> None:
    """Set or change the chat's PIN; it stays open for now.

    Raises `GuessablePin`, `NothingToHide`.
    """
    links = contacts.links(tx, contact.id, now)
    if not links and contact.staff_id is None:
        raise NothingToHide
    linked = people.by_ids(tx, (link.participant_id for link in links))
    if is_guessable(pin, [each.birth_date for each in linked if each.birth_date]):
        raise GuessablePin
    salt = secrets.token_bytes(16)
    locks.keep_pin(tx, contact.id, salt, _hash(tx, pin, salt), now)
    locks.proven(tx, contact.id, now + OPEN_FOR)
    records.audit(tx, f"contact:{contact.uid}", "set PIN", f"contact:{contact.uid}", now)


def remove(tx: Tx, contact: Contact, now: datetime) -> None:
    locks.forget_pin(tx, contact.id)
    records.audit(tx, f"contact:{contact.uid}", "remove PIN", f"contact:{contact.uid}", now)


def is_right(tx: Tx, contact: Contact, pin: str, now: datetime) -> bool:
    """Raises `TooManyTries`. The right PIN resets the count."""
    subject = subject_of("pin", contact)
    for limit in TRIES:
        ensure_may_try(tx, subject, limit, now)
    kept = locks.pin(tx, contact.id)
    if kept and hmac.compare_digest(kept[1], _hash(tx, pin, kept[0])):
        attempts.forget_on(tx, subject)
        return True
    note_failure(tx, subject, pin, now)
    return False


def _hash(tx: Tx, pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        tx.keys.keyed_hash(pin, "pin"), salt=salt, n=SCRYPT_WORK, r=SCRYPT_BLOCK, p=1, dklen=32
    )
