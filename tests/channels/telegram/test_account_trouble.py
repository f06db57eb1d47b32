"""An account that Telegram refuses is reported once with its fix, and resumes by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from bot_in_process import Log, bot_on, logged
from running_bot import RunningBot
from stores import new_store
from telegram_events import TelegramBot
from telegram_faults import refusal_of
from telegram_fixtures import MakeChannel
from telegram_server import BotApiServer

from store import outbox
from store.connection import Store

FIX = "the token is not valid: get a new one from @BotFather"


@pytest.fixture
def log() -> Iterator[Log]:
    with logged() as log:
        yield log


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Beside it, a refused account is tried again at once."""
    monkeypatch.setattr("bot.account.TROUBLE_SECONDS", 0.5)
    monkeypatch.setattr("bot.account.REFUSED_SECONDS", 0.5)
    monkeypatch.setattr("services.sending.delivery.STOPPED_SECONDS", 0.05)
    store = new_store(tmp_path)
    yield store
    store.close()


async def stopped_reason(store: Store) -> str | None:
    return (await store.read(lambda tx: outbox.account(tx, "telegram"))).stopped_reason


async def becomes(store: Store, reason: str | None) -> None:
    async with asyncio.timeout(20):
        while await stopped_reason(store) != reason:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_it_is_told_once_however_often_it_is_refused(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    account.faults.ordered.append(refusal_of(401, times=5, methods=("getMe",)))
    async with bot_on(store, make_channel):
        await log.tells("ready")
        await becomes(store, None)
    assert account.faults.ordered == []
    assert [event for event, _ in log.entries].count("account stopped") == 1


async def test_a_conflict_is_over_when_the_bot_listens_again(
    store: Store, make_channel: MakeChannel, account: TelegramBot
) -> None:
    """Sending works all the while, so only listening can tell."""
    async with bot_on(store, make_channel):
        account.push_text(5, "halo")
        await account.next_message(5)
        account.faults.ordered.append(refusal_of(409, times=6, methods=("getUpdates",)))
        account.push_text(5, "halo")
        await becomes(store, "conflict")
        await becomes(store, None)


async def test_the_fix_is_told_on_the_terminal(tmp_path: Path) -> None:
    async with BotApiServer() as server:
        bot = RunningBot(tmp_path, server.url)
        try:
            await bot.start()
            await bot.prints(FIX)
            await bot.stop()
        finally:
            await bot.kill()
    assert bot.output.count("account stopped") == 1
