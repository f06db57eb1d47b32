"""Whoever has no code asks the office to be linked, and reads its answer.

[Link this chat] ─► his number by a button, or who he is in words ─► the same for everybody
the office has answered ─► [Read the answer] ─► consent and whose phone, or why not
"""

from __future__ import annotations

from dataclasses import replace

from handlers.linking import start
from handlers.turns import menu, other_matters
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.linking import Claim
from programme.messages import Button
from services.linking import notices, requests
from services.linking.requests import WORKING_DAYS, Deadline, Outcome
from services.people.attempts import TooManyTries
from store.invites import Invite
from understanding import LinkWish, Reading

WHO = "request.who"


def explain(turn: Turn, _: str = "") -> None:
    """How a chat is linked, with a code and without one."""
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("To link this chat, write the code you got from the office."),
            say(
                "No code? Share your phone number with the button, or write here who you are: "
                "the participant’s name, the participant number if you know it, and whether that "
                "is you or one of your family."
            ),
            say(
                "The office answers here within {days} working days.",
                days=say.number(WORKING_DAYS),
            ),
        ),
        menu.cancel(turn),
        ask_phone=say("Share my phone number"),
    )
    _expect_who(turn)


def ask_again(turn: Turn) -> None:
    """In short, after a question that came between."""
    say = turn.say
    turn.reply(
        say(
            "This chat is not linked yet. For that, write your code here, or who you are and "
            "whose class it is about; or share your number."
        ),
        menu.cancel(turn),
        ask_phone=say("Share my phone number"),
    )
    _expect_who(turn)


def _expect_who(turn: Turn) -> None:
    """It stays open, unless the office has a request to answer already."""
    if requests.answer_to(turn.tx, turn.contact, turn.now) is not Outcome.PENDING:
        turn.expected = replace(turn.expected, opened=turn.expected.opened | {"asked": WHO})
        notices.tell_of_unfinished(turn.tx, turn.contact, turn.now)
    turn.expect(WHO)


def take_wish(turn: Turn) -> bool:
    """Somebody wants to be linked: pass on who he says he is, or ask him."""
    if turn.reading.link_wish is LinkWish.WITH_CLAIM:
        _ask(turn, turn.reading.text)
    else:
        explain(turn)
    return True


def take_kinship(turn: Turn) -> bool:
    """Somebody who isn't linked only says whose mother she is: explain how to be linked."""
    explain(turn)
    return True


def take_words(turn: Turn) -> bool:
    """Who he is was asked for. False when the text is another matter."""
    said = turn.reading
    is_too_little = said.knows_not or sum(map(str.isalnum, said.text)) < FEWEST_LETTERS
    if not _says_who(said) and is_too_little:
        turn.is_unhelped = True
        ask_again(turn)
    elif not _says_who(said) and (said.asked.reply or other_matters.asks_for_another(said.asked)):
        return False
    else:
        _ask(turn, said.text)
    return True


FEWEST_LETTERS = 4


def _says_who(said: Reading) -> bool:
    return bool(said.number or said.claims_kinship or said.birth_date)


def take_phone(turn: Turn) -> None:
    """A number was shared: the sender's own, or a card of somebody else."""
    event = turn.incoming
    try:
        invite = requests.share_phone(
            turn.tx,
            turn.contact,
            event.phone or "",
            _deadline(turn),
            turn.now,
            is_own=event.phone_is_own,
        )
    except TooManyTries as stop:
        menu.tried_too_often(turn, stop)
        return
    if invite:
        start.ask_consent(turn, invite)
    else:
        turn.expected = replace(turn.expected, opened={})
        turn.reply(_passed_on(turn), menu.back(turn))


def _ask(turn: Turn, text: str) -> None:
    say = turn.say
    try:
        requests.ask(turn.tx, turn.contact, Claim(text), _deadline(turn), turn.now)
    except TooManyTries as stop:
        menu.tried_too_often(turn, stop)
        return
    turn.expected = replace(turn.expected, opened={})
    turn.reply(
        say.paragraphs(
            _passed_on(turn),
            say(
                "You can add more here: name, number, date of birth. Your phone number helps, too."
            ),
        ),
        menu.back(turn),
        ask_phone=say("Share my phone number"),
    )
    turn.expect(WHO)


def _passed_on(turn: Turn) -> str:
    """The same for everybody, whoever is on the lists."""
    return turn.say(
        "Thank you. The request is passed on, and the office answers here within {days} working "
        "days.",
        days=turn.say.number(WORKING_DAYS),
    )


def _deadline(turn: Turn) -> Deadline:
    return Deadline(turn.setup.office, turn.setup.zone)


def _read_answer(turn: Turn) -> None:
    say = turn.say
    match requests.answer_to(turn.tx, turn.contact, turn.now):
        case Invite() as invite:
            start.ask_consent(turn, invite)
        case Outcome.PENDING:
            turn.reply(_passed_on(turn), menu.back(turn))
        case Outcome.DECLINED:
            turn.reply(
                say(
                    "The office could not link this chat. Please come to the office with your "
                    "identity card, or call; it can give you a code."
                ),
                Button(say("Talk to the office"), "contact"),
                menu.back(turn),
            )
        case Outcome.LINKED:
            turn.reply(say("This chat is linked already. Just ask."), *menu.buttons(turn))
        case Outcome.OVER:
            turn.reply(
                say("That answer can’t be used any more. Please ask once more."),
                Button(say("Link this chat"), "request"),
                menu.back(turn),
            )
        case Outcome.NONE:
            explain(turn)


def explain_or_read_answer(turn: Turn, argument: str = "") -> None:
    """`argument`: "" or "answer"."""
    if argument == "answer":
        _read_answer(turn)
    else:
        explain(turn)


FEATURE = (
    Press(
        "request",
        explain_or_read_answer,
        when_closed=True,
        labels=(
            Label(sentence("Link this chat"), menu=Menu.MAIN, when=lambda turn: not turn.is_known),
        ),
    ),
    State(WHO, take_words, when_closed=True, takes_more=True),
)
