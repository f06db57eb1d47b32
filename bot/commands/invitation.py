"""What a new code is handed out as: words, link, QR."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import segno
import typer

from bot.channels.telegram.channel import TelegramChannel
from bot.commands.outcome import print_json
from bot.config.settings import Settings, Telegram
from locales import Words
from programme.outbox import SendProblem
from services.people.codes import written_code

ASK_TELEGRAM_FOR = 5.0
"""Seconds to learn the bot's name, which its link begins with."""


def show(
    code: str, until: datetime, settings: Settings, png: Path | None, *, as_json: bool
) -> None:
    """Print the code, its link where the bot's name can be learned, and a QR of link or code.

    Nothing of it tells whom the code is for.
    """
    written = written_code(code)
    link = asyncio.run(find_link(settings.telegram, code)) if settings.telegram else None
    qr = segno.make(link or written, micro=False)
    if as_json:
        print_json({"code": written, "link": link, "until": until.isoformat()})
    else:
        _print(written, link, until, settings)
        qr.terminal(out=sys.stdout, compact=True)
    if png:
        qr.save(str(png), kind="png", scale=8)


def _print(written: str, link: str | None, until: datetime, settings: Settings) -> None:
    say = Words("en", settings.programme.zone)
    typer.echo(f"Code:  {written}")
    typer.echo(f"Good:  once, until {say.day(say.local_day(until))} at {say.hours(until, None)}")
    if link:
        typer.echo(f"Link:  {link}\n")
    elif settings.telegram:
        typer.echo("Link:  not known, since Telegram did not answer; the code can be written.\n")
    else:
        typer.echo("Link:  none without a token; the code can be written to the bot.\n")


async def find_link(telegram: Telegram, code: str) -> str | None:
    """The link that opens the bot with this code; None when Telegram can't be asked."""
    channel = TelegramChannel(telegram.token, api_base_url=telegram.api_base_url)
    try:
        async with asyncio.timeout(ASK_TELEGRAM_FOR):
            await channel.check()
    except (SendProblem, TimeoutError):
        return None
    else:
        return channel.deep_link(code)
    finally:
        await channel.close()


def tell_revoked(*, as_json: bool) -> None:
    if as_json:
        print_json({"revoked": True})
    else:
        typer.echo("The code is ended: nobody can use it any more.")
