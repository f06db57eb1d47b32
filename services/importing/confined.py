"""Opens a workbook in a process of its own, with little memory, little time and no access to
files.

A damaged .xls can send python-calamine 0.9 round a ring of sectors until memory runs out, a
damaged .ods can make it search for ever. In the bot's own process either would end the bot.
"""

import json
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from services.importing.problems import Code, FileRefused
from services.importing.sheets import Cell, CellError, Formula, Sheet

_SECONDS = 30
_OURS = "BEKAL_"
"""Variables with this beginning may hold the key or the token: the child must not get them."""
_PROGRAM = "from services.importing.workbook_reader import main; main()"


def read_workbook(content: bytes, *, look_up_formulas: bool = False) -> list[Sheet]:
    """The visible sheets of an .xlsx, .xls or .ods. Raises FileRefused."""
    command = [sys.executable, "-c", _PROGRAM, *(["formulas"] if look_up_formulas else [])]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    try:
        finished = subprocess.run(  # noqa: S603  # our own program; the file comes in by stdin
            command,
            input=content,
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=True,
        )
        answer = json.loads(finished.stdout, object_hook=_untagged)
    except (subprocess.SubprocessError, ValueError) as error:
        raise FileRefused(Code.CORRUPTED_FILE) from error
    if "refused" in answer:
        raise FileRefused(Code(answer["refused"]))
    return [
        Sheet(
            sheet["name"],
            sheet["rows"],
            [((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet["merged"]],
        )
        for sheet in answer["sheets"]
    ]


def _untagged(value: dict[str, Any]) -> dict[str, Any] | Cell:  # noqa: PLR0911  # a line a type
    match value:
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case {"seconds": float(seconds)}:
            return timedelta(seconds=seconds)
        case {"formula": str(text)}:
            return Formula(text)
        case {"error": str(text)}:
            return CellError(text)
        case _:
            return value
