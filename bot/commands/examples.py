"""`bekal examples`: texts the bot was not sure about, for the office to review."""

from __future__ import annotations

import typer

from bot.commands.configured import Config, in_store, settings_of
from bot.commands.outcome import Json, print_json
from store import examples as kept


def examples(config: Config = None, as_json: Json = False) -> None:
    settings = settings_of(config)
    found = in_store(settings, kept.all_of_them) if settings.store.exists() else []
    if as_json:
        print_json(
            [
                {"text": each.text, "choice": each.choice, "at": each.at.isoformat()}
                for each in found
            ]
        )
        return
    for each in found:
        typer.echo(f"{each.at:%Y-%m-%d}  {each.choice:<14}  {each.text}")
    if not found:
        typer.echo("None yet: only texts of people who agreed are kept.")
