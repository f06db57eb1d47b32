"""Answer words of despair kindly: whom to turn to, and a person if he wants one."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from services.tickets import asking

ASK = (sentence("Have the office write to me"), "ask:me")


def offer(turn: Turn) -> None:
    """What was written goes to the office only when that is asked for."""
    say = turn.say
    may_ask = asking.may_ask(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(
            words(turn),
            say("If you like, a person of the office writes to you. I pass nothing on unasked.")
            if may_ask
            else None,
        ),
        *([Button(say(ASK[0]), ASK[1])] if may_ask else []),
        menu.back(turn),
    )
    turn.expect("", despair=turn.reading.text, **({"offered": ASK[1]} if may_ask else {}))


def take_despair(turn: Turn) -> bool:
    """False when something else is asked for beside it."""
    offer(turn)
    return not turn.reading.asked.is_clear


def words(turn: Turn) -> str:
    """Kind words and whom to call at once."""
    say, line = turn.say, turn.setup.office.crisis_line
    return say.paragraphs(
        say(
            "I am sorry that things are this hard. You are not alone: please talk to someone near "
            "you."
        ),
        say("Somebody listens at any hour, free of charge: <b>{line}</b>", line=line)
        if line
        else None,
    )
