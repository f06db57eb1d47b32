"""What the office does in its own chat. Each module's tables, put together."""

from __future__ import annotations

from handlers.certificates import find
from handlers.importing import lists
from handlers.linking import answer_requests, birth_dates, codes, escorts, lookup, team
from handlers.operations import health, office_menu
from handlers.privacy import erase
from handlers.tickets import answer
from handlers.turns.turn import Command, Press, Take, TakeFile

COMMANDS: dict[str, Command] = {**office_menu.COMMANDS}
BUTTONS: dict[str, Press] = {
    **office_menu.BUTTONS,
    **lists.BUTTONS,
    **answer_requests.BUTTONS,
    **birth_dates.BUTTONS,
    **find.BUTTONS,
    **codes.BUTTONS,
    **erase.BUTTONS,
    **escorts.BUTTONS,
    **health.BUTTONS,
    **lookup.BUTTONS,
    **team.BUTTONS,
    **answer.BUTTONS,
}
STATES: dict[str, Take] = {
    **lists.STATES,
    **answer_requests.STATES,
    **find.STATES,
    **codes.STATES,
    **erase.STATES,
    **escorts.STATES,
    **lookup.STATES,
}
FILES: dict[str, TakeFile] = {**answer.FILES}
UNREADABLE: dict[str, Command] = {**answer.UNREADABLE}
