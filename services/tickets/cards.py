"""A ticket as the office sees it: asker, texts, and who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.people import Link, Relation
from programme.tickets import Ticket
from services.people import roles
from services.privacy import locks
from services.tickets.tickets import name_of
from store import contacts, people, tickets
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Asker:
    """The people behind a chat: `role_name` on the staff, `links` with listed names, own first.

    A closed chat has none: anybody holding the phone may write.
    """

    is_closed: bool = False
    role_name: str = ""
    links: tuple[tuple[Link, str], ...] = ()


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
    named = ((link, people.by_id(tx, link.participant_id)) for link in links)
    return Asker(
        role_name=member.shown_name if member else "",
        links=tuple((link, found.shown_name) for link, found in named if found),
    )
