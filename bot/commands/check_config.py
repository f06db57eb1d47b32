"""`bekal check-config`"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from bot.channels import configured as channels
from bot.commands.configured import Config
from bot.commands.doctor.addresses import listener
from bot.commands.outcome import Json, print_json
from bot.config.reading import ConfigError
from bot.config.settings import load
from bot.finding import Level


def check_config(
    offline: Annotated[
        bool, typer.Option("--offline", help="Don't ask the messenger about the token.")
    ] = False,
    config: Config = None,
    as_json: Json = False,
) -> None:
    try:
        settings = load(config, os.environ)
    except ConfigError as error:
        if not as_json:
            raise
        print_json({"ok": False, "problems": [problem.as_json() for problem in error.problems]})
        raise typer.Exit(2) from error
    told = [] if offline else [each.identify() for each in channels.accounts_of(settings)]
    notes = [*listener(settings), *told]
    is_good = all(note.level is not Level.PROBLEM for note in notes)
    if as_json:
        print_json({"ok": is_good, "problems": [], "notes": [note.as_json() for note in notes]})
    else:
        typer.echo(f"{settings.file or 'The environment'}: no problems.")
        typer.echo(channels.describe(settings))
        for note in notes:
            typer.echo(str(note))
    raise typer.Exit(0 if is_good else 2)
