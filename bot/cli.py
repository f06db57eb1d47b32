"""The command line. Exit status 0 done, 1 the work failed or had errors, 2 wrong usage."""

from __future__ import annotations

import sys
from importlib import import_module, metadata
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.tracebacks import hide_texts, outline

COMMANDS = {
    "demo": "bot.commands.demo:demo",
    "run": "bot.commands.run:run",
    "import": "bot.commands.importing.command:import_lists",
    "invite": "bot.commands.invite:invite",
    "examples": "bot.commands.examples:examples",
    "understand": "bot.commands.understand:understand",
    "check-config": "bot.commands.check_config:check_config",
    "doctor": "bot.commands.doctor.command:doctor",
    "backup": "bot.commands.backup:backup",
    "restore": "bot.commands.restore:restore",
    "export": "bot.commands.export:export",
    "key": "bot.commands.key:key",
}
"""Each command in the order of the help → the function behind it."""


class Commands(TyperGroup):
    """Imports a command's module when it is asked for: `bekal understand` needs no channel."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - TyperGroup's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(getattr(import_module(module), function))
        return typer.main.get_command(alone)


app = typer.Typer(
    name="bekal", cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False,
    add_completion=False,
)  # fmt: skip


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bekal {metadata.version('bekal')}")
        raise typer.Exit


@app.callback()
def bekal(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """A chatbot that tells the people around a job-training programme what they need to know."""


def main() -> None:
    """The command `bekal`: errors that people can mend are told in a sentence."""
    hide_texts()
    try:
        app()
    except told_in_a_sentence() as error:
        typer.echo(f"bekal: {error}", err=True)
        sys.exit(exit_status(error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours, told without what it quotes
        typer.echo(outline(error), err=True)
        sys.exit(1)


def told_in_a_sentence() -> tuple[type[Exception], ...]:
    """The errors whose text is for people. Imported only when there is one."""
    from bot.commands.outcome import Failed, WrongUsage  # noqa: PLC0415
    from bot.config.reading import ConfigError  # noqa: PLC0415
    from store.errors import StoreError  # noqa: PLC0415

    return (WrongUsage, ConfigError, Failed, StoreError, OSError)


def exit_status(error: Exception) -> int:
    wrong_usage = told_in_a_sentence()[:2]
    return 2 if isinstance(error, wrong_usage) else 1
