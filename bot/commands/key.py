"""`bekal key`"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed, print_json
from bot.config.settings import Settings
from bot.storage import open_store
from services.operations.backups import needed_keys
from services.operations.key_rotation import Rotated, rotate
from services.proofs.credentials.signing import renew_key
from store.errors import StoreError


class Action(StrEnum):
    ROTATE = "rotate"
    SIGN_ANEW = "sign-anew"


BY = "command line"


FROM_THE_ENVIRONMENT = """\
the key comes from BEKAL_KEY, which no command can change; nothing was done. Instead:
  1. stop the bot;
  2. write the content of BEKAL_KEY into {file}, chmod 600, and unset BEKAL_KEY;
  3. bekal key rotate;
  4. put the new content of {file} into BEKAL_KEY, delete the file, start the bot;
  5. keep a copy of the new key elsewhere."""

COPY_IT = """\
Copy {file} to where its copy is kept, now: the copy of before doesn't open what is stored now."""


SIGNED_ANEW = """\
Signing key {number} is in force. Links and QRs of proofs go on, and what they hand out is signed
with it. {earlier}"""
EARLIER = {
    False: "The signed file inside earlier PDFs can be checked as before.",
    True: "The signed file inside earlier PDFs no longer holds: its key may be in other hands.",
}


NOT_FINISHED = """\
{why}
Then call `bekal key rotate` again: it goes on. Till then what is stored opens with {file} as it is
now, not with a copy of before."""


def key(
    action: Annotated[
        Action,
        typer.Argument(
            help="rotate: a new key for all that is encrypted. sign-anew: a new one that proofs "
            "for employers are signed with."
        ),
    ],
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised",
            help="With sign-anew: the former key may be in other hands. What it signed no longer "
            "holds.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    config: Config = None,
) -> None:
    """Take a new key for all that is encrypted, or for signatures; also while the bot runs."""
    settings = settings_of(config)
    if action is Action.ROTATE and settings.security.key:
        raise Failed(FROM_THE_ENVIRONMENT.format(file=settings.security.key_file))
    if not settings.store.exists():
        raise Failed(f"there is no store at {settings.store} yet; its key is made with it")
    if action is Action.SIGN_ANEW:
        _sign_anew(settings, compromised=compromised, as_json=as_json)
        return
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


def _sign_anew(settings: Settings, *, compromised: bool, as_json: bool) -> None:
    store = open_store(settings)
    try:
        now = datetime.now(UTC)
        made = asyncio.run(
            store.write(lambda tx: renew_key(tx, BY, now, is_compromised=compromised))
        )
    finally:
        store.close()
    if as_json:
        print_json({"signing_key": made.number})
    else:
        typer.echo(SIGNED_ANEW.format(number=made.number, earlier=EARLIER[compromised]))


def _rotate(settings: Settings) -> Rotated:
    folder = settings.backup.folder if settings.backup else None
    store = open_store(settings)
    try:
        return asyncio.run(
            rotate(
                store,
                settings.security.key_file,
                lambda old: needed_keys(folder, old) if folder else (),
                datetime.now(UTC),
            )
        )
    except StoreError as error:
        file = settings.security.key_file
        raise Failed(NOT_FINISHED.format(why=error, file=file)) from error
    finally:
        store.close()


def _tell(done: Rotated, settings: Settings) -> None:
    if done.was_taken_up:
        typer.echo("An earlier rotation was broken off; it is finished now.")
    typer.echo(f"Key {done.key} seals everything now; {done.values} values were sealed anew.")
    if done.kept and settings.backup:
        numbers = ", ".join(map(str, sorted(done.kept)))
        typer.echo(
            f"Key {numbers} stays in the file: backups in {settings.backup.folder} need it. A "
            "rotation after they are gone drops it."
        )
    if done.dropped:
        typer.echo(
            "The old key is dropped. Keep its copy as long as a backup of then is kept elsewhere."
        )
    typer.echo(COPY_IT.format(file=settings.security.key_file))
