"""Which sessions a chat may hear of, and how much of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programme.people import Contact, Enrolment, Link, Topic
from programme.sessions import Session
from store import contacts, people, sessions
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class of a participant this chat is linked to."""

    link: Link
    enrolment: Enrolment


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose sessions are told: those of own `classes` in full, of other `skills` in short.

    With neither, those of all skills in short. `year` narrows the other skills to the programmes
    of that year.
    """

    classes: tuple[Enrolment, ...] = ()
    skills: frozenset[str] = frozenset()
    year: int | None = None

    def is_own(self, session: Session) -> bool:
        return any(
            session.programme_id == each.programme_id and session.skill == each.skill
            for each in self.classes
        )

    @property
    def is_everything(self) -> bool:
        return not (self.classes or self.skills)

    def covers(self, session: Session) -> bool:
        if self.is_own(session):
            return True
        is_wanted = self.is_everything or session.skill in self.skills
        return is_wanted and self.year in (None, session.year)


def own_classes(tx: Tx, contact: Contact, now: datetime) -> list[OwnClass]:
    """The classes this chat may hear of in full, the newest programme first."""
    return [
        OwnClass(link, enrolment)
        for link in contacts.links(tx, contact.id, now)
        if link.allows(Topic.SCHEDULE)
        for enrolment in people.enrolments(tx, link.participant_id)
    ]


def scope_of(
    own: Iterable[OwnClass], asked_skills: frozenset[str], year: int | None = None
) -> Scope:
    """What to tell a chat with these classes that asked about these skills (none = not said)."""
    classes = tuple(
        each.enrolment for each in own if not asked_skills or each.enrolment.skill in asked_skills
    )
    return Scope(classes, asked_skills - {each.skill for each in classes}, year)


def between(tx: Tx, scope: Scope, since: datetime, until: datetime) -> list[Session]:
    """The sessions in scope that start from `since` until before `until`, cancelled ones too."""
    return [each for each in sessions.between(tx, since, until) if scope.covers(each)]


def upcoming(tx: Tx, scope: Scope, now: datetime) -> list[Session]:
    """The next session of each class in scope that is not cancelled, the soonest first.

    Of several programmes of one year that teach the same skill, only the one that is sooner.
    """
    soonest: dict[tuple[int, str], Session] = {}
    for session in sessions.next_of_each_class(tx, now):
        if scope.covers(session):
            soonest.setdefault((session.year, session.skill), session)
    return list(soonest.values())
