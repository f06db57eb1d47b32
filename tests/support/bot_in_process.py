"""The whole bot inside the test's own process, and what it logs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import structlog
from dialogue import Bekal, FakeClock
from telegram_fixtures import MakeChannel

from bot.app import App
from services.clock import SystemClock
from services.sending.channel import Channel
from services.sending.pace import Limits
from store.connection import Store


class Log:
    """What the bot logs, as (event, why); can be waited for."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str]] = []
        self._grown = asyncio.Event()

    def __call__(self, _: Any, __: str, entry: MutableMapping[str, Any]) -> Any:
        self.entries.append((entry["event"], str(entry.get("why", ""))))
        self._grown.set()
        raise structlog.DropEvent

    async def tells(self, event: str, times: int = 1) -> str:
        """Why the `times`-th of these events from now on happened."""
        since = len(self.entries)
        async with asyncio.timeout(20):
            while len(found := self._why(event, since)) < times:
                self._grown.clear()
                await self._grown.wait()
        return found[times - 1]

    def _why(self, event: str, since: int) -> list[str]:
        return [why for name, why in self.entries[since:] if name == event]


@contextmanager
def logged() -> Iterator[Log]:
    before = structlog.get_config()
    log = Log()
    structlog.configure(processors=[log])
    try:
        yield log
    finally:
        structlog.configure(**before)


@asynccontextmanager
async def bot_on(store: Store, make_channel: MakeChannel, *others: Channel) -> AsyncIterator[None]:
    """The bot while it runs, at any hour, on Telegram and `others`.

    The test fails when a part of it ends by itself.
    """
    bekal = Bekal(store, FakeClock())
    setup, rules = replace(bekal.setup, quiet=None), replace(bekal.rules, quiet=None)
    app = App(
        store, setup, rules, dict.fromkeys((make_channel(), *others), Limits(0, 0)), SystemClock()
    )
    app.start()
    try:
        yield
    finally:
        await app.stop()
