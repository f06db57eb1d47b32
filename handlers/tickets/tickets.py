"""Questions to a person: what is written goes to the office, and the answer comes back here.

[Write a message] ─► the text ─► what follows belongs to it, unless the bot knows the answer.
"""

from __future__ import annotations

from handlers.tickets import distress, office
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button, DocumentRef
from programme.tickets import Mark, Ticket, TicketKind, TicketState
from services.tickets import asking
from services.tickets.asking import TooManyTexts
from store import tickets as ticket_rows
from understanding import Intent, Understood

TEXT, MORE = "ask.text", "ask.more"

SHOWN_TICKETS = 3

LONGEST_OWN_WORD = 20
"""Up to so many characters "stop" is a word to the bot; in a longer text for a person, such as
"jangan kirim surat ke rumah", it is part of what he is to read."""

SURE = 0.85
"""Confidence from which what follows a question is taken for another, which the bot answers."""

FOR_PEOPLE = frozenset({Intent.OUT_OF_SCOPE, Intent.HELP, Intent.CONTACT, Intent.MY_DATA})
"""What goes on to the office there: a cry for help, "nama saya di daftar keliru"."""


def write_to_office(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "TICKET" to write in that one, "me" after words of despair or worry, or
    "said" to
    send what was written before.
    """
    if not asking.may_ask(turn.tx, turn.contact):
        office.contact(turn)
    elif argument == "me":
        _call_a_person(turn)
    elif argument == "said" and (said := turn.conversation.unhelped.get("text")):
        turn.read(said)
        pass_on(turn, 0, note=turn.say("“{text}”", text=without_forbidden(said)))
        turn.expect("")
    else:
        _expect_text(turn, "" if argument == "said" else argument)


def _call_a_person(turn: Turn) -> None:
    """What was written goes with it, if that was just now."""
    say, said = turn.say, turn.conversation.data
    text = said.get("despair") or said.get("worry") or str(say("Please write to me."))
    mark = None if "worry" in said else Mark.DISTRESS
    try:
        asked = asking.ask(turn.tx, turn.contact, text, turn.now, mark=mark)
    except TooManyTexts:
        _too_many(turn)
        return
    turn.reply(
        say.paragraphs(
            say("I have asked the office to write to you here."),
            office.when_answered(turn),
            _how_long(turn),
        ),
        menu.back(turn),
    )
    turn.expect(MORE, ticket=str(asked.ticket_id))


def _expect_text(turn: Turn, ticket: str) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("Please write your question. A person of the office answers it here."),
            say("Please don’t send photos of your ID card."),
            office.when_answered(turn),
            _how_long(turn),
        ),
        menu.cancel(turn),
    )
    turn.expect(TEXT, ticket=ticket)


def _how_long(turn: Turn) -> str | None:
    """How long an answer can be read here by whoever asks, where the phone isn't his."""
    until = asking.lent_until(turn.tx, turn.contact, turn.now)
    if until is None:
        return None
    return turn.say(
        "On this borrowed phone the answer comes until {time} only. After that, please call the "
        "office or come.",
        time=turn.say.clock(until),
    )


def take_text(turn: Turn) -> bool:
    """All of it goes to the office, but for a greeting, which people send ahead."""
    ticket, asked = turn.conversation.data["ticket"], turn.reading.asked
    if asked.intent is Intent.GREETING and not asked.is_unsure:
        _expect_text(turn, ticket)
    else:
        pass_on(turn, row_id(ticket))
    return True


def take_more(turn: Turn) -> bool:
    """What comes after a question. False when the bot can answer it itself."""
    if is_for_bot(turn.reading.asked):
        return False
    pass_on(turn, row_id(turn.conversation.data["ticket"]))
    return True


def is_for_bot(asked: Understood) -> bool:
    """Clear questions, and what needs no answer."""
    if asked.intent in FOR_PEOPLE:
        return False
    return asked.confidence >= SURE or asked.reply is not None


def take_file(turn: Turn, _: DocumentRef) -> None:
    """Nobody's files are fetched; the words under one are passed on."""
    _take_caption(turn, NO_FILES)


def take_other(turn: Turn) -> None:
    """Stickers, voice and the like; the words under a video are passed on."""
    _take_caption(turn, ONLY_WORDS)


def _take_caption(turn: Turn, no_words: str) -> None:
    """`no_words` is said where there are none."""
    if turn.reading.has_words:
        ticket = row_id(turn.conversation.data["ticket"])
        pass_on(turn, ticket, note=turn.say(NO_FILES))
    else:
        turn.reply(turn.say(no_words), menu.cancel(turn))
        turn.expect(turn.conversation.state, **turn.conversation.data)


ONLY_WORDS = sentence("I can only pass written words on. Please write your question.")
NO_FILES = sentence(
    "I only pass words on, and nobody sees the picture or file. Please don’t send photos of your "
    "ID card; write what it is about."
)


def could_be_own_word(text: str) -> bool:
    """Is it short enough to be a word to the bot, where a text for a person is expected?"""
    return len(text) <= LONGEST_OWN_WORD


def is_meant_for_office(turn: Turn) -> bool:
    """Is it written to the office, and more than a word to the bot?"""
    if could_be_own_word(turn.reading.text):
        return False
    return turn.conversation.state == TEXT or replied_to(turn) is not None


def replied_to(turn: Turn) -> int | None:
    """The question whose message this is a reply to, as the messenger has them."""
    message = turn.incoming.reply_to
    return ticket_rows.shown_in(turn.tx, turn.contact.id, message) if message else None


def mark_of(asked: Understood) -> Mark | None:
    if asked.is_despairing:
        return Mark.DISTRESS
    return Mark.ABUSE if asked.is_harsh else None


def pass_on(turn: Turn, ticket_id: int, *beside: Button, note: str | None = None) -> None:
    say, text, mark = turn.say, turn.reading.text, mark_of(turn.reading.asked)
    try:
        asked = asking.ask(turn.tx, turn.contact, text, turn.now, mark=mark, ticket_id=ticket_id)
    except TooManyTexts:
        _too_many(turn, kind_words(turn, mark))
        return
    turn.reply(
        say.paragraphs(
            kind_words(turn, mark),
            note,
            say("Thank you, your question is with the office now.")
            if asked.is_new
            else say("It is added to your question."),
            office.when_answered(turn),
        ),
        *beside,
        office.my_questions(turn),
        menu.back(turn),
    )
    turn.expect(MORE, ticket=str(asked.ticket_id))


def _too_many(turn: Turn, first: str | None = None) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            first,
            say("Much of yours waits for the office already. Please wait for its answer."),
            office.when_answered(turn),
        ),
        menu.back(turn),
    )


def kind_words(turn: Turn, mark: Mark | None) -> str | None:
    """What is said first to somebody whose text has this mark."""
    match mark:
        case Mark.DISTRESS:
            return distress.words(turn)
        case Mark.ABUSE:
            return turn.say("I understand that this is annoying. Somebody will see to it.")
        case None:
            return None


KINDS = {
    TicketKind.QUESTION: sentence("• Question of {day}: {state}"),
    TicketKind.CORRECTION: sentence("• Correction asked for on {day}: {state}"),
}
STATES_SAID = {
    TicketState.OPEN: sentence("waiting for the office"),
    TicketState.ANSWERED: sentence("answered"),
    TicketState.CLOSED: sentence("done"),
}


def show_own(turn: Turn, _: str = "") -> None:
    """How the chat's questions stand, the newest first."""
    say = turn.say
    own = ticket_rows.of_contact(turn.tx, turn.contact.id)[:SHOWN_TICKETS]
    if not own:
        turn.reply(say("You haven’t asked the office anything here yet."), *writing(turn))
        return
    is_waiting = any(ticket.state is TicketState.OPEN for ticket in own)
    turn.reply(
        say.paragraphs(
            say.lines(say("<b>My questions</b>"), *(_line(turn, ticket) for ticket in own)),
            office.when_answered(turn) if is_waiting else None,
        ),
        *writing(turn),
        menu.back(turn),
    )


def _line(turn: Turn, ticket: Ticket) -> str:
    say = turn.say
    return say(
        KINDS[ticket.kind],
        day=say.day(say.local_day(ticket.created_at)),
        state=say(STATES_SAID[ticket.state]),
    )


def writing(turn: Turn) -> list[Button]:
    """The button to write to the office, where somebody would read it."""
    return [office.write(turn)] if asking.may_ask(turn.tx, turn.contact) else []


FEATURE = (
    Press(
        "contact",
        office.contact,
        when_closed=True,
        labels=(Label(sentence("Talk to the office"), menu=Menu.MAIN),),
    ),
    Press(
        "ask",
        write_to_office,
        when_closed=True,
        labels=(
            Label(sentence("Write a message")),
            Label(sentence("Write again")),
            Label(sentence("Have the office write to me"), "me"),
        ),
    ),
    Press("asked", show_own, labels=(Label(sentence("My questions")),)),
    State(
        TEXT,
        take_text,
        take_file,
        take_other,
        when_closed=True,
        is_free_text=True,
        takes_more=True,
    ),
    State(MORE, take_more, when_closed=True, hears_despair=True, takes_more=True),
)
