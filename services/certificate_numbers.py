"""Finds certificates by the numbers somebody of the office has pasted, however they are separated.

A number may have spaces in it, and so may the list: what the store knows decides where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from programme.certificates import Certificate, Step
from programme.people import Contact, number_key
from services.roles import ensure_office
from store import certificates, people, records
from store.connection import Tx

MOST_PARTS = 8
"""So many words make up one number at most."""

SHORTEST = 3
"""Letters and digits of a number; what is shorter numbers the lines of a list."""

LONGEST_CODE = 4
"""Letters before a number's digits ("LAS"); a longer word before it is a name."""

_SEPARATORS = re.compile(r"[\n\r,;|\t]+")


@dataclass(frozen=True, slots=True)
class Several:
    """A number that stands for more than one certificate."""

    number: str
    certificates: tuple[Certificate, ...]


@dataclass(slots=True)
class Found:
    """Each certificate once, in the order written. `without` are people who have none yet."""

    certificates: list[Certificate] = field(default_factory=list)
    several: list[Several] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.certificates or self.several or self.unknown or self.without)


def find(tx: Tx, contact: Contact, text: str, now: datetime) -> Found:
    """What the numbers in `text` stand for. Raises `roles.NotAllowed`."""
    staff = ensure_office(tx, contact)
    found = Found()
    for line in _SEPARATORS.split(text):
        _read(tx, line.split(), found)
    for participant_id in {each.participant_id for each in _all_of(found)}:
        participant = people.by_id(tx, participant_id)
        if participant:
            records.audit(tx, f"staff:{staff.id}", "look at certificate", participant.uid, now)
    return found


def _all_of(found: Found) -> list[Certificate]:
    return [*found.certificates, *(one for each in found.several for one in each.certificates)]


def _read(tx: Tx, words: Sequence[str], found: Found) -> None:
    """Take the longest numbers the store knows; what is left between them is unknown."""
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
    """Note what a number stands for. False when it stands for nothing."""
    if len(number_key(number)) < SHORTEST or not any(char.isdigit() for char in number):
        return False
    numbered = certificates.with_number(tx, number)
    participant = people.by_number(tx, number)
    held = certificates.of_participant(tx, participant.id) if participant else []
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
    """Without the lost ones whose duplicate is among them."""
    replaced = {one.duplicate_of for one in held}
    return [one for one in held if not (one.step is Step.LOST and one.id in replaced)]


def _leave(words: Sequence[str], found: Found) -> None:
    """Note words that stand for nothing as an unknown number, without the names around it."""
    with_digits = [at for at, word in enumerate(words) if any(map(str.isdigit, word))]
    if not with_digits:
        return
    first, last = with_digits[0], with_digits[-1]
    has_code = first > 0 and words[first - 1].isalpha() and len(words[first - 1]) <= LONGEST_CODE
    number = " ".join(words[first - has_code : last + 1])
    if len(number_key(number)) > SHORTEST and number not in found.unknown:
        found.unknown.append(number)
