"""The words of tickets: what the office reads of one, and what whoever asked is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from markupsafe import escape

from locales import Words
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button, Outgoing
from programme.outbox import State
from programme.people import Contact, Link, Relation
from programme.tickets import Mark, Ticket, TicketKind, TicketState, TicketText
from services.people import roles
from services.privacy import locks
from services.sending.outbox import Withdrawn
from services.sending.words import NOT_TAKEN, WHY
from services.tickets import watch
from services.tickets.tickets import (
    ANSWER,
    NEW,
    SETTLED,
    URGENT,
    is_link_over,
    is_waiting,
    name_of,
)
from store import contacts, people, tickets
from store.connection import Tx

SHOWN_TEXTS = 6
SHOWN_OF_EACH = 500
"""The newest texts, and so many characters of each: a message can't be edited beyond 4096."""

CUT = "[…]"

TITLES = {
    TicketKind.QUESTION: sentence("<b>Question #{number}</b>"),
    TicketKind.CORRECTION: sentence("<b>Correction #{number}</b>"),
}
MARKS = {
    Mark.DISTRESS: sentence("‼ In despair: please answer this first."),
    Mark.ABUSE: sentence("Harsh words: a calm answer helps."),
}


def for_office(tx: Tx, say: Words, ticket: Ticket, now: datetime) -> Outgoing:
    """A ticket as the office sees it: from whom, how it stands, the newest texts."""
    texts = tickets.texts(tx, ticket.id)
    shown = texts[-SHOWN_TEXTS:]
    is_cut = shown != texts or any(len(each.text) > SHOWN_OF_EACH for each in shown)
    text = say.paragraphs(
        say.lines(
            say(TITLES[ticket.kind], number=ticket.id),
            say(MARKS[ticket.mark]) if ticket.mark else None,
            say("From: {who}", who=who_asks(tx, say, ticket.contact_id, now)),
            *_state(tx, say, ticket, now),
        ),
        *(_written(tx, say, each, now, SHOWN_OF_EACH) for each in shown),
        say("To answer, reply to this message.") if ticket.state is TicketState.OPEN else None,
    )
    close = Button(say("Done"), f"tickets:close:{ticket.id}")
    return Outgoing(
        text,
        (
            (
                Button(say("Write the answer"), f"tickets:answer:{ticket.id}"),
                *([] if ticket.state is TicketState.CLOSED else [close]),
            ),
            *([(Button(say("The whole text"), f"tickets:whole:{ticket.id}"),)] if is_cut else []),
        ),
    )


def whole(tx: Tx, say: Words, ticket: Ticket, now: datetime) -> str:
    """All that was written in a ticket."""
    return say.paragraphs(
        say(TITLES[ticket.kind], number=ticket.id),
        *(_written(tx, say, each, now) for each in tickets.texts(tx, ticket.id)),
    )


def as_it_stands(
    tx: Tx, say: Words, ticket_id: int, ticket: Ticket | None, now: datetime
) -> Outgoing:
    """A message of the office's again, after something happened to its ticket."""
    return for_office(tx, say, ticket, now) if ticket else Outgoing(gone(say, ticket_id))


def gone(say: Words, ticket_id: int) -> str:
    return say("#{number} is no longer there: it was deleted with its chat.", number=ticket_id)


def who_asks(tx: Tx, say: Words, contact_id: int, now: datetime) -> str:
    """Who writes from this chat: by his links, his own first, or by his role.

    Of a closed chat nobody knows: whoever holds the phone may write.
    """
    contact = contacts.by_id(tx, contact_id)
    if contact and locks.is_closed(tx, contact, now):
        return say("a chat that is closed at present: it may be anybody")
    links = contacts.links(tx, contact_id, now)
    names = [
        _called(say, link, participant.shown_name)
        for link in sorted(links, key=lambda link: link.relation is not Relation.SELF)
        if (participant := people.by_id(tx, link.participant_id))
    ]
    if contact and (member := roles.member_of(tx, contact)):
        names.insert(0, member.shown_name)
    return ", ".join(names) or say("a chat that isn’t linked")


def _called(say: Words, link: Link, name: str) -> str:
    if link.relation is Relation.FAMILY:
        return say("family of {name}", name=name)
    if link.expires_at:
        until = say.clock(link.expires_at)
        return say("{name}, on a borrowed phone until {time}", name=name, time=until)
    return name


def in_list(say: Words, ticket: Ticket, now: datetime) -> str:
    """ "#17 ‼ · waiting since 09.00": one line of a list."""
    if ticket.due_at:
        state = say("to be settled by {when}", when=_when(say, ticket.due_at, now))
    else:
        since = ticket.waiting_since or ticket.created_at
        state = say("waiting since {when}", when=_when(say, since, now))
    mark = " ‼" if ticket.mark is Mark.DISTRESS else ""
    return say("#{number}{mark} · {state}", number=ticket.id, mark=mark, state=state)


def _state(tx: Tx, say: Words, ticket: Ticket, now: datetime) -> Iterator[str]:
    if ticket.due_at and ticket.state is not TicketState.CLOSED:
        yield say("To be settled by {when}", when=_when(say, ticket.due_at, now))
    by = name_of(tx, ticket.answered_by)
    if ticket.state is TicketState.CLOSED:
        yield say("Done.")
    elif ticket.state is TicketState.ANSWERED:
        yield say("Answered by {name}.", name=by) if by else say("Answered.")
    elif ticket.waiting_since:
        yield say("Waiting since {when}", when=_when(say, ticket.waiting_since, now))


def _written(tx: Tx, say: Words, each: TicketText, now: datetime, most: int | None = None) -> str:
    """One text with its time and, where the office wrote it, by whom."""
    text = without_forbidden(each.text)
    if most and len(text) > most:
        text = f"{text[:most]} {CUT}"
    when = _when(say, each.at, now)
    if each.staff_id:
        name = name_of(tx, each.staff_id) or say("the office")
        return say("<i>{when}, {name}:</i> {text}", when=when, name=name, text=text)
    return say("<i>{when}:</i> {text}", when=when, text=text or CUT)


def _when(say: Words, moment: datetime, now: datetime) -> str:
    """ "09.00", with the day where it isn't today."""
    day = say.local_day(moment)
    if day == say.local_day(now):
        return say.clock(moment)
    return f"{say.short_day(day)} {say.clock(moment)}"


def new(
    tx: Tx, say: Words, contact: Contact, data: dict[str, Any], now: datetime
) -> Outgoing | Withdrawn:
    """To the office: `text` of `ticket` waits. It is told with what came after it."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket is None or ticket.state is not TicketState.OPEN:
        return Withdrawn(State.CANCELLED, "settled")
    if not roles.is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "no role")
    newest = max(each.id for each in tickets.texts(tx, ticket.id))
    if newest != data["text"]:
        return Withdrawn(State.CANCELLED, "told with a later one")
    return for_office(tx, say, ticket, now)


def answer(
    tx: Tx, say: Words, _: Contact, data: dict[str, Any], now: datetime
) -> Outgoing | Withdrawn:
    """To whoever asked: `text`, the office's answer."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket and is_link_over(tx, ticket, now):
        return Withdrawn(State.FAILED, "link over")
    written = {each.id: each.text for each in tickets.texts(tx, data["ticket"])}
    text = written.get(data["text"])
    if not text:
        return Withdrawn(State.CANCELLED, "forgotten")
    return Outgoing(
        say.paragraphs(
            say.lines(say("<b>Answer from the office</b>"), escape(text)),
            say("To write back, reply to this message or press “Write again”."),
        ),
        ((Button(say("Write again"), f"ask:{data['ticket']}"),),),
    )


def settled(
    tx: Tx, say: Words, _: Contact, data: dict[str, Any], __: datetime
) -> Outgoing | Withdrawn:
    """To whoever asked: the office closed `ticket` without an answer here."""
    ticket = tickets.by_id(tx, data["ticket"])
    if ticket is None or ticket.state is not TicketState.CLOSED:
        return Withdrawn(State.CANCELLED, "open again")
    return Outgoing(
        say("The office has marked your question as done. If it isn’t, write again."),
        ((Button(say("Write again"), f"ask:{ticket.id}"),),),
    )


def waiting(
    tx: Tx, say: Words, contact: Contact, data: dict[str, Any], now: datetime
) -> Outgoing | Withdrawn:
    """To the office: these `tickets` have waited too long, or are due."""
    found = [tickets.by_id(tx, ticket_id) for ticket_id in data["tickets"]]
    still = [ticket for ticket in found if ticket and is_waiting(ticket)]
    if not still or not roles.is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "settled")
    return Outgoing(
        say.lines(
            say("<b>People are waiting for an answer</b>"),
            *(in_list(say, ticket, now) for ticket in still),
        ),
        ((Button(say("Questions"), "tickets"),),),
    )


def undelivered(
    tx: Tx, say: Words, contact: Contact, data: dict[str, Any], _: datetime
) -> Outgoing | Withdrawn:
    """To the office: the answer to `ticket` didn't arrive."""
    if tickets.by_id(tx, data["ticket"]) is None or not roles.is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "gone")
    reason = say(WHY.get(data["reason"], NOT_TAKEN))
    return Outgoing(
        say.lines(
            say("<b>The answer to #{number} did not arrive</b>", number=data["ticket"]),
            say("Why: {reason}. If there is a phone number, please call.", reason=reason),
        ),
        ((Button(say("Show"), f"tickets:open:{data['ticket']}"),),),
    )


WORDINGS = {
    NEW: new,
    URGENT: new,
    ANSWER: answer,
    SETTLED: settled,
    watch.WAITING: waiting,
    watch.UNDELIVERED: undelivered,
}

QUIET = frozenset({NEW, SETTLED})
"""A question can wait for the morning, an answer never does, nor does despair."""
