"""`bekal check-config`"""

from __future__ import annotations

import os
from dataclasses import asdict

import typer

from bot.channels import configured as channels
from bot.commands.configured import Config
from bot.commands.outcome import Json, print_json
from bot.config.settings import ConfigError, Problem, load


def check_config(config: Config = None, as_json: Json = False) -> None:
    try:
        settings = load(config, os.environ)
    except ConfigError as error:
        if not as_json:
            raise
        _print_json(error.problems)
        raise typer.Exit(2) from error
    if as_json:
        _print_json(())
    else:
        typer.echo(f"{settings.file or 'The environment'}: nothing is wrong.")
        typer.echo(channels.describe(settings))


def _print_json(problems: tuple[Problem, ...]) -> None:
    print_json({"ok": not problems, "problems": [asdict(problem) for problem in problems]})
