"""`bekal export`"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.configured import BY, Config, in_store, need_store, settings_of, tell, words_of
from bot.commands.outcome import Failed, Json, print_json
from bot.config.settings import Settings
from services.exporting.files import as_csv, as_workbook
from services.exporting.tables import Table, tables
from store import records
from store.connection import Tx

Target = Annotated[
    Path,
    typer.Argument(
        metavar="DIR|FILE", help="A folder for .csv files, or a file that ends in .xlsx."
    ),
]


def export(target: Target, as_json: Json = False, config: Config = None) -> None:
    settings = settings_of(config)
    need_store(settings)
    is_workbook = target.suffix.lower() == ".xlsx"
    if is_workbook and target.exists():
        raise Failed(f"{target} exists already; choose another name")
    found = _tables(settings)
    folder = target.parent if is_workbook else target
    files = {target.name: as_workbook(found)} if is_workbook else as_csv(found)
    _write(folder, files)
    if as_json:
        print_json({"files": [str(folder / name) for name in files]})
        return
    for name in files:
        typer.echo(str(folder / name))
    say = words_of(settings)
    tell(say("These files are not encrypted: delete them as soon as you no longer need them."))


def _tables(settings: Settings) -> list[Table]:
    def work(tx: Tx) -> list[Table]:
        records.audit(tx, BY, "export", "", datetime.now(UTC))
        return tables(tx, settings.programme.zone)

    return in_store(settings, work)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, readable by their owner only, or none. Replaces no file."""
    written: list[Path] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            file = folder / name
            with open(file, "xb", opener=partial(os.open, mode=0o600)) as out:
                written.append(file)
                out.write(content)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
        where = error.filename or folder
        raise Failed(f"{where}: {error.strerror}; nothing was written") from error
