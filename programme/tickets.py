"""Questions and requests that the office answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from programme.office import OfficeCalendar

REMINDED_AFTER = timedelta(hours=4)
"""Office hours until the first reminder of an open question, and before a due time."""

REMINDED_AGAIN_AFTER = timedelta(hours=8)
"""Office hours between further reminders: about a working day."""

DISTRESS_REMINDED_AFTER = timedelta(hours=1)
"""Hours by the clock, also at night."""

JUST_CLOSED = timedelta(minutes=15)
"""Somebody may still be at the office for this long after closing."""


class TicketKind(StrEnum):
    QUESTION = "question"
    CORRECTION = "correction"


class TicketState(StrEnum):
    """Whose turn it is: the office's, the asker's, nobody's."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Mark(StrEnum):
    """What the office sees beside the number, before it reads."""

    DISTRESS = "distress"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Times are UTC.

    `waiting_since`: since when the asker waits for an answer, None while he doesn't. `due_at`: by
    when the law wants it settled, whatever was answered meanwhile. `answered_by` is the staff
    member who answered last, `reminded_at` when the office was last reminded of it. `version`
    counts what happened to it.
    """

    id: int
    contact_id: int
    kind: TicketKind
    state: TicketState
    mark: Mark | None
    waiting_since: datetime | None
    due_at: datetime | None
    reminded_at: datetime | None
    answered_by: int | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class TicketText:
    """What was written in a ticket; `staff_id` is None for the asker's own words.

    `text` is empty once it has been forgotten.
    """

    id: int
    ticket_id: int
    staff_id: int | None
    text: str
    at: datetime


def is_reminder_due(ticket: Ticket, calendar: OfficeCalendar, now: datetime) -> bool:
    """Should the office be reminded of this ticket now?

    Of a question after four office hours, then once a working day. Of one with a due time when
    four office hours are left, when it is due, then once a working day. Only while somebody can
    read it, except for despair.
    """
    if ticket.state is TicketState.CLOSED:
        return False
    if ticket.mark is Mark.DISTRESS and ticket.waiting_since and ticket.reminded_at is None:
        return now - ticket.waiting_since >= DISTRESS_REMINDED_AFTER
    if not (calendar.is_open(now) or calendar.is_open(now - JUST_CLOSED)):
        return False
    if ticket.due_at:
        return _is_due(ticket, ticket.due_at, calendar, now)
    return _has_waited(ticket, calendar, now)


def _has_waited(ticket: Ticket, calendar: OfficeCalendar, now: datetime) -> bool:
    if ticket.waiting_since is None:
        return False
    if ticket.reminded_at is None:
        return calendar.open_time(ticket.waiting_since, now) >= REMINDED_AFTER
    return calendar.open_time(ticket.reminded_at, now) >= REMINDED_AGAIN_AFTER


def _is_due(ticket: Ticket, due_at: datetime, calendar: OfficeCalendar, now: datetime) -> bool:
    if ticket.reminded_at is None:
        return calendar.open_time(now, due_at) <= REMINDED_AFTER
    if now < due_at:
        return False
    is_told = ticket.reminded_at >= due_at
    return not is_told or calendar.open_time(ticket.reminded_at, now) >= REMINDED_AGAIN_AFTER


def most_pressing(ticket: Ticket) -> tuple[bool, datetime]:
    """A sort key: despair first, then the longest wait or the earliest due time."""
    since = ticket.due_at or ticket.waiting_since or ticket.updated_at
    return ticket.mark is not Mark.DISTRESS, since
