"""Compares a request to be linked with the lists, for the office only."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from programme.linking import Claim, LinkRequest
from programme.names import name_key
from programme.people import Participant, number_key
from programme.phones import phones_in
from services.people import own_links
from store import certificates, people
from store.connection import Tx
from understanding import parse, parse_birth_date

MOST_SHOWN = 6
SHORTEST_NAME = 3
"""Letters of a word that may name somebody ("M." and "Al" name nobody)."""

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_PHONE = re.compile(r"(?<!\d)(?:\+|0)[\d\s().-]{8,18}\d(?!\d)")


class PhoneMatch(Enum):
    OWN = "own"
    """The asker's own number, for which the channel vouches, is on his list."""
    GIVEN = "given"
    """A number that was written or passed on is on his list."""
    OTHER = "other"
    """There is a number, which is not on his list."""
    NONE = "none"


class NameMatch(Enum):
    FULL = "full"
    PART = "part"
    NONE = "none"


class BirthDateMatch(Enum):
    SAME = "same"
    OTHER = "other"
    NOT_GIVEN = "not given"
    NOT_LISTED = "not listed"


@dataclass(frozen=True, slots=True)
class Match:
    """A participant, and what in a request agrees with his list."""

    participant: Participant
    phone: PhoneMatch
    number: bool
    name: NameMatch
    birth_date: BirthDateMatch
    has_own_chat: bool

    def fingerprint(self, request: LinkRequest) -> str:
        """Eight characters that change with the request, the list or the match."""
        seen = (
            request.claim,
            self.participant,
            self.phone,
            self.number,
            self.name,
            self.birth_date,
            self.has_own_chat,
        )
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:8]


def matches(tx: Tx, claim: Claim, local_now: datetime) -> list[Match]:
    """Likely participants, the likeliest first; similar names only if nothing else agrees."""
    said = _Statement.of(claim, local_now)
    found = {each.id: each for number in said.phones for each in people.by_phone(tx, number)}
    for number in said.numbers:
        if participant := numbered(tx, number):
            found[participant.id] = participant
    named = [(ident, said.names(name)) for ident, name in people.names(tx)]
    full = [ident for ident, how in named if how is NameMatch.FULL]
    alike = [ident for ident, how in named if how is NameMatch.PART]
    for ident in full or ([] if found else alike[:MOST_SHOWN]):
        if participant := people.by_id(tx, ident):
            found[ident] = participant
    judged = [_compared(tx, said, participant) for participant in found.values()]
    return sorted(judged, key=_surest_first)[:MOST_SHOWN]


def match_with(tx: Tx, claim: Claim, participant: Participant, local_now: datetime) -> Match:
    """What in the request agrees with this participant's list."""
    return _compared(tx, _Statement.of(claim, local_now), participant)


def numbered(tx: Tx, number: str) -> Participant | None:
    """The participant with this participant, certificate, registration or blank number."""
    if found := people.by_number(tx, number):
        return found
    certificate = certificates.by_any_number(tx, number) if number_key(number) else None
    return people.by_id(tx, certificate.participant_id) if certificate else None


@dataclass(frozen=True, slots=True)
class _Statement:
    """A parsed request: numbers, words in comparable form, and a birth date."""

    own_phone: str | None
    phones: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]
    birth_date: date | None

    @classmethod
    def of(cls, claim: Claim, local_now: datetime) -> _Statement:
        asked = parse(claim.text, local_now)
        phones = {each for part in _PHONE.findall(claim.text) for each in phones_in(part)[0]}
        return cls(
            own_phone=claim.phone if claim.phone_is_own else None,
            phones=frozenset(phones | {claim.phone} if claim.phone else phones),
            numbers=frozenset(filter(None, (asked.participant_number, asked.certificate_number))),
            words=frozenset(name_key(word) for word in _WORD.findall(claim.text)),
            birth_date=parse_birth_date(claim.text, local_now.date()),
        )

    def names(self, name: str) -> NameMatch:
        """Does the text contain all words of the name that are no abbreviations, or one?"""
        words = {word for word in name_key(name).split() if len(word) >= SHORTEST_NAME}
        if not words & self.words:
            return NameMatch.NONE
        return NameMatch.FULL if words <= self.words else NameMatch.PART


def _compared(tx: Tx, said: _Statement, participant: Participant) -> Match:
    listed = set(participant.phones)
    if said.own_phone in listed:
        phone = PhoneMatch.OWN
    elif said.phones & listed:
        phone = PhoneMatch.GIVEN
    else:
        phone = PhoneMatch.OTHER if said.phones else PhoneMatch.NONE
    if said.birth_date is None:
        birth_date = BirthDateMatch.NOT_GIVEN
    elif participant.birth_date is None:
        birth_date = BirthDateMatch.NOT_LISTED
    else:
        is_same = said.birth_date == participant.birth_date
        birth_date = BirthDateMatch.SAME if is_same else BirthDateMatch.OTHER
    by_number = (numbered(tx, number) for number in said.numbers)
    return Match(
        participant,
        phone,
        any(found and found.id == participant.id for found in by_number),
        said.names(participant.name),
        birth_date,
        bool(own_links.of(tx, participant.id)),
    )


def _surest_first(match: Match) -> tuple[bool, ...]:
    """For sorting: False comes first."""
    return (
        match.phone is not PhoneMatch.OWN,
        not match.number,
        match.name is not NameMatch.FULL,
        match.birth_date is not BirthDateMatch.SAME,
        match.phone is not PhoneMatch.GIVEN,
    )
