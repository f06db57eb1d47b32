"""What the office does in its own chat. Each module's tables, put together."""

from __future__ import annotations

from handlers.staff import (
    birth_dates,
    certificates,
    codes,
    erasing,
    escorts,
    health,
    lists,
    menu,
    people,
    requests,
    team,
    tickets,
)
from handlers.turn import Command, Press, Take, TakeFile

COMMANDS: dict[str, Command] = {**menu.COMMANDS}
BUTTONS: dict[str, Press] = {
    **menu.BUTTONS,
    **lists.BUTTONS,
    **requests.BUTTONS,
    **birth_dates.BUTTONS,
    **certificates.BUTTONS,
    **codes.BUTTONS,
    **erasing.BUTTONS,
    **escorts.BUTTONS,
    **health.BUTTONS,
    **people.BUTTONS,
    **team.BUTTONS,
    **tickets.BUTTONS,
}
STATES: dict[str, Take] = {
    **lists.STATES,
    **requests.STATES,
    **certificates.STATES,
    **codes.STATES,
    **erasing.STATES,
    **escorts.STATES,
    **people.STATES,
}
FILES: dict[str, TakeFile] = {**tickets.FILES}
UNREADABLE: dict[str, Command] = {**tickets.UNREADABLE}
