"""Which language this chat is answered in."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.features import Command, Label, Menu, Press, Question
from handlers.turns.turn import Turn
from locales import LANGUAGES, Words
from locales.words import sentence
from programme.messages import Button
from store import contacts
from understanding import Intent, Understood

NAMES = {"id": "Bahasa Indonesia", "jv": "Basa Jawa", "en": "English"}


def answer(turn: Turn, _: Understood) -> None:
    """A language that is named is taken; otherwise the choice is shown."""
    named = turn.reading.languages
    choose_language(turn, named.pop() if len(named) == 1 else "")


def ask(turn: Turn, _: str = "") -> None:
    turn.reply(
        turn.say("Which language?"),
        *(Button(NAMES[each], f"language:{each}") for each in LANGUAGES),
    )


def choose_language(turn: Turn, argument: str = "") -> None:
    if argument not in LANGUAGES:
        ask(turn)
        return
    contacts.set_language(turn.tx, turn.contact.id, argument)
    turn.say = Words(argument, turn.setup.zone)
    turn.reply(turn.say("All right, in English from now on."), *menu.buttons(turn))


FEATURE = (
    Command("/bahasa", ask, does=sentence("Language"), when_closed=True),
    Press(
        "language",
        choose_language,
        when_closed=True,
        labels=(Label(sentence("Language"), menu=Menu.MAIN),),
    ),
    Question(Intent.LANGUAGE, answer, choice=(sentence("Language"), "language"), when_closed=True),
)
