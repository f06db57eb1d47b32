"""Two processes on one store: one that lost the account waits until it is free again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from bot_in_process import Log, bot_on, logged
from stores import new_store
from telegram_events import TelegramBot
from telegram_fixtures import MakeChannel

from services.clock import SystemClock
from services.sending import accounts
from store import outbox
from store.connection import Store

ELSEWHERE = "another-machine/1/a"


@pytest.fixture
def log() -> Iterator[Log]:
    with logged() as log:
        yield log


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Beside it, leases are short and looked at often."""
    monkeypatch.setattr(accounts, "LEASE", timedelta(seconds=3))
    monkeypatch.setattr("bot.account.STANDBY_SECONDS", 0.05)
    store = new_store(tmp_path)
    yield store
    store.close()


async def lease_elsewhere(store: Store, seconds: float) -> None:
    """Another machine's process holds the account for so long from now."""
    until = SystemClock().now() + timedelta(seconds=seconds)
    await store.write(lambda tx: outbox.take_lease(tx, "telegram", ELSEWHERE, until))


async def test_who_has_lost_the_account_rests_until_it_is_free_again(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    async with bot_on(store, make_channel):
        account.push_text(5, "halo")
        await account.next_message(5)
        await lease_elsewhere(store, 3600)
        await log.tells("account taken over by another process")
        asked = account.push_text(5, "jadwal")
        await log.tells("standing by: another process runs this")
        assert account.confirmed_to < asked
        assert len(account.sent_to(5)) == 1
        await lease_elsewhere(store, -1)
        await account.next_message(5, after=1)
    assert len(account.sent_to(5)) == 2


async def test_a_living_process_of_another_machine_is_waited_for(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    await lease_elsewhere(store, 3600)
    account.push_text(5, "halo")
    async with bot_on(store, make_channel):
        await log.tells("standing by: another process runs this")
        assert account.polls == 0
        await lease_elsewhere(store, -1)
        await account.next_message(5)
