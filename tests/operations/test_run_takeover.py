"""Two processes on one store: one has the account, the other takes over when it stands still."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import running_bot
from bot_in_process import Log, bot_on, logged
from running_bot import RunningBot
from stores import new_store
from telegram_events import TelegramBot
from telegram_faults import Fault
from telegram_fixtures import MakeChannel
from telegram_server import BotApiServer

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


async def test_a_process_that_slept_and_its_successor_send_everything_once(
    tmp_path: Path, bot_api: BotApiServer
) -> None:
    """The first sleeps with two answers under way, of which Telegram took only one."""
    account = bot_api.bot(running_bot.TOKEN, username="bekal_uji_bot", open_to_all=True)
    first, second = (
        RunningBot(tmp_path, bot_api.url, name, program="impatient_bot")
        for name in ("first", "second")
    )

    async def asked(*chats: int) -> None:
        for chat in chats:
            account.push_text(chat, "halo")
        for chat in chats:
            await account.next_message(chat)

    try:
        await first.start()
        await asked(1)
        await first.has_recorded_all()
        account.faults.ordered += [Fault("hang_after", chat_id=11), Fault("hang", chat_id=12)]
        account.push_text(11, "halo")
        account.push_text(12, "halo")
        await account.until(lambda: not account.faults.ordered)
        first.sleeps()
        for chat in range(20, 30):
            account.push_text(chat, "halo")
        await second.start()
        await second.prints("standing by")
        await asked(*range(30, 40))
        await account.next_message(12)
        first.wakes_up()
        await first.prints("standing by")
        await asked(2)
        await second.has_recorded_all()
        await second.kill()
        await asked(3)
        await first.has_settled_all()
        status, _ = await first.stop()
        assert status == 0
        assert first.asks_its_store("SELECT DISTINCT state FROM outbox") == [("sent",)]
    finally:
        await first.kill()
        await second.kill()
    texts = Counter(each.chat_id for each in account.ledger if each.method == "sendMessage")
    assert texts.pop(11) == 2
    assert texts == dict.fromkeys([1, 2, 3, 12, *range(20, 40)], 1)
