"""Tickets in words, for the office and for the asker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup, escape

from locales import Words, skills
from locales.steps import NAMES
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button, Outgoing
from programme.people import Link, Relation
from programme.tickets import Mark, Ticket, TicketKind, TicketState
from services.sending.notices import Data
from services.sending.words import NOT_TAKEN, WHY
from services.tickets.cards import Asker, Card, Linked, Written
from services.tickets.notices import Answer

SHOWN_TEXTS = 6
SHOWN_OF_EACH = 500
"""The newest texts, and the characters shown of each: messages over 4096 can't be edited."""

CUT = "[…]"
MOST_LISTED = 20

TITLES = {
    TicketKind.QUESTION: sentence("<b>Question #{number}</b>"),
    TicketKind.CORRECTION: sentence("<b>Correction #{number}</b>"),
}
MARKS = {
    Mark.DISTRESS: sentence("‼ In despair: please answer this first."),
    Mark.ABUSE: sentence("Harsh words: a calm answer helps."),
}


def for_office(say: Words, card: Card, now: datetime) -> Outgoing:
    """A ticket as the office sees it: asker, state, newest texts."""
    ticket, shown = card.ticket, card.texts[-SHOWN_TEXTS:]
    is_cut = shown != card.texts or any(len(each.text) > SHOWN_OF_EACH for each in shown)
    text = say.paragraphs(
        say.lines(
            say(TITLES[ticket.kind], number=ticket.id),
            say(MARKS[ticket.mark]) if ticket.mark else None,
            say("From: {who}", who=who_asks(say, card.asker)),
            *(_about(say, each) for each in card.asker.linked),
            *_state(say, card, now),
        ),
        *(_written(say, each, now, SHOWN_OF_EACH) for each in shown),
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


def whole(say: Words, card: Card, now: datetime) -> str:
    """All that was written in a ticket."""
    return say.paragraphs(
        say(TITLES[card.ticket.kind], number=card.ticket.id),
        *(_written(say, each, now) for each in card.texts),
    )


def gone(say: Words, ticket_id: int) -> str:
    return say("#{number} is no longer there: it was deleted with its chat.", number=ticket_id)


def who_asks(say: Words, asker: Asker) -> str:
    if asker.is_closed:
        return say("a chat that is closed at present: it may be anybody")
    names = [_called(say, each.link, each.participant.shown_name) for each in asker.linked]
    by_role = [asker.role_name] if asker.role_name else []
    return ", ".join([*by_role, *names]) or say("a chat that isn’t linked")


def _called(say: Words, link: Link, name: str) -> str:
    if link.relation is Relation.FAMILY:
        return say("family of {name}", name=name)
    if link.expires_at:
        until = say.clock(link.expires_at)
        return say("{name}, on a borrowed phone until {time}", name=name, time=until)
    return name


def found(say: Words, card: Card, now: datetime) -> str:
    """ "#17 · Budi Santoso · Rab 25 Nov 09.00 · Answered by Rina.": one line of a list."""
    ticket = card.ticket
    return Markup(" · ").join(
        [
            escape(f"#{ticket.id}"),
            escape(who_asks(say, card.asker)),
            escape(_when(say, ticket.updated_at, now)),
            *map(escape, _state(say, card, now)),
        ]
    )


def _about(say: Words, each: Linked) -> Markup:
    """ "LMG-2026-031 · kelas Pengelasan · sertifikat Pengelasan: Siap diambil" """
    held = (
        say("certificate {skill}: {step}", skill=skills.name(one.skill), step=say(NAMES[one.step]))
        for one in each.certificates
    )
    classes = ", ".join(map(skills.name, each.skills))
    return Markup(" · ").join(
        [
            escape(each.participant.number),
            *([say("class {skill}", skill=classes)] if classes else []),
            *held,
        ]
    )


def in_list(say: Words, ticket: Ticket, now: datetime) -> str:
    """ "#17 ‼ · waiting since 09.00": one line of a list."""
    if ticket.due_at:
        state = say("to be settled by {when}", when=_when(say, ticket.due_at, now))
    else:
        since = ticket.waiting_since or ticket.created_at
        state = say("waiting since {when}", when=_when(say, since, now))
    mark = " ‼" if ticket.mark is Mark.DISTRESS else ""
    return say("#{number}{mark} · {state}", number=ticket.id, mark=mark, state=state)


def _state(say: Words, card: Card, now: datetime) -> Iterator[str]:
    ticket, by = card.ticket, card.answered_by
    if ticket.due_at and ticket.state is not TicketState.CLOSED:
        yield say("To be settled by {when}", when=_when(say, ticket.due_at, now))
    if ticket.state is TicketState.CLOSED:
        yield say("Done.")
    elif ticket.state is TicketState.ANSWERED:
        yield say("Answered by {name}.", name=by) if by else say("Answered.")
    elif ticket.waiting_since:
        yield say("Waiting since {when}", when=_when(say, ticket.waiting_since, now))


def _written(say: Words, each: Written, now: datetime, most: int | None = None) -> str:
    """One text with its time and, where the office wrote it, by whom."""
    text = without_forbidden(each.text)
    if most and len(text) > most:
        text = f"{text[:most]} {CUT}"
    when = _when(say, each.at, now)
    if each.by is not None:
        name = each.by or say("the office")
        return say("<i>{when}, {name}:</i> {text}", when=when, name=name, text=text)
    return say("<i>{when}:</i> {text}", when=when, text=text or CUT)


def _when(say: Words, moment: datetime, now: datetime) -> str:
    """ "09.00", with the day if that isn't today."""
    day = say.local_day(moment)
    if day == say.local_day(now):
        return say.clock(moment)
    return f"{say.short_day(day)} {say.clock(moment)}"


def new(say: Words, card: Card, _: object, now: datetime) -> Outgoing:
    return for_office(say, card, now)


def answer(say: Words, answer: Answer, *_: object) -> Outgoing:
    """For the asker: the office's answer."""
    return Outgoing(
        say.paragraphs(
            say.lines(say("<b>Answer from the office</b>"), escape(answer.text)),
            say("To write back, reply to this message or press “Write again”."),
        ),
        ((Button(say("Write again"), f"ask:{answer.ticket_id}"),),),
    )


def settled(say: Words, ticket: Ticket, *_: object) -> Outgoing:
    """For the asker: the office closed the ticket without an answer here."""
    return Outgoing(
        say("The office has marked your question as done. If it isn’t, write again."),
        ((Button(say("Write again"), f"ask:{ticket.id}"),),),
    )


def waiting(say: Words, still: Sequence[Ticket], _: object, now: datetime) -> Outgoing:
    """For the office: these have waited too long, or are due."""
    return Outgoing(
        say.lines(
            say("<b>People are waiting for an answer</b>"),
            *(in_list(say, ticket, now) for ticket in still[:MOST_LISTED]),
            say("… and {count} more", count=len(still) - MOST_LISTED)
            if len(still) > MOST_LISTED
            else None,
        ),
        ((Button(say("Questions"), "tickets"),),),
    )


def undelivered(say: Words, data: Data, *_: object) -> Outgoing:
    """For the office: the answer to `ticket` didn't arrive, for `reason`."""
    reason = say(WHY.get(data["reason"], NOT_TAKEN))
    return Outgoing(
        say.lines(
            say("<b>The answer to #{number} did not arrive</b>", number=data["ticket"]),
            say("Why: {reason}. If there is a phone number, please call.", reason=reason),
        ),
        ((Button(say("Show"), f"tickets:open:{data['ticket']}"),),),
    )
