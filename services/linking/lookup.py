"""The office looks people up: their data and links. Every look is audited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from programme.certificates import Certificate
from programme.names import name_key
from programme.people import Contact, Enrolment, Participant, number_key
from programme.phones import phones_in
from services.linking.inviting import UnknownParticipant
from services.linking.matching import MOST_SHOWN, numbered
from services.people.roles import actor_of, ensure_office
from store import certificates, paper_consents, participant_links, people, records, restrictions
from store.connection import Tx
from store.paper_consents import PaperConsent
from store.participant_links import HeldLink, OpenCode

ALIKE = 72.0
"""Minimum similarity (0..100) of a name, if no name begins as written."""

SHORTEST_NUMBER = 6
"""The fewest letters and digits of a number in which one may be wrong."""


@dataclass(frozen=True, slots=True)
class ParticipantFile:
    """`links` tell nothing of whose chats they are."""

    participant: Participant
    enrolments: tuple[Enrolment, ...]
    certificates: tuple[Certificate, ...]
    links: tuple[HeldLink, ...]
    codes: tuple[OpenCode, ...]
    consents: tuple[PaperConsent, ...]
    restricted_at: datetime | None = None


def search(tx: Tx, by: Contact, text: str, now: datetime) -> list[Participant]:
    """Search by participant or certificate number, phone or name, also misspelt.

    At most `MOST_SHOWN`. Raises `NotAllowed`.
    """
    ensure_office(tx, by)
    found = _find(tx, text)
    for participant in found:
        records.audit(tx, actor_of(by), "find participant", participant.uid, now)
    return found


def named(tx: Tx, by: Contact, ids: Sequence[int], now: datetime) -> list[Participant]:
    """Whom the office named by what its lists call them. Raises `NotAllowed`."""
    ensure_office(tx, by)
    found = people.by_ids(tx, ids)
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
        restrictions.since(tx, participant_id),
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


def _find(tx: Tx, text: str) -> list[Participant]:
    if exact := numbered(tx, text):
        return [exact]
    phones, _ = phones_in(text)
    by_phone = [each for phone in phones for each in people.by_phone(tx, phone)]
    return by_phone[:MOST_SHOWN] or _numbered_alike(tx, text) or _named(tx, text)


def _numbered_alike(tx: Tx, text: str) -> list[Participant]:
    """Those whose number has one letter or digit more, less or other than written."""
    said = _seen_alike(text)
    if len(said) < SHORTEST_NUMBER or not any(map(str.isdigit, text)):
        return []
    keys = {each.id: _seen_alike(each.number) for each in people.everybody(tx)}
    found = process.extract(said, keys, scorer=OSA.distance, limit=MOST_SHOWN, score_cutoff=1)
    nearest = min((mistakes for _, mistakes, _ in found), default=0)
    return people.by_ids(tx, [ident for _, mistakes, ident in found if mistakes == nearest])


def _seen_alike(number: str) -> str:
    return number_key(number).translate(str.maketrans("OIL", "011"))


def _named(tx: Tx, text: str) -> list[Participant]:
    """Decrypts all names, once: this is slow and keeps others waiting."""
    said = name_key(text)
    words = said.split()
    keys = {ident: name_key(name) for ident, name in people.names(tx)}
    begin_so = [ident for ident, key in keys.items() if _begin_words_of(key, words)]
    chosen = begin_so[:MOST_SHOWN] or _most_alike(said, keys)
    return people.by_ids(tx, chosen)


def _begin_words_of(key: str, words: list[str]) -> bool:
    """Does each of the words begin a word of the name ("bud san": Budi Santoso)?"""
    of_name = key.split()
    return bool(words) and all(any(each.startswith(word) for each in of_name) for word in words)


def _most_alike(said: str, keys: Mapping[int, str]) -> list[int]:
    found = process.extract(said, keys, scorer=fuzz.WRatio, limit=MOST_SHOWN, score_cutoff=ALIKE)
    return [ident for _, _, ident in found]
