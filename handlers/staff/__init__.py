"""What the office does in its own chat. Each module's tables, put together."""

from __future__ import annotations

from handlers.staff import lists, menu, requests
from handlers.turn import Command, Press, Take, TakeFile

COMMANDS: dict[str, Command] = {**menu.COMMANDS}
BUTTONS: dict[str, Press] = {**menu.BUTTONS, **lists.BUTTONS, **requests.BUTTONS}
STATES: dict[str, Take] = {**lists.STATES, **requests.STATES}
FILES: dict[str, TakeFile] = {}
