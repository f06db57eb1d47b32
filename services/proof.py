"""The one-time answer: a number and a birth date, answered with the step of the certificate.

It links nothing. Whoever guesses learns nothing: an unknown number, a wrong date and a participant
who has a chat of his own are all the same answer, counted alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme.certificates import Certificate
from programme.people import Contact, Participant, Relation, number_key
from services.attempts import TooManyTries, TryLimit, ensure_may_try, note_failure
from store import attempts, certificates, contacts, people
from store.connection import Tx

TRIES = TryLimit(5, timedelta(hours=1))

NUMBERS_PER_DATE = 3
DATE_PAUSE = timedelta(days=1)
"""Three numbers tried with one birth date: somebody looks for a person he knows. A day's pause."""


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
    chat, about = f"proof:{contact.id}", f"number:{number_key(number)}"
    ensure_may_try(tx, chat, TRIES, now)
    ensure_may_try(tx, about, TRIES, now)
    _ensure_no_search(tx, birth_date, now)
    participant = participant_with(tx, number)
    if (
        participant is None
        or participant.birth_date != birth_date
        or _has_own_chat(tx, participant)
    ):
        note_failure(tx, chat, number, now)
        note_failure(tx, about, "", now)
        note_failure(tx, f"born:{birth_date}", number_key(number), now)
        raise NoMatch
    return OneTimeAnswer(tuple(certificates.of_participant(tx, participant.id)))


def _ensure_no_search(tx: Tx, birth_date: date, now: datetime) -> None:
    """Raises `TooManyTries` for a day after the date was tried with three numbers within a day."""
    tries = attempts.since(tx, f"born:{birth_date}", now - 2 * DATE_PAUSE)
    for last, _ in tries:
        numbers = {number for at, number in tries if last - DATE_PAUSE < at <= last}
        if len(numbers) >= NUMBERS_PER_DATE and now < last + DATE_PAUSE:
            raise TooManyTries(last + DATE_PAUSE)


def participant_with(tx: Tx, number: str) -> Participant | None:
    """Whose participant, certificate, registration or blank number this is."""
    if not number_key(number):
        return None
    found = people.by_number(tx, number)
    if found is None and (certificate := certificates.by_any_number(tx, number)):
        found = people.by_id(tx, certificate.participant_id)
    return found


def _has_own_chat(tx: Tx, participant: Participant) -> bool:
    """A borrowed phone, whose link ends, is not his own."""
    return any(
        link.relation is Relation.SELF and link.expires_at is None
        for link in contacts.links_to(tx, participant.id)
    )
