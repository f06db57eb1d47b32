"""Which handler takes what: each module's tables, put together in one place."""

from __future__ import annotations

from collections.abc import Callable

from handlers import certificate, language, menu, office, reminders, schedule, start
from handlers.turn import Turn
from understanding import Intent, Understood

Command = Callable[[Turn], None]
Press = Callable[[Turn, str], None]
Answer = Callable[[Turn, Understood], None]
Take = Callable[[Turn, str, Understood], bool]

COMMANDS: dict[str, Command] = {
    **menu.COMMANDS,
    **schedule.COMMANDS,
    **certificate.COMMANDS,
    **office.COMMANDS,
    **reminders.COMMANDS,
    **language.COMMANDS,
}
"""/command → what it does."""

BUTTONS: dict[str, Press] = {
    **menu.BUTTONS,
    **schedule.BUTTONS,
    **certificate.BUTTONS,
    **office.BUTTONS,
    **reminders.BUTTONS,
    **language.BUTTONS,
    **start.BUTTONS,
}
"""The word before the first colon of a button's data → who takes the rest."""

INTENTS: dict[Intent, Answer] = {
    **menu.INTENTS,
    **schedule.INTENTS,
    **certificate.INTENTS,
    **office.INTENTS,
    **reminders.INTENTS,
    **language.INTENTS,
    Intent.MY_DATA: office.contact,
    Intent.DELETE_DATA: office.contact,
}

STATES: dict[str, Take] = {**certificate.STATES, **start.STATES}
"""What is expected → who takes the text; False = the text is another matter."""
