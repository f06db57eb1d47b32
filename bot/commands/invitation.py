"""What a new code is handed out as: words, link, QR."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import segno
import typer

from bot.channels.configured import accounts_of
from bot.commands.outcome import print_json
from bot.config.settings import Settings
from locales import Words
from services.people.codes import written_code


def show(
    code: str, until: datetime, settings: Settings, png: Path | None, *, as_json: bool
) -> None:
    """Print the code, its link where the bot's name can be learned, and a QR of link or code.

    Nothing of it tells whom the code is for.
    """
    written = written_code(code)
    account = next(iter(accounts_of(settings)), None)
    link = asyncio.run(account.find_link(code)) if account else None
    qr = segno.make(link or written, micro=False)
    if as_json:
        print_json({"code": written, "link": link, "until": until.isoformat()})
    else:
        _print(written, link, until, settings, account.capabilities.title if account else "")
        qr.terminal(out=sys.stdout, compact=True)
    if png:
        qr.save(str(png), kind="png", scale=8)


def _print(
    written: str, link: str | None, until: datetime, settings: Settings, messenger: str
) -> None:
    say = Words("en", settings.programme.zone)
    typer.echo(f"Code:  {written}")
    typer.echo(f"Good:  once, until {say.day(say.local_day(until))} at {say.hours(until, None)}")
    if link:
        typer.echo(f"Link:  {link}\n")
    elif messenger:
        typer.echo(
            f"Link:  not known, since {messenger} did not answer; the code can be written.\n"
        )
    else:
        typer.echo("Link:  none without a token; the code can be written to the bot.\n")


def tell_revoked(*, as_json: bool) -> None:
    if as_json:
        print_json({"revoked": True})
    else:
        typer.echo("The code is ended: nobody can use it any more.")
