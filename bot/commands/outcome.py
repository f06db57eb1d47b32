"""How a command ends: the errors it raises, and what it prints for machines."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


class Failed(Exception):
    """The work failed (exit status 1). The text says why and, where known, how to fix it."""


class WrongUsage(Exception):
    """The command was called in a way that can't work (exit status 2)."""


def print_json(value: Any) -> None:
    """One JSON document on one line of standard output, in ASCII whatever the terminal knows."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
