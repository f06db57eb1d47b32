"""Scheduled work on tickets: no question is forgotten, no failed answer unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from programme.messages import Outgoing
from programme.office import OfficeCalendar
from programme.people import Contact
from programme.tickets import TicketState, is_reminder_due
from services.people.roles import is_office, office_chats
from services.privacy import locks
from services.sending import notices, outbox
from services.tickets.cards import Card, card
from store import contacts, settings, tickets
from store.connection import Tx

WAITING, UNDELIVERED = "tickets_waiting", "ticket_undelivered"
"""What the notices are about."""

LOOKED_FOR_UNDELIVERED = "tell of undelivered answers"

CLOSED_AFTER = timedelta(days=7)
"""An answered question without a reply counts as done after this time."""

Wording = Callable[[Contact, int, Card | None, datetime], Outgoing]
"""The ticket with this number as the office sees it; None if it is gone."""


def remind(tx: Tx, calendar: OfficeCalendar, now: datetime) -> int:
    """Remind the office of tickets that wait too long or are due; returns how many."""
    due = [each for each in tickets.live(tx) if is_reminder_due(each, calendar, now)]
    if not due:
        return 0
    key = f"{WAITING}:{int(now.timestamp())}"
    notices.tell(tx, office_chats(tx), WAITING, key, now, tickets=[each.id for each in due])
    for each in due:
        tickets.reminded(tx, each.id, now)
    return len(due)


def tell_of_undelivered(tx: Tx, now: datetime) -> int:
    """Tell the office of answers that failed since the last look; returns how many."""
    since = settings.job_ran_at(tx, LOOKED_FOR_UNDELIVERED) or now
    settings.keep_job_run(tx, LOOKED_FOR_UNDELIVERED, now)
    lost = tickets.undelivered(tx, since, now)
    for ticket_id, reason in lost:
        key = f"{UNDELIVERED}:{ticket_id}:{int(now.timestamp())}"
        notices.tell(tx, office_chats(tx), UNDELIVERED, key, now, ticket=ticket_id, reason=reason)
    return len(lost)


def close_answered(tx: Tx, now: datetime) -> int:
    """Close what was answered a week ago, unless it has a due time; returns how many."""
    over = [
        each
        for each in tickets.live(tx)
        if each.state is TicketState.ANSWERED
        and each.due_at is None
        and each.updated_at + CLOSED_AFTER <= now
    ]
    for each in over:
        tickets.change(tx, replace(each, state=TicketState.CLOSED), now)
    return len(over)


def refresh_messages(tx: Tx, wording: Wording, now: datetime) -> int:
    """Update the office's messages of changed tickets; returns how many.

    A closed chat is updated once it is open.
    """
    edited = 0
    for message in tickets.outdated(tx):
        contact = contacts.by_id(tx, message.contact_id)
        ticket = tickets.by_id(tx, message.ticket_id)
        if contact and ticket and locks.is_closed(tx, contact, now):
            continue
        tickets.now_shows(tx, message.outbox_key, message.version)
        if contact and is_office(tx, contact):
            shown = wording(
                contact, message.ticket_id, card(tx, ticket, now) if ticket else None, now
            )
            key = f"{message.outbox_key}:{message.version}"
            outbox.reply(tx, contact, replace(shown, edit_of=message.provider_id), key, now)
            edited += 1
    return edited
