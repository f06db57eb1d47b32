"""The commands. Exit status 0 done, 1 the work failed or had errors, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.config import Settings, load
from bot.config_reading import ConfigError

app = typer.Typer(
    name="bekal",
    help="A chatbot that tells the people around a job-training programme what they need to know.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Config = Annotated[
    Path | None, typer.Option("--config", help="The configuration file (default: config.toml).")
]


def settings_of(config: Path | None) -> Settings:
    settings = load(config, os.environ)
    logs.configure(settings.log.format, settings.log.level)
    return settings


@app.command()
def run(config: Config = None) -> None:
    """Run the bot: every channel that is configured."""
    from bot.running import run as run_bot  # noqa: PLC0415 - quick start for other commands

    run_bot(settings_of(config))


def main() -> None:
    """The command `bekal`: errors that people can mend are told in a sentence."""
    from store.errors import StoreError  # noqa: PLC0415

    try:
        app()
    except ConfigError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except StoreError as error:
        typer.echo(f"bekal: {error}", err=True)
        sys.exit(1)
