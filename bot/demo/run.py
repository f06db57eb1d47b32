"""`bekal demo`: the bot in a browser, with a sample programme and nothing to configure."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.app import App
from bot.channels.webchat import WebChat
from bot.config.settings import find_file
from bot.demo import sample as demo_sample
from bot.demo.people import people
from handlers.turns.turn import Setup
from programme.reminders import ReminderRules
from services.clock import Clock, SystemClock
from services.proofs.credentials.issuer import issuer_of
from services.proofs.credentials.signing import ensure_key
from services.sending.pace import Limits
from store.connection import Store
from web.chat import build_app
from web.listening import address_of, listen
from web.public import public_routes
from web.serving import answering

ZONE = ZoneInfo("Asia/Jakarta")

REMINDED_AFTER = timedelta(seconds=75)
"""How long after its start the demo sends a reminder of the near session."""

STORE_FILE = "bekal.db"


class RealStoreHere(Exception):
    """The folder belongs to a real bot."""


def refuse_beside_real_store(folder: Path, environment: Mapping[str, str]) -> None:
    """Raises `RealStoreHere` if there is a configuration, or a store in `folder`."""
    there = [find_file(None, environment), folder / STORE_FILE]
    for file in there:
        if file and file.exists():
            raise RealStoreHere(
                f"{file} belongs to a real bot, so the demo does not start here; "
                "run `bekal run` here, or `bekal demo` in another folder"
            )


def run(port: int, tell: Callable[[str], None]) -> None:
    """Run until told to stop. `tell` gets the page's address once it answers.

    The sample is in a temporary folder. Raises OSError when the port is taken.
    """
    with TemporaryDirectory(prefix="bekal-demo-") as folder:
        store = Store.open(Path(folder) / STORE_FILE, Path(folder) / "bekal.key")
        try:
            asyncio.run(serve(store, SystemClock(), port, tell))
        finally:
            store.close()


async def serve(store: Store, clock: Clock, port: int, tell: Callable[[str], None]) -> None:
    """Fill the empty store and run the bot on it, behind a page on 127.0.0.1, until stopped."""
    now = clock.now()
    sample = await store.write(partial(demo_sample.fill, now=now, zone=ZONE))
    await store.write(partial(ensure_key, now=now))
    chat = WebChat(clock.now)
    listener = listen(port)
    setup = replace(SETUP, public_url=address_of(listener))
    issuer = issuer_of(setup.office, setup.name, setup.public_url)
    checks = public_routes(store, clock, issuer, setup.office, ZONE)
    async with answering(build_app(people(sample), chat, checks), listener):
        app = App(store, setup, rules(now), {chat: Limits(0, 0)}, clock)
        telling = asyncio.create_task(_tell_once_listening(chat, partial(tell, setup.public_url)))
        try:
            await app.run()
        finally:
            telling.cancel()


async def _tell_once_listening(chat: WebChat, tell: Callable[[], None]) -> None:
    await chat.listening.wait()
    tell()


SETUP = Setup(name="Bekal", zone=ZONE, language="id", office=demo_sample.OFFICE, links={})


def rules(now: datetime) -> ReminderRules:
    """A reminder a day ahead, and one of the near session that comes soon after the start."""
    near = demo_sample.soon(now, ZONE) - now - REMINDED_AFTER
    return ReminderRules((timedelta(days=1), near), quiet=None)


def show_in_browser(url: str) -> None:
    """Open the page if there is a desktop."""
    if not is_at_desktop(os.environ):
        return
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:  # that one would take over the terminal
        browser.open(url)


def is_at_desktop(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    if any(environment.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    return platform in ("darwin", "win32") or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
