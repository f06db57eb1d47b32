"""`bekal backup`"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.configured import BY, Config, in_store, need_store, settings_of, tell, words_of
from bot.commands.outcome import Json, print_json
from bot.config.settings import Settings
from bot.storage import engine_of
from services.operations import backups
from store import records
from store.connection import Tx
from store.opening import is_up_to_date
from store.sealing.key_file import load_keys


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    as_json: Json = False,
    config: Config = None,
) -> None:
    settings = settings_of(config)
    need_store(settings)
    now = datetime.now(UTC)
    keys = load_keys(settings.security.key_file, settings.security.key)
    engine = engine_of(settings)
    made = engine.back_up(keys, file, now)
    _note(settings, now)
    if as_json:
        print_json({"file": str(file), "rows": made.rows, "bytes": made.size})
    else:
        size = f"{made.size / 2**20:.1f} MB" if made.size >= 2**20 else f"{made.size} bytes"
        say = words_of(settings)
        tell(
            say(
                "{file}: {count} rows, {size}; opened again to check that it is complete.",
                file=file,
                count=made.rows,
                size=size,
            )
        )
        tell(
            say(
                "It opens only with {key}, which is not part of it. Keep a copy of the key in "
                "another place than the backup.",
                key=keys.source,
            )
        )


def _note(settings: Settings, now: datetime) -> None:
    """Record the backup, unless opening the store would migrate it."""

    def note(tx: Tx) -> None:
        backups.note_made(tx, now)
        records.audit(tx, BY, "back up", "", now)

    if is_up_to_date(engine_of(settings)):
        in_store(settings, note)
