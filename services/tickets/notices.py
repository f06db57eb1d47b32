"""Does what was queued about a ticket still hold when it is sent?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.outbox import State
from programme.people import Contact
from programme.tickets import Ticket, TicketState
from services.people.roles import is_office
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from services.tickets.cards import Card, card
from services.tickets.tickets import is_link_over, is_waiting
from store import tickets
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Answer:
    ticket_id: int
    text: str


def new(tx: Tx, contact: Contact, data: Data, now: datetime) -> Card | Withdrawn:
    """To the office: `text` of `ticket` waits. It is told with what came after it."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket is None or ticket.state is not TicketState.OPEN:
        return Withdrawn(State.CANCELLED, "settled")
    if not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "no role")
    newest = max(each.id for each in tickets.texts(tx, ticket.id))
    if newest != data["text"]:
        return Withdrawn(State.CANCELLED, "told with a later one")
    return card(tx, ticket, now)


def answer(tx: Tx, _: Contact, data: Data, now: datetime) -> Answer | Withdrawn:
    """To the asker: `text`, the office's answer."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket and is_link_over(tx, ticket, now):
        return Withdrawn(State.FAILED, "link over")
    written = {each.id: each.text for each in tickets.texts(tx, data["ticket"])}
    text = written.get(data["text"])
    return Answer(data["ticket"], text) if text else Withdrawn(State.CANCELLED, "forgotten")


def settled(tx: Tx, _: Contact, data: Data, __: datetime) -> Ticket | Withdrawn:
    """To the asker: the office closed `ticket` without an answer here."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket is None or ticket.state is not TicketState.CLOSED:
        return Withdrawn(State.CANCELLED, "open again")
    return ticket


def waiting(tx: Tx, contact: Contact, data: Data, _: datetime) -> list[Ticket] | Withdrawn:
    """To the office: these `tickets` have waited too long, or are due."""
    found = [tickets.by_id(tx, ticket_id) for ticket_id in data["tickets"]]
    still = [ticket for ticket in found if ticket and is_waiting(ticket)]
    if not still or not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "settled")
    return still


def of_strangers(tx: Tx, contact: Contact, *_: object) -> list[Ticket] | Withdrawn:
    """To the office: what waits that no message has shown."""
    unseen = [
        each for each in tickets.live(tx) if is_waiting(each) and not tickets.is_shown(tx, each.id)
    ]
    if not unseen or not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "settled")
    return unseen


def undelivered(tx: Tx, contact: Contact, data: Data, _: datetime) -> Data | Withdrawn:
    """To the office: the answer to `ticket` didn't arrive, for `reason`."""
    if tickets.by_id(tx, data["ticket"]) is None or not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "gone")
    return data
