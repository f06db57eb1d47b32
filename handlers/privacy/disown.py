""" "Bukan saya" ends it at once, for anybody: who is linked and who isn't read the same."""

from __future__ import annotations

from handlers.turns.features import Press
from handlers.turns.turn import Turn
from services.privacy import leaving


def disown(turn: Turn, _: str = "") -> None:
    turn.contact = leaving.disown(turn.tx, turn.contact, turn.now)
    turn.reply(
        turn.say(
            "Thank you for telling. Nothing will be sent to this chat. Whoever needs it back "
            "writes a new code here."
        )
    )


def take_disowning(turn: Turn) -> bool:
    disown(turn)
    return True


FEATURE = (Press("disown", disown, when_closed=True),)
