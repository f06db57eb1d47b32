"""What is wrong in the records, and should be corrected: the office gets it as it was written.

[Something is wrong] ─► what? ─► passed on
"nama saya salah, harusnya Budhi" ─► pass that on? ─► passed on
"""

from __future__ import annotations

from handlers.tickets import office, tickets
from handlers.turns import menu
from handlers.turns.features import State
from handlers.turns.turn import Turn
from programme.messages import Button, DocumentRef
from services.tickets import asking
from services.tickets.asking import TooManyTexts
from understanding import Reply

WRONG = "privacy.wrong"
FEWEST_LETTERS = 4
OFFER = "ask:said"
""" "Ya" takes up the office that was offered, though free text is asked for here."""


def ask_what_is_wrong(turn: Turn) -> None:
    turn.reply(
        turn.say("What is wrong, and how should it be? Write it in one message."),
        menu.cancel(turn),
    )
    turn.expect(WRONG)


def take_mistake(turn: Turn) -> bool:
    """Said without being asked: offers to pass it on as it is. False where nobody reads it."""
    say = turn.say
    if not asking.may_ask(turn.tx, turn.contact):
        return False
    question, yes = office.offer_what_was_said(turn, "privacy:correct")
    turn.reply(
        say.paragraphs(
            say("The office keeps the records, and corrects what is wrong in them."), question
        ),
        *yes,
        Button(say("What is stored about me"), "privacy:mine"),
        menu.back(turn),
    )
    return True


def send_said(turn: Turn) -> None:
    said = turn.conversation.unhelped.get("text")
    if said:
        turn.read(said)
        _pass_on(turn)
    else:
        ask_what_is_wrong(turn)


def take_wrong(turn: Turn) -> bool:
    """What should be corrected; a nod, a "no" and a smile are none."""
    said, asked = turn.reading, turn.reading.asked
    if asked.reply in (Reply.NO, Reply.CANCEL):
        menu.cancelled(turn)
    elif asked.reply is Reply.YES and OFFER in (data for _, data in turn.conversation.choices):
        tickets.write_to_office(turn, "said")
    elif asked.reply is Reply.YES or sum(map(str.isalnum, said.text)) < FEWEST_LETTERS:
        ask_what_is_wrong(turn)
    else:
        _pass_on(turn)
    return True


def _pass_on(turn: Turn) -> None:
    say, said = turn.say, turn.reading
    mark = tickets.mark_of(said.asked)
    try:
        due_at = asking.ask_to_correct(turn.tx, turn.contact, said.text, turn.now, mark=mark)
    except TooManyTexts:
        told = say("The office has much of you to read already. Please wait for its answer.")
    else:
        told = say(
            "Passed on to the office. You get an answer here by {day} at {time}.",
            day=say.day(say.local_day(due_at)),
            time=say.clock(due_at),
        )
    turn.reply(say.paragraphs(tickets.kind_words(turn, mark), told), menu.back(turn))


def take_file(turn: Turn, _: DocumentRef) -> None:
    """Nobody's files are fetched; the words under one are what is wrong."""
    _take_caption(turn, tickets.NO_FILES)


def take_other(turn: Turn) -> None:
    """Stickers, voice and the like; the words under a video are what is wrong."""
    _take_caption(turn, tickets.ONLY_WORDS)


def _take_caption(turn: Turn, why: str) -> None:
    if turn.reading.has_words:
        take_wrong(turn)
    else:
        turn.reply(turn.say(why), menu.cancel(turn))
        turn.expect(WRONG)


FEATURE = (State(WRONG, take_wrong, take_file, take_other, is_free_text=True, is_right=True),)
