"""A PIN for a phone that several people use: set, changed, removed.

Without it only “there is important news” is read in the chat. The message that holds it is taken
out of the chat where the channel can do that.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.turns import menu, other_matters
from handlers.turns.features import Command, Label, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from programme.pins import OPEN_FOR, PIN_LENGTHS, read_pin
from services.inbox import conversation
from services.privacy import pins

NEW = "pin.new"


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    if pins.is_set(turn.tx, turn.contact):
        turn.reply(
            say("This chat has a PIN."),
            Button(say("Change the PIN"), "pin:set"),
            Button(say("Remove the PIN"), "pin:off"),
            menu.back(turn),
        )
    else:
        turn.reply(
            say(
                "Do others use this phone? With a PIN nothing personal is read here without it. "
                "Messages then only say that there is news."
            ),
            Button(say("Set a PIN"), "pin:set"),
            menu.back(turn),
        )


def _ask(turn: Turn, why: str | None = None) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            why,
            say(
                "Write a PIN of {shortest} to {longest} digits, one that only you know.",
                shortest=PIN_LENGTHS[0],
                longest=PIN_LENGTHS[-1],
            ),
        ),
        menu.cancel(turn),
    )
    turn.expect(NEW)


def take_pin(turn: Turn) -> bool:
    """The PIN was asked for; a question instead of it is answered."""
    say, text = turn.say, turn.reading.text
    pin = read_pin(text)
    if pin is None:
        has_digits = any(char.isdecimal() for char in text)
        if not has_digits and other_matters.asks_for_another(turn.reading.asked):
            return False
        if has_digits:
            conversation.delete_written(turn.tx, turn.contact, turn.incoming, turn.now)
        _ask(turn, say("That is not a PIN."))
        return True
    conversation.delete_written(turn.tx, turn.contact, turn.incoming, turn.now)
    try:
        pins.keep(turn.tx, turn.contact, pin, turn.now)
    except pins.GuessablePin:
        _ask(turn, say("That is too easy to guess."))
    except pins.NothingToHide:
        turn.reply(
            say("This chat is not linked yet, so there is nothing to protect."), menu.back(turn)
        )
    else:
        turn.reply(
            say(
                "The PIN is set. I ask for it before anything personal; then the chat stays open "
                "for {minutes} minutes. If your message with the PIN is still here, delete it, "
                "please.",
                minutes=OPEN_FOR // timedelta(minutes=1),
            ),
            menu.back(turn),
        )
    return True


def _remove(turn: Turn) -> None:
    pins.remove(turn.tx, turn.contact, turn.now)
    turn.reply(turn.say("The PIN is removed. Messages come in full again."), menu.back(turn))


def manage_pin(turn: Turn, argument: str = "") -> None:
    match argument:
        case "set":
            _ask(turn)
        case "off":
            _remove(turn)
        case _:
            show(turn)


FEATURE = (
    Command("/pin", show),
    Press(
        "pin",
        manage_pin,
        labels=(
            Label(
                sentence("PIN for this chat"),
                also_called=(
                    "pin", "pasang pin", "ganti pin", "hapus pin", "pakai pin", "lupa pin",
                ),
            ),
        ),
    ),
    State(NEW, take_pin, is_secret=True),
)  # fmt: skip
