"""The office finds tickets again: the settled ones, and those of somebody or about something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from rapidfuzz import fuzz

from programme.people import Contact, number_key
from programme.tickets import Ticket
from services.people import roles
from services.tickets.cards import asker
from services.tickets.tickets import is_waiting
from store import records, tickets
from store.connection import Tx

ALIKE = 85.0
"""Minimum similarity (0..100) of what is searched for to a part of a name or a text."""

PAGE = 8


@dataclass(frozen=True, slots=True)
class Page:
    """The tickets shown at once, the latest changed first."""

    shown: tuple[Ticket, ...]
    has_more: bool


def settled(tx: Tx, by: Contact, page: int) -> Page:
    """Tickets that were answered or closed. Raises `NotAllowed`."""
    roles.ensure_office(tx, by)
    found = [each for each in tickets.newest(tx) if not is_waiting(each)]
    first = max(page, 0) * PAGE
    return Page(tuple(found[first : first + PAGE]), has_more=len(found) > first + PAGE)


def search(tx: Tx, by: Contact, text: str, now: datetime) -> list[Ticket]:
    """Tickets by number, asker or words in them, misspelt too. Raises `NotAllowed`."""
    roles.ensure_office(tx, by)
    records.audit(tx, roles.actor_of(by), "search tickets", "", now)
    number = text.strip(" #.")
    if number.isdecimal() and (one := tickets.by_id(tx, int(number))):
        return [one]
    found = (each for each in tickets.newest(tx) if _is_about(tx, each, text, now))
    return list(islice(found, PAGE))


def _is_about(tx: Tx, ticket: Ticket, said: str, now: datetime) -> bool:
    """A closed chat's people are not told, so they are not found either."""
    people = [each.participant for each in asker(tx, ticket, now).linked]
    if any(number_key(each.number) == number_key(said) for each in people):
        return True
    names = (each.name for each in people)
    texts = (each.text for each in tickets.texts(tx, ticket.id))
    return any(_is_in(said.casefold(), each.casefold()) for each in (*names, *texts))


def _is_in(said: str, written: str) -> bool:
    return len(written) >= len(said) and fuzz.partial_ratio(said, written) >= ALIKE
