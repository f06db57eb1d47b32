"""Tell a certificate's step once to a chat that isn't linked, without name, skill or programme.

[number?] ──► [birth date?] ──► the step and what to do next
Both in one message will do; another matter in between is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.linking import expired_links
from handlers.turns import choices, menu, other_matters
from handlers.turns.features import State
from handlers.turns.turn import Turn
from locales.steps import STEPS
from programme.certificates import Certificate, Step, topic_of
from programme.messages import Button
from programme.people import Topic
from services.certificates import one_time
from services.people.attempts import TooManyTries
from understanding import Reading, Understood

NUMBER, BIRTH_DATE = "certificate.number", "certificate.birth_date"
LONGEST_NUMBER = 60


def look_up(turn: Turn, number: str | None = None) -> None:
    """Answer with what is known already: a number, or number and birth date in one message."""
    if not turn.setup.one_time_answers:
        turn.reply(
            turn.say(
                "For that this chat needs the code you got from the office. Please write it here."
            ),
            Button(turn.say("I have no code"), "request"),
            Button(turn.say("Talk to the office"), "contact"),
            menu.back(turn),
        )
    elif both := turn.reading.number_and_birth_date:
        _answer(turn, *both)
    elif number:
        _ask_birth_date(turn, number)
    else:
        _ask_number(turn)


def _ask_number(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            expired_links.notice(turn),
            say("What is the participant number, or the number on the certificate?"),
            say("Have you got a code from the office? Then just write the code."),
        ),
        menu.cancel(turn),
    )
    turn.expect(NUMBER)


def _ask_birth_date(turn: Turn, number: str) -> None:
    turn.reply(
        turn.say("And the participant’s date of birth? For example: 17-8-1990"),
        menu.cancel(turn),
    )
    turn.expect(BIRTH_DATE, number=number)


def take_number(turn: Turn) -> bool:
    """The number was asked for. False when the text is no number but another matter."""
    number = _number_in(turn.reading)
    if number:
        look_up(turn, number)
    elif _is_another_matter(turn.reading.asked):
        return False
    else:
        turn.reply(
            turn.say(
                "That does not look like a number. It stands on the paper, with digits in it."
            ),
            menu.cancel(turn),
        )
        turn.expect(NUMBER)
    return True


def _number_in(said: Reading) -> str | None:
    """A number as it is read, or whatever has digits in it and is no other matter."""
    text, asked = said.text, said.asked
    is_all_number = len(text.split()) == 1 or not any(char.isalpha() for char in text)
    if asked.participant_number:
        return asked.participant_number
    if asked.certificate_number and not is_all_number:
        return asked.certificate_number
    if said.has_digits and (is_all_number or not _is_another_matter(asked)):
        return text[:LONGEST_NUMBER]
    return None


def take_birth_date(turn: Turn) -> bool:
    """The birth date was asked for; another number may come instead, or another matter."""
    if birth_date := turn.reading.birth_date:
        _answer(turn, turn.conversation.data["number"], birth_date)
    elif corrected := turn.reading.number:
        _ask_birth_date(turn, corrected)
    elif _is_another_matter(turn.reading.asked):
        return False
    else:
        turn.reply(
            turn.say("I could not read that date. Please write day, month, year: 17-8-1990"),
            menu.cancel(turn),
        )
        turn.expect(BIRTH_DATE, **turn.conversation.data)
    return True


def _is_another_matter(asked: Understood) -> bool:
    return other_matters.asks_for_another(asked) and asked.impossible_date is None


def _answer(turn: Turn, number: str, birth_date: date) -> None:
    say = turn.say
    try:
        found = one_time.one_time_answer(turn.tx, turn.contact, number, birth_date, turn.now)
    except one_time.NoMatch:
        turn.is_unhelped = True
        turn.reply(
            say(
                "I can’t find anything with that number and date. Please check both and try "
                "again, or ask the office. Each person is told of once a day."
            ),
            Button(say("Try again"), "certificate:number"),
            Button(say("Talk to the office"), "contact"),
        )
    except one_time.ToldAlready as told:
        turn.reply(
            say(
                "I told that in this chat already, please look above. I can tell it again {when}; "
                "with a code from the office, at any time.",
                when=turn.after(told.until),
            ),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )
    except TooManyTries as stop:
        menu.tried_too_often(turn, stop)
    else:
        _tell_once(turn, found)


def _tell_once(turn: Turn, found: Sequence[Certificate]) -> None:
    """Steps and what to do next. Results go to linked people only."""
    say = turn.say
    told = [
        say(STEPS[each.step])
        if topic_of(each.step) is Topic.CERTIFICATE
        else say("There is news. Please ask the office, and bring an identity card.")
        for each in found
    ]
    heading = say("The certificate:") if len(told) == 1 else say("The certificates:")
    turn.reply(
        say.paragraphs(heading, *told) if told else say("No certificate is registered yet."),
        *what_next(turn, found),
    )


def what_next(
    turn: Turn, told: Sequence[Certificate], *others: Button
) -> list[Button | tuple[Button, ...]]:
    """Buttons for what people usually do after hearing of these certificates."""
    say = turn.say
    is_ready = any(each.step is Step.READY for each in told)
    collect = [Button(say("How to collect it"), "pickup")] if is_ready else []
    office = Button(say("Talk to the office"), "contact")
    return choices.side_by_side([*collect, office, *others, menu.back(turn)])


FEATURE = (
    State(NUMBER, take_number, when_closed=True, is_about_somebody=True),
    State(BIRTH_DATE, take_birth_date, when_closed=True, is_about_somebody=True),
)
