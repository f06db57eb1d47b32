"""A chat has just been linked: what it can expect."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.messages import Button
from services.classes import reminders


def tell(turn: Turn) -> None:
    """Say what the chat can expect; promise reminders only where they will come."""
    say = turn.say
    has_classes = reminders.has_classes(turn.tx, turn.contact, turn.now)
    silenced = has_classes and not turn.contact.reminders
    turn.reply(
        say("All set. You can ask at any time, and you will be reminded before class.")
        if has_classes and not silenced
        else say("All set. You can ask at any time."),
        *([Button(say("Turn reminders on"), "reminders:on")] if silenced else []),
        Button(say("Class schedule"), "schedule"),
        Button(say("Certificate"), "certificate"),
        menu.back(turn),
    )
