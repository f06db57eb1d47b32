"""`bekal demo`"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from bot import logs
from bot.commands.outcome import Failed, WrongUsage
from bot.demo import run as composed
from web.listening import CannotListen

Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The port of the page; 0 takes a free one.")
]
Browser = Annotated[bool, typer.Option(help="Open the page if there is a desktop.")]


def demo(port: Port = 8080, browser: Browser = True) -> None:

    def tell(url: str) -> None:
        typer.echo(f"The demo is at {url} (Ctrl+C stops it; nothing is kept).")
        if browser:
            Thread(target=composed.show_in_browser, args=(url,), daemon=True).start()

    logs.configure("text", "warning")
    try:
        composed.refuse_beside_real_store(Path(), os.environ)
        composed.run(port, tell)
    except composed.RealStoreHere as error:
        raise WrongUsage(str(error)) from error
    except CannotListen as error:
        other = f"--port {port % 65535 + 1}"
        fix = f'choose another: bekal demo {other}, or make demo ARGS="{other}"'
        raise Failed(f"{error}; {fix}") from error
