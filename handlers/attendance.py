"""[Hadir] and [Tidak bisa] under an announcement."""

from __future__ import annotations

from handlers import menu
from handlers.choices import row_id
from handlers.turn import Press, Turn
from services import announcing


def pressed(turn: Turn, argument: str) -> None:
    """`argument`: "yes:SESSION" or "no:SESSION"."""
    say = turn.say
    answer, _, session_id = argument.partition(":")
    kept = announcing.attend(
        turn.tx, turn.contact, row_id(session_id), coming=answer == "yes", now=turn.now
    )
    if not kept:
        turn.reply(say("That class is over, or not yours."), menu.back(turn))
    elif answer == "yes":
        turn.reply(say("Noted: you will come. If that changes, press “I can’t come”."))
    else:
        turn.reply(say("Noted: you can’t come. If that changes, press “I will come”."))


BUTTONS: dict[str, Press] = {"attend": pressed}
