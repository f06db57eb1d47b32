"""`bekal backup`"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed, print_json
from bot.config.settings import Settings
from bot.storage import engine_of, open_store
from services.operations import backups
from store import records
from store.connection import Tx
from store.opening import is_up_to_date
from store.sealing.key_file import load_keys

BY = "command line"


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; not there yet.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    config: Config = None,
) -> None:
    """Copy all that is stored into FILE, encrypted, also while the bot runs."""
    settings = settings_of(config)
    if not settings.store.exists():
        raise Failed(f"there is no store at {settings.store} yet, hence nothing to back up")
    now = datetime.now(UTC)
    keys = load_keys(settings.security.key_file, settings.security.key)
    engine = engine_of(settings)
    made = engine.back_up(keys, file, now)
    _note(settings, now)
    if as_json:
        print_json({"file": str(file), "rows": made.rows, "bytes": made.size})
    else:
        size = f"{made.size / 2**20:.1f} MB" if made.size >= 2**20 else f"{made.size} bytes"
        typer.echo(f"{file}: {made.rows} rows, {size}, opened again and whole.")
        typer.echo(
            f"It opens only with {keys.source}, which is not part of it: keep a copy of the key, "
            "in another place than the backup."
        )


def _note(settings: Settings, now: datetime) -> None:
    """Keep when it was made, unless that would bring the store up to date by the way."""

    def note(tx: Tx) -> None:
        backups.note_made(tx, now)
        records.audit(tx, BY, "back up", "", now)

    if not is_up_to_date(engine_of(settings)):
        return
    store = open_store(settings)
    try:
        asyncio.run(store.write(note))
    finally:
        store.close()
