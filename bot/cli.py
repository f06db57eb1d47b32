"""The command line. Exit status 0 done, 1 the work failed or had errors, 2 wrong usage."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.plain_signs import write_what_the_terminal_knows
from bot.tracebacks import hide_texts, outline

COMMANDS = {
    "demo": ("demo:demo", "Try the bot in a browser, without a token."),
    "init": ("init:init", "Set Bekal up: asks for everything, makes the first admin's code."),
    "run": ("run:run", "Run the bot: every channel that is configured."),
    "import": (
        "importing.command:import_lists",
        "Load lists of participants, sessions, certificates and staff.",
    ),
    "invite": ("invite:invite", "Make a code that links a chat, with its link and QR."),
    "examples": ("examples:examples", "List unclear texts and the buttons chosen after them."),
    "understand": ("understand:understand", "Show how the bot understands a text."),
    "check-config": (
        "check_config:check_config",
        "Report problems in the configuration and how to fix them.",
    ),
    "doctor": ("doctor.command:doctor", "Report how the bot is doing and how to fix problems."),
    "backup": ("backup:backup", "Write an encrypted copy of the store to a file."),
    "restore": ("restore:restore", "Restore a backup; keep what people decided since."),
    "export": ("export:export", "Write lists, personal data and the audit to spreadsheets."),
    "key": ("key:key", "Replace the encryption key or the signing key."),
}
"""Name → the function in `bot.commands` and its help, in the order of the help."""


class Commands(TyperGroup):
    """The commands of `COMMANDS`; imports only the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - TyperGroup's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        place, text = COMMANDS[cmd_name]
        module, _, function = place.partition(":")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        run = getattr(import_module(f"bot.commands.{module}"), function)
        alone.command(cmd_name, help=text)(run)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the same
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


app = typer.Typer(
    name="bekal", cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False,
    add_completion=False, rich_markup_mode=None,
)  # fmt: skip


def show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - nothing else needs it

        typer.echo(f"bekal {version('bekal')}")
        raise typer.Exit


@app.callback()
def bekal(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """A chatbot that tells the people around a job-training programme what they need to know."""


def main() -> None:
    """Run a command. Errors that people can fix are told in a sentence."""
    hide_texts()
    write_what_the_terminal_knows()
    try:
        app()
    except Exception as error:  # noqa: BLE001 - a bug is told without the texts it quotes
        status = exit_status(error)
        typer.echo(f"bekal: {error}" if status else outline(error), err=True)
        sys.exit(status or 1)


def exit_status(error: Exception) -> int | None:
    """The status for an error whose text is for people; None for a bug."""
    from bot.commands.outcome import Failed, WrongUsage  # noqa: PLC0415 - only after an error
    from bot.config.reading import ConfigError  # noqa: PLC0415
    from store.errors import StoreError  # noqa: PLC0415

    if isinstance(error, (WrongUsage, ConfigError)):
        return 2
    return 1 if isinstance(error, (Failed, StoreError, OSError)) else None
