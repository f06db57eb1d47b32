"""Questions to the office: what is passed on, and which answer belongs to what.

A chat has one open question at a time; what it writes belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from programme.people import Contact, Relation
from programme.tickets import Mark, Ticket, TicketKind, TicketState, TicketText
from services.inbox.conversation import EXPECTED_FOR, interrupted_by
from services.people import roles
from services.people.attempts import (
    TooManyTries,
    TryLimit,
    ensure_may_try,
    note_failure,
    subject_of,
)
from services.tickets.tickets import is_stranger, open_ticket, tell_office
from store import contacts, tickets
from store.connection import Tx
from store.outbox import newest_push
from understanding.matters import asks

MOST_UNANSWERED = 10
"""The most unanswered texts in a ticket."""

TOLD_TOGETHER_WITHIN = timedelta(seconds=30)
"""Texts added within this time are told together: people write in short lines."""

CORRECTED_WITHIN = timedelta(hours=72)
"""UU PDP 27/2022, Art. 30: within 3×24 hours."""


OFFICE_ASKS_FOR = timedelta(days=3)
"""How long an answer to the office's question is taken as one."""


NEW_OF_STRANGERS = TryLimit(3, timedelta(days=1))
"""Questions that a chat without a link may begin."""


class TooManyTexts(Exception):
    """Too many unanswered texts, or too many questions of a stranger: nothing more is taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a text for the office. `is_new`: it opened a ticket."""

    ticket_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of the office that waits for its answer.

    `is_last_push`: nothing was sent unasked since; `is_last_word`: nothing was said either.
    """

    ticket_id: int
    text: str
    is_last_push: bool
    is_last_word: bool


def may_ask(tx: Tx, contact: Contact) -> bool:
    """Is there anybody who would read it?"""
    return not roles.is_office(tx, contact) and any(
        chat.reachable for chat in roles.office_chats(tx)
    )


def lent_until(tx: Tx, contact: Contact, now: datetime) -> datetime | None:
    """Until when the phone is lent to a participant. None if it isn't."""
    own = (each for each in contacts.links(tx, contact.id, now) if each.relation is Relation.SELF)
    return max((each.expires_at for each in own if each.expires_at), default=None)


def ask(
    tx: Tx,
    contact: Contact,
    text: str,
    now: datetime,
    *,
    mark: Mark | None = None,
    ticket_id: int | None = None,
) -> Asked:
    """Add a text to `ticket_id`, to the open question, or to a new one. Raises `TooManyTexts`."""
    ticket = own_ticket(tx, contact, ticket_id or 0) or live_question(tx, contact)
    if ticket is None:
        if mark is not Mark.DISTRESS:
            _count_strangers_question(tx, contact, now)
        return Asked(open_ticket(tx, contact, TicketKind.QUESTION, text, now, mark=mark), True)
    is_first_cry = mark is Mark.DISTRESS and ticket.mark is not Mark.DISTRESS
    if len(_unanswered(tx, ticket)) >= MOST_UNANSWERED and not is_first_cry:
        raise TooManyTexts
    is_waiting = ticket.state is TicketState.OPEN
    reopened = replace(
        ticket,
        state=TicketState.OPEN,
        mark=Mark.DISTRESS if Mark.DISTRESS in (mark, ticket.mark) else mark or ticket.mark,
        waiting_since=ticket.waiting_since if is_waiting else now,
        reminded_at=ticket.reminded_at if is_waiting or ticket.due_at else None,
    )
    ticket = tickets.change(tx, reopened, now)
    text_id = tickets.add_text(tx, ticket.id, text, now)
    pause = timedelta() if mark is Mark.DISTRESS else TOLD_TOGETHER_WITHIN
    tell_office(tx, contact, ticket, text_id, now, not_before=now + pause)
    return Asked(ticket.id, is_new=False)


def ask_to_correct(
    tx: Tx, contact: Contact, text: str, now: datetime, *, mark: Mark | None = None
) -> datetime:
    """Ask for a correction; returns when it is due.

    Texts while such a request is open belong to it. Raises `TooManyTexts`.
    """
    for ticket in tickets.of_contact(tx, contact.id):
        if ticket.kind is TicketKind.CORRECTION and ticket.state is not TicketState.CLOSED:
            ask(tx, contact, text, now, mark=mark, ticket_id=ticket.id)
            return ticket.due_at or now + CORRECTED_WITHIN
    due_at = now + CORRECTED_WITHIN
    _count_strangers_question(tx, contact, now)
    open_ticket(tx, contact, TicketKind.CORRECTION, text, now, mark=mark, due_at=due_at)
    return due_at


def live_question(tx: Tx, contact: Contact) -> Ticket | None:
    """The chat's question that is not closed."""
    return next(
        (
            ticket
            for ticket in tickets.of_contact(tx, contact.id)
            if ticket.kind is TicketKind.QUESTION and ticket.state is not TicketState.CLOSED
        ),
        None,
    )


def own_ticket(tx: Tx, contact: Contact, ticket_id: int) -> Ticket | None:
    found = tickets.by_id(tx, ticket_id)
    return found if found and found.contact_id == contact.id else None


def just_answered(
    tx: Tx, contact: Contact, now: datetime, within: timedelta = EXPECTED_FOR
) -> int | None:
    """The chat's ticket whose answer was the last, recent message here."""
    if not tickets.of_contact(tx, contact.id):
        return None
    newest = newest_push(tx, contact.id)
    if newest is None or newest[1] + within <= now or not interrupted_by(tx, contact, now):
        return None
    ticket_id = tickets.of_outbox_row(tx, newest[0])
    return ticket_id if ticket_id and own_ticket(tx, contact, ticket_id) else None


def office_asks(tx: Tx, ticket_id: int) -> bool:
    """Is the last text in a ticket a question from the office?"""
    return _question_in(tx, ticket_id) is not None


def open_question(tx: Tx, contact: Contact, now: datetime) -> OpenQuestion | None:
    """What the office asked last, in a ticket where nothing was said since."""
    for ticket in tickets.of_contact(tx, contact.id):
        question = _question_in(tx, ticket.id)
        is_live = ticket.state is not TicketState.CLOSED
        if question and is_live and question.at + OFFICE_ASKS_FOR > now:
            push = newest_push(tx, contact.id)
            is_last_push = push is not None and tickets.of_outbox_row(tx, push[0]) == ticket.id
            is_last_word = is_last_push and interrupted_by(tx, contact, now) is not None
            return OpenQuestion(ticket.id, question.text, is_last_push, is_last_word)
    return None


def _question_in(tx: Tx, ticket_id: int) -> TicketText | None:
    newest = tickets.texts(tx, ticket_id)[-1]
    return newest if newest.staff_id is not None and asks(newest.text) else None


def asked_by_office(tx: Tx, contact: Contact, now: datetime) -> int | None:
    """The chat's ticket in which the office asked something that nothing was said to since."""
    ticket_id = just_answered(tx, contact, now, OFFICE_ASKS_FOR)
    return ticket_id if ticket_id and office_asks(tx, ticket_id) else None


def _count_strangers_question(tx: Tx, contact: Contact, now: datetime) -> None:
    """Raises `TooManyTexts`. Deleting the chat gives no new ones."""
    if not is_stranger(tx, contact, now):
        return
    subject = subject_of("question", contact)
    try:
        ensure_may_try(tx, subject, NEW_OF_STRANGERS, now)
    except TooManyTries:
        raise TooManyTexts from None
    note_failure(tx, subject, "", now)


def _unanswered(tx: Tx, ticket: Ticket) -> list[TicketText]:
    """What the asker wrote since the office's last answer."""
    newest_first = reversed(tickets.texts(tx, ticket.id))
    return list(takewhile(lambda each: each.staff_id is None, newest_first))
