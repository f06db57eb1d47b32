"""A ticket as the office sees it: asker, texts, and who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.certificates import Certificate
from programme.people import Link, Participant, Relation
from programme.tickets import Ticket
from services.people import roles
from services.privacy import locks
from services.tickets.tickets import name_of
from store import certificates, contacts, people, tickets
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Linked:
    """A participant behind a chat, with what the office would look up next."""

    link: Link
    participant: Participant
    skills: tuple[str, ...]
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """The people behind a chat: `role_name` on the staff, `linked` own first.

    A closed chat has none: anybody holding the phone may write.
    """

    is_closed: bool = False
    role_name: str = ""
    linked: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """One text. `by` is a colleague's name ("" if he has left), None for the asker's own words."""

    text: str
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class Card:
    ticket: Ticket
    asker: Asker
    answered_by: str
    texts: tuple[Written, ...]


def card(tx: Tx, ticket: Ticket, now: datetime) -> Card:
    return Card(
        ticket,
        asker(tx, ticket, now),
        name_of(tx, ticket.answered_by),
        tuple(
            Written(each.text, each.at, name_of(tx, each.staff_id) if each.staff_id else None)
            for each in tickets.texts(tx, ticket.id)
        ),
    )


def asker(tx: Tx, ticket: Ticket, now: datetime) -> Asker:
    contact = contacts.by_id(tx, ticket.contact_id)
    if contact is None or locks.is_closed(tx, contact, now):
        return Asker(is_closed=contact is not None)
    member = roles.member_of(tx, contact)
    links = sorted(
        contacts.links(tx, contact.id, now), key=lambda link: link.relation is not Relation.SELF
    )
    return Asker(
        role_name=member.shown_name if member else "",
        linked=tuple(
            _linked(tx, link, participant)
            for link in links
            if (participant := people.by_id(tx, link.participant_id))
        ),
    )


def _linked(tx: Tx, link: Link, participant: Participant) -> Linked:
    skills = dict.fromkeys(each.skill for each in people.enrolments(tx, participant.id))
    return Linked(
        link,
        participant,
        tuple(skills),
        tuple(certificates.of_participant(tx, participant.id)),
    )
