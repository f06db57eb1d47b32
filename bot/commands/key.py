"""`bekal key`"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.configured import BY, Config, in_store, need_store, settings_of
from bot.commands.outcome import Failed, Json, print_json
from bot.config.settings import Settings
from bot.storage import open_store
from services.operations import backups
from services.operations.key_rotation import Rotated, rotate
from services.proofs.credentials.signing import renew_key
from store.errors import StoreError


class Action(StrEnum):
    ROTATE = "rotate"
    SIGN_ANEW = "sign-anew"


FROM_THE_ENVIRONMENT = """\
the key comes from BEKAL_KEY, which no command can change; nothing was done. Instead:
  1. stop the bot;
  2. write the content of BEKAL_KEY into {file}, chmod 600, and unset BEKAL_KEY;
  3. bekal key rotate;
  4. put the new content of {file} into BEKAL_KEY, delete the file, start the bot;
  5. keep a copy of the new key in another place."""

COPY_IT = """\
Copy {file} to where you keep its copy, now: the earlier copy does not open the store any more."""

SIGNED_ANEW = """\
Signing key {number} is in use. Links and QRs of proofs still work and are signed with it from now
on. {earlier}"""
EARLIER = {
    False: "The signed file inside earlier PDFs can be checked as before.",
    True: "The signed file inside earlier PDFs is no longer valid: its key may be in other hands.",
}

ELSEWHERE = """\
`bekal backup` has made backups, the last one on {day}. Those outside {folder} can't be
seen from here. With the old key they become unreadable, unless you keep a copy of {file}
as it is now."""

NOT_FINISHED = """\
{why}
Then run `bekal key rotate` again: it continues. Until then the store opens only with {file} as it
is now, not with an earlier copy."""


def key(
    action: Annotated[
        Action,
        typer.Argument(
            help="rotate: encrypt everything with a new key. sign-anew: sign proofs for employers "
            "with a new key."
        ),
    ],
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised",
            help="With sign-anew: the former key may be in other hands. What it signed is no "
            "longer valid.",
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="With rotate: don't ask about backups elsewhere.")
    ] = False,
    as_json: Json = False,
    config: Config = None,
) -> None:
    settings = settings_of(config)
    if action is Action.ROTATE and settings.security.key:
        raise Failed(FROM_THE_ENVIRONMENT.format(file=settings.security.key_file))
    need_store(settings)
    if action is Action.SIGN_ANEW:
        _sign_anew(settings, compromised=compromised, as_json=as_json)
        return
    if not yes:
        _ask_about_backups_elsewhere(settings)
    done = _rotate(settings)
    if as_json:
        print_json(
            {
                "key": done.key,
                "values": done.values,
                "dropped": sorted(done.dropped),
                "kept": sorted(done.kept),
            }
        )
    else:
        _tell(done, settings)


def _ask_about_backups_elsewhere(settings: Settings) -> None:
    """Nobody knows where `bekal backup` wrote its files to, nor whether they are still needed."""
    made = in_store(settings, lambda tx: backups.made_by_command(tx, BY))
    if not made:
        return
    day = max(made).astimezone(settings.programme.zone).date()
    folder = settings.backup.folder if settings.backup else "any folder"
    typer.echo(ELSEWHERE.format(folder=folder, day=day, file=settings.security.key_file), err=True)
    if not sys.stdin.isatty():
        raise Failed("nothing was done; --yes goes on without asking")
    typer.confirm("Go on?", abort=True, err=True)


def _sign_anew(settings: Settings, *, compromised: bool, as_json: bool) -> None:
    now = datetime.now(UTC)
    made = in_store(settings, lambda tx: renew_key(tx, BY, now, is_compromised=compromised))
    if as_json:
        print_json({"signing_key": made.number})
    else:
        typer.echo(SIGNED_ANEW.format(number=made.number, earlier=EARLIER[compromised]))


def _rotate(settings: Settings) -> Rotated:
    folder = settings.backup.folder if settings.backup else None
    file = settings.security.key_file

    def needed(old: Collection[int]) -> Collection[int]:
        return backups.needed_keys(folder, old) if folder else ()

    with closing(open_store(settings)) as store:
        try:
            return asyncio.run(rotate(store, file, needed, datetime.now(UTC)))
        except StoreError as error:
            raise Failed(NOT_FINISHED.format(why=error, file=file)) from error


def _tell(done: Rotated, settings: Settings) -> None:
    if done.was_taken_up:
        typer.echo("An earlier rotation was interrupted; it is finished now.")
    typer.echo(f"Key {done.key} encrypts everything now; {done.values} values were changed.")
    if done.kept and settings.backup:
        numbers = ", ".join(map(str, sorted(done.kept)))
        typer.echo(
            f"Key {numbers} stays in the file: backups in {settings.backup.folder} need it. "
            "Rotate again after they are gone to remove it."
        )
    if done.dropped:
        typer.echo(
            "The old key is removed. Keep its copy as long as you keep backups made with it."
        )
    typer.echo(COPY_IT.format(file=settings.security.key_file))
