"""The one-time answer: certificates for a number and a birth date, without a link.

Guessing reveals nothing: an unknown number, a wrong date and a participant with his own chat get
the same answer, counted alike, after the same work.
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
from store import attempts, certificates, people
from store.connection import Tx

TRIES = (TryLimit(5, timedelta(hours=1)), TryLimit(20, timedelta(days=30)))
"""Per chat, and per number by anybody. At five an hour alone, all dates of a year could be tried
in three days; the second limit prevents that.
"""

NUMBERS_PER_DATE = (TryLimit(3, timedelta(days=1)), TryLimit(6, timedelta(days=30)))
"""Different numbers per birth date: somebody may search for a person he knows. Numbers on lists
are consecutive, so a daily limit alone would reveal forty in a fortnight.
"""


class NoMatch(Exception):
    """Number and birth date do not match, or this participant may not be told this way."""


def one_time_answer(
    tx: Tx, contact: Contact, number: str, birth_date: date, now: datetime
) -> list[Certificate]:
    """The certificates for this number and birth date. Raises `NoMatch`, `TooManyTries`.

    `number` is a participant, certificate, registration or blank number.
    """
    chat, about = subject_of("proof", contact), f"number:{number_key(number)}"
    for limit in TRIES:
        ensure_may_try(tx, chat, limit, now)
        ensure_may_try(tx, about, limit, now)
    _ensure_no_search(tx, birth_date, now)
    participant = _told_about(tx, number, birth_date)
    if participant is None:
        note_failure(tx, chat, number, now)
        note_failure(tx, about, "", now)
        note_failure(tx, f"born:{birth_date}", number_key(number), now)
        raise NoMatch
    return certificates.of_participant(tx, participant.id)


def _told_about(tx: Tx, number: str, birth_date: date) -> Participant | None:
    """The participant with this number and birth date, if he may be told this way.

    All steps run for everybody, with somebody else in place of an unknown number, so that timing
    reveals nothing.
    """
    found, certificate = people.by_number(tx, number), certificates.by_any_number(tx, number)
    if found is None and certificate:
        found = people.by_id(tx, certificate.participant_id)
    read = found or people.first(tx)
    is_linked = read is not None and bool(own_links.of(tx, read.id))
    is_born_then = read is not None and read.birth_date == birth_date
    return found if is_born_then and not is_linked else None


def _ensure_no_search(tx: Tx, birth_date: date, now: datetime) -> None:
    """Raises `TooManyTries` after the date was tried with too many numbers."""
    longest = max(limit.window for limit in NUMBERS_PER_DATE)
    tries = attempts.since(tx, f"born:{birth_date}", now - 2 * longest)
    for limit in NUMBERS_PER_DATE:
        for last, _ in tries:
            numbers = {number for at, number in tries if last - limit.window < at <= last}
            if len(numbers) >= limit.most and now < last + limit.window:
                raise TooManyTries(last + limit.window)
