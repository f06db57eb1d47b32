"""Who the bot talks to and about, and what each of them may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.names import is_named_in, shown_name
from programme.sessions import Session

_UNCOUNTED = re.compile(r"[^0-9A-Z]+")
"""Ignored in numbers: spaces, dots, dashes, slashes."""


class Relation(StrEnum):
    SELF = "self"
    FAMILY = "family"


class Topic(StrEnum):
    """What a link may be told about. RESULT covers belum kompeten, suspended and revoked."""

    SCHEDULE = "schedule"
    CERTIFICATE = "certificate"
    RESULT = "result"


ALL_TOPICS = frozenset(Topic)


class Role(StrEnum):
    ADMIN = "admin"
    STAFF = "staff"
    INSTRUCTOR = "instructor"
    ESCORT = "escort"


ADULT_AT = 18
"""Years. Till then a parent or guardian consents (UU PDP 27/2022, Art. 25; UU 35/2014, Art. 1)."""


def adult_on(birth_date: date) -> date:
    """The day on which somebody comes of age; who was born on 29 February, on 1 March."""
    year = birth_date.year + ADULT_AT
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


@dataclass(frozen=True, slots=True)
class Enrolment:
    programme_id: int
    programme: str
    year: int
    skill: str


@dataclass(frozen=True, slots=True)
class Participant:
    """`name` is as his list has it."""

    id: int
    uid: str
    number: str
    name: str
    birth_date: date | None
    phones: tuple[str, ...]
    phone_is_own: bool

    @property
    def shown_name(self) -> str:
        return shown_name(self.name)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """`name` is as the list of staff has it."""

    id: int
    name: str
    role: Role
    skills: tuple[str, ...]
    programme_id: int | None

    @property
    def shown_name(self) -> str:
        return shown_name(self.name)

    def teaches(self, session: Session) -> bool:
        """Is it his class: by its skill, or because the schedule has his name?"""
        return session.skill in self.skills or is_named_in(self.name, session.instructor or "")

    def escorts(self, session: Session) -> bool:
        """Does he escort the session's programme? An escort without a programme escorts all."""
        return self.role is Role.ESCORT and self.programme_id in (None, session.programme_id)

    def has_to_do_with(self, session: Session) -> bool:
        """Does he teach it, escort its participants, or keep the lists?"""
        match self.role:
            case Role.INSTRUCTOR:
                return self.teaches(session)
            case Role.ESCORT:
                return self.escorts(session)
            case _:
                return True


@dataclass(frozen=True, slots=True)
class Contact:
    """One chat on one channel. Times are UTC."""

    id: int
    uid: str
    channel: str
    address: str
    language: str | None
    staff_id: int | None
    reminders: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A chat and a participant it may hear about. `label` is what this chat calls him."""

    id: int
    contact_id: int
    participant_id: int
    relation: Relation
    topics: frozenset[Topic]
    muted: frozenset[Topic]
    label: str
    expires_at: datetime | None

    @property
    def is_own(self) -> bool:
        """Is it the participant himself, on his own phone? A link on a borrowed phone expires."""
        return self.relation is Relation.SELF and self.expires_at is None

    def holds(self, now: datetime) -> bool:
        return self.expires_at is None or self.expires_at > now

    def allows(self, topic: Topic) -> bool:
        """May this chat be told? A participant's own chat always, family what he allowed."""
        return self.relation is Relation.SELF or topic in self.topics

    def wants(self, topic: Topic) -> bool:
        """May this chat be told, and does it want to hear it without asking?"""
        return self.allows(topic) and topic not in self.muted


def number_key(number: str) -> str:
    """The letters and digits of a number, in capitals: numbers are compared like this."""
    return _UNCOUNTED.sub("", number.upper())
