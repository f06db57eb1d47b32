"""The one-time answer: certificates for a number and a birth date, without a link.

Guessing reveals nothing: an unknown number, a wrong date, a participant with his own chat and one
who was told to another chat today get the same answer, counted alike, after the same work.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from programme.certificates import Certificate
from programme.people import Contact, Participant, number_key
from services.people import own_links
from services.people.attempts import (
    TooManyTries,
    TryLimit,
    ensure_may_try,
    note_failure,
    subject_of,
)
from store import attempts, certificates, people, records, restrictions
from store.connection import Tx

TRIES = (TryLimit(5, timedelta(hours=1)), TryLimit(20, timedelta(days=30)))
"""Per chat, per number by anybody, and per person, whichever of his numbers is used. At five an
hour alone, all dates of a year could be tried in three days; the second limit prevents that. That
the person's limit is reached is not told: it would tell that two numbers are the same person's.
"""

NUMBERS_PER_DATE = (TryLimit(3, timedelta(days=1)), TryLimit(6, timedelta(days=30)))
"""Different numbers per birth date: somebody may search for a person he knows. Numbers on lists
are consecutive, so a daily limit alone would reveal forty in a fortnight.
"""


ONCE = TryLimit(1, timedelta(days=1))
"""What somebody was told, he can ask for again a day later, and so can everybody else."""

LOOK = "look by number and birth date"
"""How the audit calls it."""


class NoMatch(Exception):
    """Number and birth date do not match, or this participant may not be told this way (now)."""


class ToldAlready(Exception):
    """This chat was told less than a day ago; again from `until` (UTC) on."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def one_time_answer(
    tx: Tx, contact: Contact, number: str, birth_date: date, now: datetime
) -> list[Certificate]:
    """The certificates for this number and birth date.

    `number` is a participant, certificate, registration or blank number. Raises `NoMatch`,
    `ToldAlready`, `TooManyTries`.
    """
    chat, about = subject_of("proof", contact), f"number:{number_key(number)}"
    for limit in TRIES:
        ensure_may_try(tx, chat, limit, now)
        ensure_may_try(tx, about, limit, now)
    _ensure_no_search(tx, birth_date, now)
    found = _with_number(tx, number)
    read = found or people.first(tx)
    person = f"person:{found.uid}" if found else f"nobody:{number_key(number)}"
    fits = found is not None and _may_be_told(tx, read, birth_date)
    try:
        for limit in TRIES:
            ensure_may_try(tx, person, limit, now)
        ensure_may_try(tx, f"told:{person}", ONCE, now)
    except TooManyTries as stop:
        if fits and attempts.since(tx, f"told:{person}:{chat}", now - ONCE.window):
            raise ToldAlready(stop.until) from stop
        fits = False
    if found is None or not fits:
        note_failure(tx, chat, number, now)
        note_failure(tx, about, "", now)
        note_failure(tx, person, "", now)
        note_failure(tx, f"born:{birth_date}", number_key(number), now)
        raise NoMatch
    for told in (f"told:{person}", f"told:{person}:{chat}"):
        attempts.add(tx, told, "", now)
    records.audit(tx, f"contact:{contact.uid}", LOOK, found.uid, now)
    return certificates.of_participant(tx, found.id)


def _with_number(tx: Tx, number: str) -> Participant | None:
    found, certificate = people.by_number(tx, number), certificates.by_any_number(tx, number)
    if found is None and certificate:
        found = people.by_id(tx, certificate.participant_id)
    return found


def _may_be_told(tx: Tx, read: Participant | None, birth_date: date) -> bool:
    """Is it his birth date, has he no chat of his own, and may his data be used?"""
    if read is None:
        return False
    is_linked, restricted = bool(own_links.of(tx, read.id)), restrictions.since(tx, read.id)
    return read.birth_date == birth_date and not is_linked and restricted is None


def _ensure_no_search(tx: Tx, birth_date: date, now: datetime) -> None:
    """Raises `TooManyTries` after the date was tried with too many numbers."""
    longest = max(limit.window for limit in NUMBERS_PER_DATE)
    tries = attempts.since(tx, f"born:{birth_date}", now - 2 * longest)
    for limit in NUMBERS_PER_DATE:
        for last, _ in tries:
            numbers = {number for at, number in tries if last - limit.window < at <= last}
            if len(numbers) >= limit.most and now < last + limit.window:
                raise TooManyTries(last + limit.window)
