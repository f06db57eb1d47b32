"""A word that could give people away: it is named, and what was typed is kept."""

from __future__ import annotations

import re

from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.discretion import HIDDEN, find_forbidden
from programme.messages import Button


def named(word: str) -> str:
    """Enough of the word to know it, in a message that must not have it: "l…s"."""
    return f"{word[0]}{HIDDEN}{word[-1]}"


def sentence_about(turn: Turn, text: str) -> str:
    return turn.say(
        "The word “{word}” could give people away. Please write that in other words.",
        word=named(find_forbidden(text) or HIDDEN),
    )


def refuse(turn: Turn, text: str, state: str, replace_with: str, **data: str) -> None:
    """Name the word; `text` is kept, so that only the word has to be written anew.

    `replace_with` is the data of the button that asks for it.
    """
    say = turn.say
    turn.reply(
        say.paragraphs(
            sentence_about(turn, text),
            say("Your text is kept: change only that word, or write it all anew."),
        ),
        Button(say("Change only that word"), replace_with),
        menu.cancel(turn),
    )
    turn.expect(state, **data, refused=text)


def ask_word(turn: Turn, state: str, **data: str) -> None:
    """What shall stand in its place?"""
    word = find_forbidden(data["refused"]) or HIDDEN
    turn.reply(
        turn.say("What shall I write in place of “{word}”?", word=named(word)),
        menu.cancel(turn),
    )
    turn.expect(state, **data)


def replaced(text: str, word: str) -> str:
    """`text` with `word` wherever the guarded one stood."""
    found = find_forbidden(text)
    return text if found is None else re.sub(re.escape(found), lambda _: word, text, flags=re.I)
