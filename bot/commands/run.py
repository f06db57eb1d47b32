"""`bekal run`"""

from __future__ import annotations

import sys

import typer

from bot import running
from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed
from web.listening import CannotListen


def run(config: Config = None) -> None:
    settings = settings_of(config)
    if sys.stderr.isatty():
        typer.echo("Bekal is starting; Ctrl+C stops it.", err=True)
    try:
        running.run(settings)
    except CannotListen as error:
        raise Failed(f"{error}; stop that program or change [web] listen") from error
