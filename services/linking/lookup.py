"""The office looks somebody up: what is kept of him, and who is linked. Every look is audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.certificates import Certificate
from programme.people import Contact, Enrolment, Participant
from services.linking import matching, search as participant_search
from services.linking.inviting import UnknownParticipant
from services.people.roles import actor_of, ensure_office
from store import certificates, paper_consents, participant_links, people, records
from store.connection import Tx
from store.paper_consents import PaperConsent
from store.participant_links import HeldLink, OpenCode

MOST_FOUND = matching.MOST_SHOWN


@dataclass(frozen=True, slots=True)
class ParticipantFile:
    """`links` tell nothing of whose chats they are."""

    participant: Participant
    enrolments: tuple[Enrolment, ...]
    certificates: tuple[Certificate, ...]
    links: tuple[HeldLink, ...]
    codes: tuple[OpenCode, ...]
    consents: tuple[PaperConsent, ...]


def search(tx: Tx, by: Contact, text: str, now: datetime) -> list[Participant]:
    """By participant or certificate number, phone or name, also a misspelt one.

    At most `MOST_FOUND`. Raises `NotAllowed`.
    """
    ensure_office(tx, by)
    found = participant_search.find(tx, text)
    for participant in found:
        records.audit(tx, actor_of(by), "find participant", participant.uid, now)
    return found


def look_at(tx: Tx, by: Contact, participant_id: int, now: datetime) -> ParticipantFile:
    """Raises `NotAllowed` and `UnknownParticipant`."""
    participant = known(tx, by, participant_id)
    records.audit(tx, actor_of(by), "look at participant", participant.uid, now)
    return ParticipantFile(
        participant,
        tuple(people.enrolments(tx, participant_id)),
        tuple(certificates.of_participant(tx, participant_id)),
        tuple(participant_links.links(tx, participant_id, now)),
        tuple(participant_links.open_codes(tx, participant_id, now)),
        tuple(paper_consents.held(tx, participant_id)),
    )


def end_link(tx: Tx, by: Contact, participant_id: int, link_id: int, now: datetime) -> bool:
    """Nobody is told. False when it is over already. Raises as `look_at` does."""
    participant = known(tx, by, participant_id)
    if not participant_links.end_link(tx, link_id, participant_id, now):
        return False
    records.audit(tx, actor_of(by), "end link", participant.uid, now)
    return True


def known(tx: Tx, by: Contact, participant_id: int) -> Participant:
    """The participant somebody of the office has chosen. Raises as `look_at` does."""
    ensure_office(tx, by)
    participant = people.by_id(tx, participant_id)
    if participant is None:
        raise UnknownParticipant(str(participant_id))
    return participant
