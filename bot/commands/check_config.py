"""`bekal check-config`"""

from __future__ import annotations

import os

import typer

from bot.channels import configured as channels
from bot.commands.configured import Config
from bot.commands.doctor.addresses import listener
from bot.commands.outcome import Json, print_json
from bot.config.reading import ConfigError
from bot.config.settings import load


def check_config(config: Config = None, as_json: Json = False) -> None:
    try:
        settings = load(config, os.environ)
    except ConfigError as error:
        if not as_json:
            raise
        print_json({"ok": False, "problems": [problem.as_json() for problem in error.problems]})
        raise typer.Exit(2) from error
    notes = [*listener(settings)]
    if as_json:
        print_json({"ok": True, "problems": [], "notes": [note.as_json() for note in notes]})
    else:
        typer.echo(f"{settings.file or 'The environment'}: no problems.")
        typer.echo(channels.describe(settings))
        for note in notes:
            typer.echo(str(note))
