"""Questions and requests for the office, and what was written in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from programme.tickets import Mark, Ticket, TicketKind, TicketState, TicketText
from store.connection import Tx
from store.rows import epoch, moment

Row = tuple[Any, ...]

TEXT = "ticket_texts.body"


def add(
    tx: Tx,
    contact_id: int,
    kind: TicketKind,
    now: datetime,
    *,
    mark: Mark | None = None,
    due_at: datetime | None = None,
) -> Ticket:
    """A ticket that waits for the office from `now` on. Its number is never given again."""
    return _ticket(
        tx.sql.add_ticket(
            contact_id=contact_id, kind=kind, mark=mark, due_at=epoch(due_at), at=epoch(now)
        )
    )


def by_id(tx: Tx, ticket_id: int) -> Ticket | None:
    row = tx.sql.ticket_by_id(id=ticket_id)
    return _ticket(row) if row else None


def of_contact(tx: Tx, contact_id: int) -> list[Ticket]:
    """The chat's tickets, the newest first."""

    def read() -> list[Ticket]:
        return [_ticket(row) for row in tx.sql.tickets_of_contact(contact_id=contact_id)]

    return list(tx.once(("tickets", contact_id), read))


def live(tx: Tx) -> list[Ticket]:
    """All that are not closed, the oldest first."""
    return [_ticket(row) for row in tx.sql.live_tickets()]


def newest(tx: Tx) -> list[Ticket]:
    """All of them, the latest changed first."""
    return [_ticket(row) for row in tx.sql.newest_tickets()]


def change(tx: Tx, ticket: Ticket, now: datetime) -> Ticket:
    """Keep where the ticket stands; returns it with its new version."""
    return _ticket(
        tx.sql.ticket_changed(
            id=ticket.id,
            state=ticket.state,
            mark=ticket.mark,
            waiting_since=epoch(ticket.waiting_since),
            reminded_at=epoch(ticket.reminded_at),
            answered_by=ticket.answered_by,
            at=epoch(now),
        )
    )


def reminded(tx: Tx, ticket_id: int, now: datetime) -> None:
    tx.sql.ticket_reminded(id=ticket_id, at=epoch(now))


def add_text(tx: Tx, ticket_id: int, text: str, now: datetime, staff_id: int | None = None) -> int:
    """What was written by the asker or, with `staff_id`, by the office."""
    return int(
        tx.sql.add_ticket_text(
            ticket_id=ticket_id, staff_id=staff_id, body=tx.seal(text, TEXT), at=epoch(now)
        )
    )


def texts(tx: Tx, ticket_id: int) -> list[TicketText]:
    """In the order in which they were written."""
    return [
        TicketText(ident, ticket_id, staff_id, tx.open(body, TEXT) or "", moment(at))
        for ident, ticket_id, staff_id, body, at in tx.sql.texts_of_ticket(ticket_id=ticket_id)
    ]


def forget_texts(tx: Tx, before: datetime) -> int:
    """Empty the texts of tickets that were closed before, and forget which messages were about
    them; returns how many texts.
    """
    tx.sql.forget_ticket_messages(before=epoch(before))
    return int(tx.sql.forget_ticket_texts(before=epoch(before)))


def show_in(
    tx: Tx, ticket_id: int, contact_id: int, outbox_key: str, version: int | None = None
) -> None:
    """The message with this outbox key, in this chat, is about the ticket.

    In the office's chats it shows this `version` of it.
    """
    tx.sql.show_ticket_in(
        ticket_id=ticket_id, contact_id=contact_id, outbox_key=outbox_key, shown=version
    )


def shown_in(tx: Tx, contact_id: int, provider_id: str) -> int | None:
    """The ticket that a message of this chat is about, by the channel's id of the message."""
    found: int | None = tx.sql.ticket_shown_in(contact_id=contact_id, provider_id=provider_id)
    return found


def is_shown(tx: Tx, ticket_id: int) -> bool:
    """Has a message of the office's chats shown it?"""
    return bool(tx.sql.is_ticket_shown(ticket_id=ticket_id))


def of_outbox_row(tx: Tx, outbox_id: int) -> int | None:
    """The ticket that a message is about."""
    found: int | None = tx.sql.ticket_of_outbox_row(outbox_id=outbox_id)
    return found


@dataclass(frozen=True, slots=True)
class Outdated:
    """A message in the office's chats that shows the ticket as it was.

    `version` is the present one, 0 where the ticket has gone.
    """

    outbox_key: str
    contact_id: int
    ticket_id: int
    provider_id: str
    version: int


def outdated(tx: Tx) -> list[Outdated]:
    return [Outdated(*row) for row in tx.sql.outdated_ticket_messages()]


def now_shows(tx: Tx, outbox_key: str, version: int) -> None:
    tx.sql.ticket_message_shown(outbox_key=outbox_key, shown=version)


def undelivered(tx: Tx, since: datetime, until: datetime) -> list[tuple[int, str]]:
    """Tickets with an answer that failed in that time, and why."""
    return list(tx.sql.undelivered_answers(since=epoch(since), until=epoch(until)))


def _ticket(row: Row) -> Ticket:
    (
        ident,
        contact_id,
        kind,
        state,
        mark,
        waiting_since,
        due_at,
        reminded_at,
        answered_by,
        version,
        created_at,
        updated_at,
    ) = row
    return Ticket(
        id=ident,
        contact_id=contact_id,
        kind=TicketKind(kind),
        state=TicketState(state),
        mark=Mark(mark) if mark else None,
        waiting_since=moment(waiting_since),
        due_at=moment(due_at),
        reminded_at=moment(reminded_at),
        answered_by=answered_by,
        version=version,
        created_at=moment(created_at),
        updated_at=moment(updated_at),
    )
