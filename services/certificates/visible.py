"""Which of a participant's certificates a linked chat may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from programme.certificates import Certificate, topic_of
from programme.people import Link, Topic, number_key
from store import certificates, people
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Told:
    """`certificates` may be told. `is_allowed` is False if the chat may know of none at all.

    `is_withheld`: there is news only for the participant himself.
    """

    certificates: tuple[Certificate, ...]
    is_allowed: bool
    is_withheld: bool


def told(tx: Tx, link: Link) -> Told:
    """What this link may know; belum kompeten, suspended, revoked need the topic *result*."""
    if not (link.allows(Topic.CERTIFICATE) or link.allows(Topic.RESULT)):
        return Told((), is_allowed=False, is_withheld=False)
    found = certificates.of_participant(tx, link.participant_id)
    allowed = tuple(each for each in found if link.allows(topic_of(each.step)))
    return Told(allowed, is_allowed=True, is_withheld=len(allowed) < len(found))


def links_about(tx: Tx, links: Sequence[Link], number: str) -> list[Link]:
    """The `links` whose participant or certificate has this number.

    Checks linked participants only: timing must not reveal whether somebody else has it.
    """
    key = number_key(number)
    return [link for link in links if key and key in _number_keys(tx, link.participant_id)]


def _number_keys(tx: Tx, participant_id: int) -> set[str]:
    """All numbers of a participant: on the list and on his certificates."""
    participant = people.by_id(tx, participant_id)
    on_papers = {
        number
        for each in certificates.of_participant(tx, participant_id)
        for number in (each.number, each.registration, each.blank)
    }
    numbers = {participant.number, *on_papers} if participant else set()
    return {number_key(number) for number in numbers if number}
