"""`bekal examples`: texts the bot was not sure about, for the office to review."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.commands.configured import Config, settings_of
from bot.commands.outcome import print_json
from bot.config.settings import Settings
from bot.storage import open_store
from store import examples as kept


def examples(
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """List texts the bot was not sure about and the button people then chose.

    Only of people who agreed; each is deleted after 30 days.
    """
    settings = settings_of(config)
    found = _found(settings) if settings.store.exists() else []
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
        typer.echo("None yet: kept only of people who agreed and then chose a button.")


def _found(settings: Settings) -> list[kept.Example]:
    store = open_store(settings)
    try:
        return asyncio.run(store.read(kept.all_of_them))
    finally:
        store.close()
