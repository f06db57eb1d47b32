"""Tickets: what the office has to answer or settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from programme.people import Contact
from programme.tickets import Mark, Ticket, TicketKind, TicketState, most_pressing
from services.people import roles
from services.sending import notices
from store import contacts, records, staff, tickets
from store.connection import Tx

ANSWER, NEW, URGENT, SETTLED = "ticket_answer", "ticket", "ticket_urgent", "ticket_settled"
"""What the notices of tickets are about."""

STRANGERS, STRANGERS_TOLD_EVERY = "tickets of strangers", timedelta(minutes=10)


class TicketGone(Exception):
    """The ticket's chat has been deleted."""


class LinkOver(Exception):
    """The asker's link has ended since: somebody else may read there now."""


class AlreadyAnswered(Exception):
    """A colleague, `by`, has answered."""

    def __init__(self, by: str) -> None:
        super().__init__()
        self.by = by


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
    """Ask the office, and tell it; returns the ticket's number.

    `due_at`: by when it must be settled.
    """
    ticket = tickets.add(tx, contact.id, kind, now, mark=mark, due_at=due_at)
    text_id = tickets.add_text(tx, ticket.id, text, now)
    _audit(tx, f"contact:{contact.uid}", f"ask: {kind}", contact, now)
    tell_office(tx, contact, ticket, text_id, now)
    return ticket.id


def answer(
    tx: Tx,
    by: Contact,
    ticket_id: int,
    text: str,
    now: datetime,
    *,
    although_answered: bool = False,
) -> Contact:
    """Answer a ticket; returns the asker, who may be unreachable.

    The text has passed the guard. Raises `NotAllowed`, `TicketGone`, `LinkOver`, and
    `AlreadyAnswered` if a colleague was quicker.
    """
    member = roles.ensure_office(tx, by)
    ticket, asker = _ticket_and_asker(tx, ticket_id)
    if is_link_over(tx, ticket, now):
        raise LinkOver
    if (
        ticket.state is not TicketState.OPEN
        and ticket.answered_by not in (None, member.id)
        and not although_answered
    ):
        raise AlreadyAnswered(name_of(tx, ticket.answered_by))
    answered = replace(
        ticket, state=TicketState.ANSWERED, waiting_since=None, answered_by=member.id
    )
    tickets.change(tx, answered, now)
    text_id = tickets.add_text(tx, ticket_id, text, now, member.id)
    _audit(tx, f"staff:{member.id}", "answer ticket", asker, now)
    key = f"{ANSWER}:{text_id}"
    notices.tell(tx, [asker], ANSWER, key, now, ticket=ticket_id, text=text_id)
    tickets.show_in(tx, ticket_id, asker.id, notices.outbox_key(key, asker))
    return asker


def close_ticket(tx: Tx, ticket_id: int, by: Contact, now: datetime) -> Ticket:
    """Close a ticket; the asker is told if he still waits.

    Returns the ticket as it was. Raises `NotAllowed` and `TicketGone`.
    """
    member = roles.ensure_office(tx, by)
    ticket, asker = _ticket_and_asker(tx, ticket_id)
    if ticket.state is TicketState.CLOSED:
        return ticket
    tickets.change(tx, replace(ticket, state=TicketState.CLOSED, waiting_since=None), now)
    _audit(tx, f"staff:{member.id}", "close ticket", asker, now)
    is_told = ticket.state is TicketState.OPEN and ticket.kind is TicketKind.QUESTION
    if is_told and not is_link_over(tx, ticket, now):
        key = f"{SETTLED}:{ticket_id}:{ticket.version}"
        notices.tell(tx, [asker], SETTLED, key, now, ticket=ticket_id)
        tickets.show_in(tx, ticket_id, asker.id, notices.outbox_key(key, asker))
    return ticket


def is_link_over(tx: Tx, ticket: Ticket, now: datetime) -> bool:
    """Has the chat lost a link since it last wrote?

    A borrowed phone was returned, another phone replaced this one, or a family link was ended.
    """
    asked_at = max(each.at for each in tickets.texts(tx, ticket.id) if each.staff_id is None)
    return contacts.has_lost_link_since(tx, ticket.contact_id, asked_at, now)


def waiting(tx: Tx, by: Contact) -> list[Ticket]:
    """Waiting tickets, the most pressing first. Raises `NotAllowed`."""
    roles.ensure_office(tx, by)
    return sorted((each for each in tickets.live(tx) if is_waiting(each)), key=most_pressing)


def is_waiting(ticket: Ticket) -> bool:
    """Does the office have to act?"""
    return ticket.state is TicketState.OPEN or (
        ticket.due_at is not None and ticket.state is not TicketState.CLOSED
    )


def look_at(tx: Tx, by: Contact, ticket_id: int, now: datetime) -> Ticket:
    """A ticket for the office to read. Raises `NotAllowed` and `TicketGone`."""
    member = roles.ensure_office(tx, by)
    ticket, asker = _ticket_and_asker(tx, ticket_id)
    _audit(tx, f"staff:{member.id}", "read ticket", asker, now)
    return ticket


def tell_office(
    tx: Tx,
    asker: Contact,
    ticket: Ticket,
    text_id: int,
    now: datetime,
    *,
    not_before: datetime | None = None,
) -> None:
    """Show the office what the asker wrote last."""
    about = URGENT if ticket.mark is Mark.DISTRESS else NEW
    chats = [chat for chat in roles.office_chats(tx) if chat.id != asker.id]
    if ticket.mark is not Mark.DISTRESS and _has_to_wait(tx, asker, ticket, chats, now):
        return
    key = f"{NEW}:{text_id}"
    notices.tell(tx, chats, about, key, now, not_before=not_before, ticket=ticket.id, text=text_id)
    for chat in chats:
        show_to_office(tx, chat, ticket, notices.outbox_key(key, chat))


def is_stranger(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Neither linked to anybody, nor one of the staff's."""
    return contact.staff_id is None and not contacts.links(tx, contact.id, now)


def _has_to_wait(
    tx: Tx, asker: Contact, ticket: Ticket, chats: list[Contact], now: datetime
) -> bool:
    """Is it a stranger's whose ticket is shown to the office only with those of others?

    Anybody can write from any number of chats: one of theirs is shown at once in
    `STRANGERS_TOLD_EVERY`, the rest together when that is over.
    """
    if not is_stranger(tx, asker, now) or tickets.is_shown(tx, ticket.id):
        return False
    at = notices.next_time(tx, STRANGERS, STRANGERS_TOLD_EVERY, now)
    if at == now:
        return False
    key = f"{STRANGERS}:{int(at.timestamp())}"
    notices.tell(tx, chats, STRANGERS, key, now, not_before=at)
    return True


def show_to_office(tx: Tx, by: Contact, ticket: Ticket, outbox_key: str) -> None:
    """The message with this key in this office chat shows the current ticket."""
    tickets.show_in(tx, ticket.id, by.id, outbox_key, ticket.version)


@dataclass(frozen=True, slots=True)
class Counts:
    """Waiting tickets, and since when the oldest waits.

    `distress`: of people in despair; `overdue`: past their legal due time.
    """

    waiting: int
    distress: int
    overdue: int
    oldest: datetime | None


def counts(tx: Tx, now: datetime) -> Counts:
    open_ones = [each for each in tickets.live(tx) if is_waiting(each)]
    return Counts(
        waiting=len(open_ones),
        distress=sum(each.mark is Mark.DISTRESS for each in open_ones),
        overdue=sum(each.due_at is not None and each.due_at <= now for each in open_ones),
        oldest=min((each.waiting_since or each.created_at for each in open_ones), default=None),
    )


def name_of(tx: Tx, staff_id: int | None) -> str:
    """A colleague's name; empty if he has left."""
    member = staff.by_id(tx, staff_id) if staff_id else None
    return member.shown_name if member else ""


def _ticket_and_asker(tx: Tx, ticket_id: int) -> tuple[Ticket, Contact]:
    ticket = tickets.by_id(tx, ticket_id)
    asker = contacts.by_id(tx, ticket.contact_id) if ticket else None
    if ticket is None or asker is None:
        raise TicketGone
    return ticket, asker


def _audit(tx: Tx, actor: str, action: str, asker: Contact, now: datetime) -> None:
    records.audit(tx, actor, action, f"contact:{asker.uid}", now)
