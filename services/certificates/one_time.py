"""The one-time answer: a number and a birth date, answered with the step of the certificate.

It links nothing. Whoever guesses learns nothing: an unknown number, a wrong date and a participant
who has a chat of his own are all the same answer, counted alike, after the same work.
"""

from __future__ import annotations

from dataclasses import dataclass
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
"""Of one chat, and on one number by anybody. The second keeps the dates of a year from being gone
through hour by hour, which at five an hour takes three days.
"""

NUMBERS_PER_DATE = (TryLimit(3, timedelta(days=1)), TryLimit(6, timedelta(days=30)))
"""So many numbers tried with one birth date: somebody looks for a person he knows. Lists number
people one after the other, so a day's pause alone would give forty of them away in a fortnight.
"""


class NoMatch(Exception):
    """Number and birth date do not belong together, or nobody may be told this way."""


@dataclass(frozen=True, slots=True)
class OneTimeAnswer:
    """What may be told once: the certificates, none when there is none yet."""

    certificates: tuple[Certificate, ...]


def one_time_answer(
    tx: Tx, contact: Contact, number: str, birth_date: date, now: datetime
) -> OneTimeAnswer:
    """Certificates of whoever has this number and birth date. Raises `NoMatch`, `TooManyTries`.

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
    return OneTimeAnswer(tuple(certificates.of_participant(tx, participant.id)))


def _told_about(tx: Tx, number: str, birth_date: date) -> Participant | None:
    """Who has this number and birth date, if he may be told of this way.

    Every step is taken for everybody, and for a number that nobody has somebody else stands in:
    the time it takes tells nothing.
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
