"""Tickets: what people ask the office itself, from the question to the last answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from programme.people import Contact
from programme.tickets import Mark, TicketKind, TicketState
from services.roles import ensure_office
from store import records, tickets
from store.connection import Tx


class TicketGone(Exception):
    """There is no such ticket any more: its chat has been deleted."""


def open_ticket(
    tx: Tx,
    contact: Contact,
    kind: TicketKind,
    text: str,
    now: datetime,
    *,
    mark: Mark | None = None,
    due_at: datetime | None = None,
) -> int:
    """Ask the office; returns the ticket's number. `due_at`: by when it must be settled."""
    ticket_id = tickets.add(tx, contact.id, kind, now, mark=mark, due_at=due_at)
    tickets.add_text(tx, ticket_id, text, now)
    records.audit(tx, f"contact:{contact.uid}", f"ask: {kind}", f"contact:{contact.uid}", now)
    return ticket_id


def close_ticket(tx: Tx, ticket_id: int, by: Contact, now: datetime) -> None:
    """The office is done with it. Raises `NotAllowed` and `TicketGone`."""
    member = ensure_office(tx, by)
    ticket = tickets.by_id(tx, ticket_id)
    if ticket is None:
        raise TicketGone
    closed = replace(ticket, state=TicketState.CLOSED, waiting_since=None)
    tickets.change(tx, closed, now)
    records.audit(tx, f"staff:{member.id}", "close ticket", f"ticket:{ticket_id}", now)
