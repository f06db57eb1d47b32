"""Finds certificates by numbers the office has pasted, however they are separated.

Numbers may contain spaces, and so may the list: the store decides where a number ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from programme.certificates import Certificate, Step
from programme.people import Contact, Participant, number_key
from services.people.roles import actor_of, ensure_office
from store import certificates, people, records
from store.connection import Tx

MOST_PARTS = 8
"""The most words in one number."""

SHORTEST = 3
"""The fewest letters and digits in a number; shorter ones number the lines of a list."""

LONGEST_CODE = 4
"""Letters before a number's digits ("LAS"); a longer word before it is a name."""

_SEPARATORS = re.compile(r"[\n\r,;|\t]+")
_LINE_NUMBER = re.compile(r"^\s*\(?\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class Several:
    """A number that stands for more than one certificate."""

    number: str
    certificates: tuple[Certificate, ...]


@dataclass(slots=True)
class Found:
    """Each certificate once, in the order written. `without` are people who have none yet.

    `people` are the participant numbers among what was written; `words` belong to no number.
    """

    certificates: list[Certificate] = field(default_factory=list)
    several: list[Several] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.unknown or self.is_known)

    @property
    def is_known(self) -> bool:
        """Does a list have any of it?"""
        return bool(self.certificates or self.several or self.without)

    @property
    def is_one_person(self) -> bool:
        """Is it somebody's participant number, and nothing else?"""
        known = len(self.certificates) + len(self.several) + len(self.without)
        return len(self.people) == known == 1


@dataclass(frozen=True, slots=True)
class Seen:
    """A certificate, its participant, and what replaces it if it is lost."""

    certificate: Certificate
    participant: Participant
    duplicate: Certificate | None

    @property
    def lacks_duplicate(self) -> bool:
        return self.certificate.step is Step.LOST and self.duplicate is None


def find(tx: Tx, contact: Contact, text: str, now: datetime) -> Found:
    """The certificates meant by the numbers in `text`. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    found = _find(tx, text)
    several = [one for each in found.several for one in each.certificates]
    _note_look(tx, contact, (*found.certificates, *several), now)
    return found


def words_beside(tx: Tx, contact: Contact, text: str) -> list[str] | None:
    """The words around known numbers; None if there are none. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    found = _find(tx, text)
    return found.words if found.certificates and not found.several else None


def _find(tx: Tx, text: str) -> Found:
    found = Found()
    for line in _SEPARATORS.split(text):
        _read(tx, _LINE_NUMBER.sub("", line).split(), found)
    return found


def look_at(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Seen | None:
    """One certificate; None if it is gone. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    one = certificates.by_id(tx, certificate_id)
    participant = people.by_id(tx, one.participant_id) if one else None
    if one is None or participant is None:
        return None
    _note_look(tx, contact, [one], now)
    return Seen(one, participant, certificates.duplicate(tx, one.id))


def of_person(tx: Tx, contact: Contact, participant_id: int, now: datetime) -> list[Certificate]:
    """This participant's certificates without replaced ones. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    held = _in_use(certificates.of_participant(tx, participant_id))
    _note_look(tx, contact, held, now)
    return held


def _note_look(tx: Tx, contact: Contact, seen: Iterable[Certificate], now: datetime) -> None:
    for participant_id in dict.fromkeys(each.participant_id for each in seen):
        participant = people.by_id(tx, participant_id)
        if participant:
            records.audit(tx, actor_of(contact), "look at certificate", participant.uid, now)


def _read(tx: Tx, words: Sequence[str], found: Found) -> None:
    """Match the longest numbers the store knows; what is left between them is unknown."""
    left: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(MOST_PARTS, len(words) - at), 0, -1):
            number = " ".join(words[at : at + length])
            if _take(tx, number, found):
                _leave(left, found)
                left = []
                at += length
                break
        else:
            left.append(words[at])
            at += 1
    _leave(left, found)


def _take(tx: Tx, number: str, found: Found) -> bool:
    """Record what a number stands for. False if it stands for nothing."""
    if len(number_key(number)) < SHORTEST or not any(char.isdigit() for char in number):
        return False
    numbered = certificates.with_number(tx, number)
    participant = people.by_number(tx, number)
    held = certificates.of_participant(tx, participant.id) if participant else []
    if participant and participant.number not in found.people:
        found.people.append(participant.number)
    meant = {one.id: one for one in (*numbered, *_in_use(held))}
    if not meant:
        if participant and participant.number not in found.without:
            found.without.append(participant.number)
        return participant is not None
    if len(meant) > 1:
        found.several.append(Several(number, tuple(meant.values())))
    elif not any(one.id in meant for one in found.certificates):
        found.certificates += meant.values()
    return True


def _in_use(held: Sequence[Certificate]) -> list[Certificate]:
    """The certificates without lost ones whose duplicate is among them."""
    replaced = {one.duplicate_of for one in held}
    return [one for one in held if not (one.step is Step.LOST and one.id in replaced)]


def _leave(words: Sequence[str], found: Found) -> None:
    """Record unmatched words as an unknown number, without the names around it."""
    found.words += [word for word in words if not any(map(str.isdigit, word))]
    with_digits = [at for at, word in enumerate(words) if any(map(str.isdigit, word))]
    if not with_digits:
        return
    first, last = with_digits[0], with_digits[-1]
    has_code = first > 0 and words[first - 1].isalpha() and len(words[first - 1]) <= LONGEST_CODE
    number = " ".join(words[first - has_code : last + 1])
    if len(number_key(number)) > SHORTEST and number not in found.unknown:
        found.unknown.append(number)
