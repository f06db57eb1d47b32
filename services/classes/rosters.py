"""What staff ask of whole classes: who is in them, who has no chat, who was there how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Participant, Role
from services.people import roles
from services.people.roles import NotAllowed, actor_of, ensure_role
from store import contacts, people, presence, records, sessions
from store.connection import Tx

SINCE, AHEAD = timedelta(days=365), timedelta(days=180)
"""A class is known by its sessions in this time."""


@dataclass(frozen=True, slots=True)
class Class:
    programme_id: int
    programme: str
    skill: str


@dataclass(frozen=True, slots=True)
class Attended:
    """How often somebody was there, of the sessions in which it was noted of him."""

    participant: Participant
    times: int
    noted: int


def classes(tx: Tx, by: Contact, now: datetime) -> list[Class]:
    """The office's: all; an instructor's: those he teaches. Raises `NotAllowed` for others."""
    member = ensure_role(tx, by, *roles.OFFICE, Role.INSTRUCTOR)
    names = {ident: name for ident, name, _ in people.programmes(tx)}
    held = sessions.between(tx, now - SINCE, now + AHEAD)
    found = {(each.programme_id, each.skill): None for each in held if member.has_to_do_with(each)}
    return [Class(ident, names[ident], skill) for ident, skill in found]


def participants(tx: Tx, by: Contact, of: Class, now: datetime) -> list[Participant]:
    """Everybody enrolled; that their names were read is noted. Raises `NotAllowed`."""
    if of not in classes(tx, by, now):
        raise NotAllowed
    listed = members(tx, of)
    for each in listed:
        records.audit(tx, actor_of(by), "look at class", each.uid, now)
    return sorted(listed, key=lambda each: each.shown_name)


def members(tx: Tx, of: Class) -> list[Participant]:
    """Everybody enrolled, to be counted: who shows names asks for `participants`."""
    return people.by_ids(tx, people.enrolled(tx, of.programme_id, of.skill))


def without_chat(tx: Tx, by: Contact, of: Class, now: datetime) -> list[Participant]:
    """Those of whom neither they themselves nor their families have a chat."""
    return [
        each
        for each in participants(tx, by, of, now)
        if not any(link.holds(now) for link in contacts.links_to(tx, each.id))
    ]


def attended(tx: Tx, by: Contact, of: Class, now: datetime) -> tuple[int, list[Attended]]:
    """In how many sessions something was noted, and how often each was there."""
    listed = participants(tx, by, of, now)
    noted = presence.of_class(tx, of.programme_id, of.skill)
    rows = [
        Attended(
            each,
            sum(row.was_there for row in noted if row.participant_id == each.id),
            sum(row.participant_id == each.id for row in noted),
        )
        for each in listed
    ]
    return len({row.session_id for row in noted}), rows
