"""The office answers people: the questions that wait ─► one of them ─► the answer.

A reply, as the messenger has them, to any message about a question is an answer to it.
"""

from __future__ import annotations

from handlers.tickets import archive
from handlers.tickets.tickets import could_be_own_word
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.discretion import find_forbidden
from programme.messages import Button, DocumentRef
from programme.tickets import Ticket, TicketState
from services.people import roles
from services.tickets import cards, tickets, words
from services.tickets.tickets import AlreadyAnswered, LinkOver, TicketGone
from store import tickets as ticket_rows
from understanding import Intent, Reading

ANSWER, CONFIRM = "tickets.answer", "tickets.confirm"

PAGE = 8
LONGEST_ANSWER = 3500


class NothingWritten(Exception):
    """The button of an answer that has been sent, or whose time is over."""


def show(turn: Turn, page: int = 0) -> None:
    """What waits, the most pressing first."""
    say = turn.say
    waiting = tickets.waiting(turn.tx, turn.contact)
    if not waiting:
        turn.reply(say("Nobody is waiting for an answer."), _settled(turn), _to_office_menu(turn))
        return
    pages = [waiting[at : at + PAGE] for at in range(0, len(waiting), PAGE)]
    page = min(page, len(pages) - 1)
    shown, is_more = pages[page], page + 1 < len(pages)
    turn.reply(
        say.lines(
            say("<b>Questions that wait: {count}</b>", count=len(waiting)),
            *(words.in_list(say, ticket, turn.now) for ticket in shown),
        ),
        *(Button(f"#{ticket.id}", f"tickets:open:{ticket.id}") for ticket in shown),
        *([Button(say("More"), f"tickets:page:{page + 1}")] if is_more else []),
        _settled(turn),
        _to_office_menu(turn),
    )


def answer_questions(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "page:PAGE", "settled:PAGE", "send"; "open", "answer", "close" or "whole"
    with ":TICKET".
    """
    verb, _, value = argument.partition(":")
    ticket_id = row_id(value)
    try:
        match verb:
            case "open":
                _open(turn, ticket_id)
            case "answer":
                _expect_answer(turn, ticket_id)
            case "close":
                _close(turn, ticket_id)
            case "whole":
                ticket = tickets.look_at(turn.tx, turn.contact, ticket_id, turn.now)
                turn.reply(
                    words.whole(turn.say, cards.card(turn.tx, ticket, turn.now), turn.now),
                    _all(turn),
                )
            case "send":
                _send_too(turn)
            case "settled":
                archive.show_settled(turn, ticket_id)
            case "page":
                show(turn, row_id(value))
            case _:
                show(turn)
    except TicketGone:
        turn.reply(words.gone(turn.say, ticket_id), _all(turn))
    except NothingWritten:
        turn.reply(turn.say("There is nothing to send any more."), _all(turn))


def _open(turn: Turn, ticket_id: int) -> None:
    ticket = tickets.look_at(turn.tx, turn.contact, ticket_id, turn.now)
    message = words.for_office(turn.say, cards.card(turn.tx, ticket, turn.now), turn.now)
    turn.reply(message.text, *message.buttons, _all(turn))
    tickets.show_to_office(turn.tx, turn.contact, ticket, turn.outbox_key())


def _expect_answer(turn: Turn, ticket_id: int) -> None:
    say = turn.say
    ticket = tickets.look_at(turn.tx, turn.contact, ticket_id, turn.now)
    colleague = _answered_by_colleague(turn, ticket)
    turn.reply(
        say.paragraphs(
            _who_answered(turn, colleague) if colleague is not None else None,
            say(
                "Write the answer to #{number}. It goes to: {who}.",
                number=ticket.id,
                who=words.who_asks(say, cards.asker(turn.tx, ticket, turn.now)),
            ),
        ),
        menu.cancel(turn),
    )
    turn.expect(ANSWER, ticket=str(ticket.id), told="yes" if colleague is not None else "")


def _answered_by_colleague(turn: Turn, ticket: Ticket) -> str | None:
    """His name, which may be empty."""
    if ticket.state is TicketState.OPEN or ticket.answered_by in (None, turn.contact.staff_id):
        return None
    return tickets.name_of(turn.tx, ticket.answered_by)


def _who_answered(turn: Turn, name: str) -> str:
    say = turn.say
    return say("{name} has answered it already.", name=name or say("A colleague"))


def addressed(turn: Turn, said: Reading | None = None) -> int | None:
    """The question that `said` answers: the one replied to, or the one chosen. None for others.

    A file, a sticker or a voice says nothing.
    """
    if not turn.is_office:
        return None
    message = turn.incoming.reply_to
    ticket_id = ticket_rows.shown_in(turn.tx, turn.contact.id, message) if message else None
    if ticket_id is None and turn.conversation.state == ANSWER:
        ticket_id = row_id(turn.conversation.data["ticket"])
    return None if ticket_id is None or (said and _is_own_word(said)) else ticket_id


def _is_own_word(said: Reading) -> bool:
    return could_be_own_word(said.text) and (
        said.asked.is_cancel or said.asked.intent is Intent.REMINDERS_OFF or said.is_disowning
    )


def take_answer(turn: Turn) -> bool:
    """Send it to whoever asked, unless it must not be sent or somebody was quicker."""
    ticket_id = addressed(turn, turn.reading)
    if ticket_id is None:
        return False
    access.ensure_open(turn)
    _answer(turn, ticket_id, turn.reading.text)
    return True


def _answer(turn: Turn, ticket_id: int, text: str) -> None:
    say = turn.say
    if find_forbidden(text):
        _expect_again(
            turn,
            ticket_id,
            say("Please write that in other words; as it is, it could give people away."),
        )
    elif len(text) > LONGEST_ANSWER:
        _expect_again(
            turn,
            ticket_id,
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(text),
                most=LONGEST_ANSWER,
            ),
        )
    else:
        data = turn.conversation.data
        is_told = data.get("told") == "yes" and data.get("ticket") == str(ticket_id)
        _send(turn, ticket_id, text, although_answered=is_told)


def _expect_again(turn: Turn, ticket_id: int, why: str) -> None:
    turn.reply(why, menu.cancel(turn))
    turn.expect(ANSWER, ticket=str(ticket_id), told=turn.conversation.data.get("told", ""))


def _send(turn: Turn, ticket_id: int, text: str, *, although_answered: bool) -> None:
    say = turn.say
    try:
        asker = tickets.answer(
            turn.tx,
            turn.contact,
            ticket_id,
            text,
            turn.now,
            although_answered=although_answered,
        )
    except TicketGone:
        turn.reply(words.gone(say, ticket_id), _all(turn))
    except LinkOver:
        turn.reply(
            say(
                "Not sent: since #{number} was asked, this chat’s link has ended, or the phone "
                "was borrowed. If there is a phone number, please call.",
                number=ticket_id,
            ),
            Button(say("Done"), f"tickets:close:{ticket_id}"),
            _all(turn),
        )
    except AlreadyAnswered as answered:
        turn.reply(
            say.paragraphs(_who_answered(turn, answered.by), say("Send yours too?")),
            Button(say("Send it too"), "tickets:send"),
            Button(say("Show"), f"tickets:open:{ticket_id}"),
            menu.cancel(turn),
        )
        turn.expect(CONFIRM, ticket=str(ticket_id), text=text)
    else:
        turn.reply(
            say("Sent: the answer to #{number}.", number=ticket_id)
            if asker.reachable
            else say(
                "#{number}: this chat can’t be reached at present. If there is a phone number, "
                "please call.",
                number=ticket_id,
            ),
            Button(say("Done"), f"tickets:close:{ticket_id}"),
            _all(turn),
        )


def _send_too(turn: Turn) -> None:
    data = turn.conversation.data
    if turn.conversation.state != CONFIRM:
        raise NothingWritten
    _send(turn, row_id(data["ticket"]), data["text"], although_answered=True)


def _close(turn: Turn, ticket_id: int) -> None:
    tickets.close_ticket(turn.tx, ticket_id, turn.contact, turn.now)
    turn.reply(turn.say("#{number} is done.", number=ticket_id), _all(turn))


def take_file(turn: Turn, _: DocumentRef) -> None:
    take_other(turn)


def take_other(turn: Turn) -> None:
    """Files, stickers, voice."""
    ticket_id = addressed(turn)
    if ticket_id is None:
        raise roles.NotAllowed
    why = turn.say("An answer is sent as text only. Please write it.")
    _expect_again(turn, ticket_id, why)


def _all(turn: Turn) -> Button:
    return Button(turn.say("Questions"), "tickets")


def _settled(turn: Turn) -> Button:
    return Button(turn.say("Answered questions"), "tickets:settled:0")


def _to_office_menu(turn: Turn) -> Button:
    return Button(turn.say("For the office"), "office")


FEATURE = (
    Press(
        "tickets",
        answer_questions,
        drafts=("send",),
        labels=(Label(sentence("Questions"), menu=Menu.OFFICE_PAGE),),
    ),
    State(ANSWER, take_file=take_file, take_unreadable=take_other),
)
