"""The office lets an instructor's message with a link, a number or a sum of money go, or not."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from services.announcing import confirming


def confirm_or_decline(turn: Turn, argument: str) -> None:
    """`argument`: "send:HELD" or "decline:HELD"."""
    say = turn.say
    verb, _, ident = argument.partition(":")
    try:
        if verb == "send":
            confirming.confirm(turn.tx, turn.contact, row_id(ident), turn.now)
            turn.reply(say("Sent. The writer sees how far it is."), menu.back(turn))
        else:
            confirming.decline(turn.tx, turn.contact, row_id(ident), turn.now)
            turn.reply(say("Declined. The writer is told."), menu.back(turn))
    except confirming.Settled:
        turn.reply(
            say("That is settled already, or the class has changed since."), menu.back(turn)
        )


FEATURE = (Press("confirm", confirm_or_decline),)
