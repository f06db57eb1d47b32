"""A loopback Bot API, one account on it and a channel to that account."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram_events import TelegramBot
from telegram_server import BotApiServer

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.polling import Pauses
from bot.channels.telegram.transport import Timeouts
from programme.messages import Incoming
from services.sending.channel import Unreadable

TOKEN = "123456:not-a-real-token"

MakeChannel = Callable[..., TelegramChannel]


class Inbox:
    """A receiver that keeps what it is given."""

    def __init__(self) -> None:
        self.events: list[Incoming | Unreadable] = []
        self.batches: list[int] = []
        self._grown = asyncio.Event()

    async def __call__(self, events: Sequence[Incoming | Unreadable]) -> None:
        self.events += events
        self.batches.append(len(events))
        self._grown.set()

    async def holds(self, count: int) -> list[Any]:
        async with asyncio.timeout(10):
            while len(self.events) < count:
                self._grown.clear()
                await self._grown.wait()
        return self.events


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs it beside the block and ends it with the block. Its failure ends the block."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        yield
        task.cancel()


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def account(bot_api: BotApiServer) -> TelegramBot:
    account = bot_api.bot(TOKEN, username="bekal_uji_bot")
    account.add_chat(5)
    return account


@pytest.fixture
async def make_channel(bot_api: BotApiServer) -> AsyncIterator[MakeChannel]:
    """Makes channels that hurry: tests don't wait for timeouts meant for a real network."""
    made: list[TelegramChannel] = []

    def make(**settings: Any) -> TelegramChannel:
        hurried: dict[str, Any] = {
            "api_base_url": bot_api.url,
            "timeouts": Timeouts(connect=0.5, write=0.1, read=0.2),
            "pauses": Pauses(first=0.001, longest=0.01),
            "poll_seconds": 5,
        }
        made.append(TelegramChannel(TOKEN, **hurried | settings))
        return made[-1]

    yield make
    for channel in made:
        await channel.close()


@pytest.fixture
def channel(make_channel: MakeChannel, account: TelegramBot) -> TelegramChannel:
    return make_channel()
