"""What is stored about somebody is wrong: he says so, the office corrects it within three days."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Contact
from programme.tickets import Mark, TicketKind, TicketState
from services.tickets import asking
from services.tickets.tickets import open_ticket
from store.connection import Tx

DUE_WITHIN = timedelta(hours=72)
"""UU PDP 27/2022, Art. 30: within 3×24 hours."""


def ask(
    tx: Tx, contact: Contact, text: str, now: datetime, *, mark: Mark | None = None
) -> datetime:
    """Pass on what should be corrected; returns by when that is done.

    What is written while such a request is open belongs to it. Raises `asking.TooManyTexts`.
    """
    for ticket in asking.own_tickets(tx, contact):
        if ticket.kind is TicketKind.CORRECTION and ticket.state is not TicketState.CLOSED:
            asking.ask(tx, contact, text, now, mark=mark, ticket_id=ticket.id)
            return ticket.due_at or now + DUE_WITHIN
    due_at = now + DUE_WITHIN
    open_ticket(tx, contact, TicketKind.CORRECTION, text, now, mark=mark, due_at=due_at)
    return due_at
