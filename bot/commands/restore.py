"""`bekal restore`"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed, Json, print_json
from bot.config.settings import Settings
from bot.storage import engine_of
from services.operations.restoring import Request, Restored, restore as put_back
from store.sealing.key_file import load_keys

Backup = Annotated[Path, typer.Argument(metavar="FILE", help="The backup to restore.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace the existing store and keep it aside.")
]
Key = Annotated[
    Path | None,
    typer.Option(metavar="KEYFILE", help="The old key, for a backup from before a rotation."),
]
NothingSince = Annotated[
    bool,
    typer.Option(
        "--nothing-since", help="The bot has not run since the backup: for another computer."
    ),
]


def restore(
    file: Backup,
    overwrite: Overwrite = False,
    key: Key = None,
    nothing_since: NothingSince = False,
    as_json: Json = False,
    config: Config = None,
) -> None:
    settings = settings_of(config)
    if not file.is_file():
        raise Failed(f"there is no file {file}")
    if settings.store.exists() and not overwrite:
        raise Failed(
            f"there is already a store at {settings.store}, nothing was done; "
            "--overwrite replaces it and keeps it aside"
        )
    done = put_back(_request(settings, file, key, nothing_since), datetime.now(UTC))
    if as_json:
        print_json(
            {
                "made_at": done.made_at.isoformat(),
                "rows": done.rows,
                "since_known": done.is_known,
                "kept": str(done.kept) if done.kept else None,
                **asdict(done.settled),
            }
        )
    else:
        _tell(done, settings, nothing_since=nothing_since)


def _request(settings: Settings, file: Path, key: Path | None, nothing_since: bool) -> Request:
    return Request(
        engine=engine_of(settings),
        file=file,
        ring=load_keys(settings.security.key_file, settings.security.key),
        old_ring=load_keys(key, None) if key else None,
        nothing_since=nothing_since,
        kept_in=settings.backup.folder if settings.backup else settings.store.parent,
    )


def _tell(done: Restored, settings: Settings, *, nothing_since: bool) -> None:
    typer.echo(f"{settings.store} is as it was at {done.made_at:%Y-%m-%d %H:%M} UTC ({done.rows}")
    typer.echo("rows). Chats that were linked after that need a new code.")
    if done.kept:
        typer.echo(f"The former store is kept as {done.kept}. Delete it when all is well.")
    settled = done.settled
    if settled.gone:
        typer.echo(f"Not restored, because erased since: {settled.gone} people and chats.")
    if done.is_known or nothing_since:
        return
    typer.echo("It is not known what happened since the backup, therefore:")
    typer.echo(f"  {settled.codes} unused codes are revoked; make new ones.")
    typer.echo(
        f"  {settled.held} messages may have been sent since. Reminders and changes of future "
        "classes are sent again, the others are held."
    )
    typer.echo(f"  {settled.events} questions that were waiting are not answered.")
    typer.echo("  Erase again everybody who was erased since the backup.")
