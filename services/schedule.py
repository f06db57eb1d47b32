"""Which sessions a chat may hear of, and how much of them."""

from __future__ import annotations

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
    """Whose sessions are told: own `classes` in full, or all of some `skills` (none = all)."""

    classes: tuple[Enrolment, ...] = ()
    skills: frozenset[str] = frozenset()

    @property
    def is_own(self) -> bool:
        return bool(self.classes)


def own_classes(tx: Tx, contact: Contact, now: datetime) -> list[OwnClass]:
    """The classes this chat may hear of in full, the newest programme first."""
    return [
        OwnClass(link, enrolment)
        for link in contacts.links(tx, contact.id, now)
        if link.allows(Topic.SCHEDULE)
        for enrolment in people.enrolments(tx, link.participant_id)
    ]


def between(tx: Tx, scope: Scope, since: datetime, until: datetime) -> list[Session]:
    """The sessions in scope that start from `since` until before `until`, cancelled ones too."""
    if scope.is_own:
        found = [
            session
            for each in scope.classes
            for session in sessions.of_class_between(
                tx, each.programme_id, each.skill, since, until
            )
        ]
    else:
        found = [
            session
            for session in sessions.between(tx, since, until)
            if not scope.skills or session.skill in scope.skills
        ]
    return sorted(found, key=lambda session: session.starts_at)


def upcoming(tx: Tx, scope: Scope, now: datetime) -> list[Session]:
    """The next session of each class or skill in scope."""
    if scope.is_own:
        found = [
            session
            for each in scope.classes
            for session in sessions.upcoming_of_class(tx, each.programme_id, each.skill, now)
        ]
    else:
        found = [
            session
            for skill in sorted(scope.skills) or sessions.skills(tx)
            for session in sessions.upcoming(tx, now, skill, most=1)
        ]
    return sorted(found, key=lambda session: session.starts_at)
