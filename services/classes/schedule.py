"""Which sessions a chat may know, and in how much detail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Enrolment, Link, StaffMember, Topic
from programme.sessions import Session
from services.people import roles
from store import contacts, people, sessions
from store.connection import Tx

LOOKED_AHEAD = timedelta(days=60)
"""How far ahead to look for the next class of a staff member."""


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class of a participant this chat is linked to."""

    link: Link
    enrolment: Enrolment


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sessions are shown: own `classes` in full, other `skills` in short.

    Without both, all skills in short; a staff member (`member`) sees the sessions he is concerned
    with in full, and others only for a skill he names. `year` limits other skills to programmes of
    that year.
    """

    classes: tuple[Enrolment, ...] = ()
    skills: frozenset[str] = frozenset()
    year: int | None = None
    member: StaffMember | None = None

    def is_own(self, session: Session) -> bool:
        return self._is_of_own_class(session) or (
            self.member is not None and self.member.has_to_do_with(session)
        )

    def _is_of_own_class(self, session: Session) -> bool:
        return any(
            session.programme_id == each.programme_id and session.skill == each.skill
            for each in self.classes
        )

    @property
    def is_everything(self) -> bool:
        is_of_few = self.member is not None and self.member.role not in roles.OFFICE
        return not (self.classes or self.skills or is_of_few)

    @property
    def only_skills(self) -> frozenset[str]:
        """The skills of all its sessions; empty where it may have any."""
        if self.member is not None and not self.skills:
            return frozenset()
        return self.skills | {each.skill for each in self.classes}

    def covers(self, session: Session) -> bool:
        if self._is_of_own_class(session):
            return True
        if self.skills:
            is_wanted = session.skill in self.skills
        else:
            is_wanted = self.is_everything or self.is_own(session)
        return is_wanted and self.year in (None, session.year)


def own_classes(tx: Tx, contact: Contact, now: datetime) -> list[OwnClass]:
    """The classes this chat may see in full, the newest programme first."""
    return [
        OwnClass(link, enrolment)
        for link in contacts.links(tx, contact.id, now)
        if link.allows(Topic.SCHEDULE)
        for enrolment in people.enrolments(tx, link.participant_id)
    ]


def scope_of(
    own: Iterable[OwnClass],
    asked_skills: frozenset[str],
    year: int | None = None,
    member: StaffMember | None = None,
) -> Scope:
    """What to show to a chat with these classes, or to this staff member, asking about these
    skills (empty = not said).
    """
    classes = tuple(
        each.enrolment for each in own if not asked_skills or each.enrolment.skill in asked_skills
    )
    return Scope(classes, asked_skills - {each.skill for each in classes}, year, member)


def between(tx: Tx, scope: Scope, since: datetime, until: datetime) -> list[Session]:
    """The sessions in scope that start from `since` until before `until`, cancelled ones too."""
    found = sessions.between(tx, since, until, scope.only_skills)
    return [each for each in found if scope.covers(each)]


def upcoming(tx: Tx, scope: Scope, now: datetime) -> list[Session]:
    """The next uncancelled session of each class in scope, the soonest first.

    If several programmes of a year teach the same skill, only the soonest.
    """
    soonest: dict[tuple[int, str], Session] = {}
    for session in _coming(tx, scope, now):
        if scope.covers(session):
            soonest.setdefault((session.year, session.skill), session)
    return list(soonest.values())


def _coming(tx: Tx, scope: Scope, now: datetime) -> list[Session]:
    """Of a class with two instructors, each has a next session of his own."""
    if scope.member is None:
        return sessions.next_of_each_class(tx, now)
    ahead = sessions.between(tx, now, now + LOOKED_AHEAD)
    return [each for each in ahead if not each.is_cancelled]
