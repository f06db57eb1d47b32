"""By which short name a chat of the family is told of the participant."""

from __future__ import annotations

import unicodedata

from handlers.linking import welcome
from handlers.linking.whose_phone import is_question
from handlers.turns.features import State
from handlers.turns.turn import Turn
from programme.discretion import find_forbidden
from programme.messages import Button
from store import contacts
from understanding import Intent, Reply

NICKNAME = "start.nickname"
LONGEST_NICKNAME = 30


def ask(turn: Turn, link_id: int, question: str) -> None:
    turn.reply(question, Button(turn.say("Skip"), "link:skip"))
    turn.expect(NICKNAME, link=str(link_id))


def take(turn: Turn) -> bool:
    """The short name was asked for; a question instead of a name is answered."""
    text, asked = turn.reading.text, turn.reading.asked
    if asked.reply in (Reply.CANCEL, Reply.NO):
        welcome.tell(turn)
        return True
    link_id = int(turn.conversation.data["link"])
    if asked.reply is Reply.YES:
        ask(turn, link_id, turn.say("Which short name? For example: Mas."))
        return True
    if is_question(asked) and not (asked.intent is Intent.CONTACT and len(text.split()) <= 2):
        return False  # “Le’ Min” is a name, though admins are called so, too
    say, nickname = turn.say, printable(text)[:LONGEST_NICKNAME].strip()
    if find_forbidden(nickname) or not nickname:
        ask(turn, link_id, say("Please choose another name."))
    else:
        contacts.set_label(turn.tx, link_id, nickname)
        welcome.tell(turn)
    return True


def printable(text: str) -> str:
    """The text in one line, without characters that can't be seen or turn others around."""
    return " ".join(
        "".join(char if unicodedata.category(char)[0] != "C" else " " for char in text).split()
    )


FEATURE = (State(NICKNAME, take, when_closed=True, hears_cancel=True),)
