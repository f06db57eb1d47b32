"""A list has another birth date for somebody who is linked. It is used to identify people, so the
office decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from programme.outbox import State
from programme.people import Contact, Participant
from services.people.roles import actor_of, ensure_office, is_office, office_chats
from services.sending import notices
from services.sending.outbox import Withdrawn
from store import birth_date_changes, people, records
from store.connection import Tx


class NotWaiting(Exception):
    """The decision was made already, or a list has another date now."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A participant as stored, and the birth date in a list."""

    participant: Participant
    listed: date


def wait(tx: Tx, participant_id: int, listed: date, now: datetime) -> None:
    """Ask the office to decide; it is asked once about the same date."""
    if birth_date_changes.known(tx, participant_id) == listed:
        return
    birth_date_changes.keep(tx, participant_id, listed, now)
    key = f"birth dates:{int(now.timestamp())}"
    notices.tell(tx, office_chats(tx), "birth date waits", key, now)


def still_wait(tx: Tx, contact: Contact, *_: object) -> int | Withdrawn:
    """How many wait for a decision, for a notice to the office."""
    if not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "no such role any more")
    return len(birth_date_changes.waiting(tx)) or Withdrawn(State.CANCELLED, "answered meanwhile")


def settle(tx: Tx, participant_id: int) -> None:
    """Forget the question: the store and the list agree again."""
    birth_date_changes.forget(tx, participant_id)


def count_waiting(tx: Tx, by: Contact) -> int:
    """Raises `NotAllowed`."""
    ensure_office(tx, by)
    return len(birth_date_changes.waiting(tx))


def next_waiting(tx: Tx, by: Contact, now: datetime) -> Waiting | None:
    """The change that has waited longest for a decision. Raises `NotAllowed`."""
    ensure_office(tx, by)
    for participant_id, listed in birth_date_changes.waiting(tx):
        if participant := people.by_id(tx, participant_id):
            records.audit(tx, actor_of(by), "look at participant", participant.uid, now)
            return Waiting(participant, listed)
    return None


def use_listed(tx: Tx, by: Contact, participant_id: int, listed: date, now: datetime) -> None:
    """Store the date in the list. Raises `NotAllowed` and `NotWaiting`."""
    participant = _waiting(tx, by, participant_id, listed)
    stored = people.details(tx, participant.id)
    people.correct(tx, participant.id, replace(stored, birth_date=listed), now)
    birth_date_changes.forget(tx, participant.id)
    records.audit(tx, actor_of(by), "change birth date", participant.uid, now)


def leave(tx: Tx, by: Contact, participant_id: int, listed: date, now: datetime) -> None:
    """Keep the stored date. Raises `NotAllowed` and `NotWaiting`."""
    participant = _waiting(tx, by, participant_id, listed)
    birth_date_changes.leave(tx, participant.id, now)
    records.audit(tx, actor_of(by), "leave birth date", participant.uid, now)


def _waiting(tx: Tx, by: Contact, participant_id: int, listed: date) -> Participant:
    ensure_office(tx, by)
    participant = people.by_id(tx, participant_id)
    if participant is None or (participant_id, listed) not in birth_date_changes.waiting(tx):
        raise NotWaiting
    return participant
