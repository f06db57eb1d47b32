"""Questions and requests that a person of the office answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketKind(StrEnum):
    QUESTION = "question"
    CORRECTION = "correction"
    ERASURE = "erasure"


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
    member who answered last, `reminded_at` when the office was last reminded of it.
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
