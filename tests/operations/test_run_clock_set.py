"""The real `bekal run` on a machine whose clock is set: what was promised arrives, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from dialogue import ZONE
from running_bot import LIBFAKETIME, PATIENCE, TOKEN, RunningBot, SetClock, office_in
from telegram_events import TelegramBot
from telegram_server import BotApiServer

from programme.messages import Outgoing
from programme.people import Role
from services.classes import reminders
from services.sending import outbox
from store import contacts
from store.connection import Tx

pytestmark = pytest.mark.skipif(
    not LIBFAKETIME.exists(), reason="needs libfaketime (apt-get install faketime)"
)

REMINDED_AFTER = timedelta(seconds=25)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def account(server: BotApiServer) -> TelegramBot:
    return server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)


@pytest.fixture
def clock(tmp_path: Path) -> SetClock:
    return SetClock(tmp_path)


@pytest.fixture
async def bot(server: BotApiServer, tmp_path: Path, clock: SetClock) -> AsyncIterator[RunningBot]:
    """A participant (chat 5) is about to be reminded; an answer waits for chat 9."""
    async with office_in(tmp_path) as bekal:
        starts_at = bekal.clock.now() + timedelta(seconds=60) + REMINDED_AFTER
        bekal.clock.move(hours=-1)
        await bekal.participant()
        await bekal.linked("5")
        await bekal.staff_chat("3001", "Retno", Role.ADMIN)
        await bekal.session(starts_at.astimezone(ZONE).replace(tzinfo=None).isoformat())
        await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
        await bekal.store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'"))
        bekal.clock.move(hours=1)

        def waiting(tx: Tx) -> None:
            contact = contacts.at(tx, "telegram", "9", bekal.clock.now())
            outbox.reply(tx, contact, Outgoing("Menunggu"), "test", bekal.clock.now())

        await bekal.store.write(waiting)
    bot = RunningBot(tmp_path, server.url, clock=clock)
    yield bot
    await bot.kill()


async def asked(account: TelegramBot, chat: int) -> None:
    account.push_text(chat, "halo")
    await account.next_message(chat, within=PATIENCE)


async def nothing_was_lost(bot: RunningBot, account: TelegramBot) -> None:
    """The reminder came once; every question and message is kept; each chat heard once."""
    reminder = await account.next_message(5, within=PATIENCE)
    assert "Pengingat" in reminder.text
    await asked(account, 99)
    await bot.has_recorded_all()
    assert bot.asks_its_store("SELECT DISTINCT state FROM outbox") == [("sent",)]
    assert bot.asks_its_store("SELECT COUNT(*) FROM outbox WHERE body IS NULL") == [(0,)]
    kept = bot.asks_its_store("SELECT COUNT(*) FROM inbox WHERE event_id LIKE '7000%'")
    chats = [entry.chat_id for entry in account.ledger if entry.method == "sendMessage"]
    asking = {chat for chat in chats if chat and chat < 100 and chat not in (5, 9)}
    assert kept == [(len(asking),)]
    assert all(chats.count(chat) == 1 for chat in asking | {5, 9})
    (told,) = account.sent_to(3001)
    assert "Jam komputer Bekal salah" in told.text


@pytest.mark.parametrize("steps", [("+3h", "+0"), ("+400d", "+0"), ("-1h",)])
async def test_a_clock_set_while_it_runs(
    bot: RunningBot, account: TelegramBot, clock: SetClock, steps: tuple[str, ...]
) -> None:
    await bot.start()
    await asked(account, 20)
    for number, step in enumerate(steps, start=1):
        clock.set(step)
        await bot.prints("system clock set", times=number)
        await asked(account, 20 + number)
        await account.next_message(3001, within=PATIENCE)
    await nothing_was_lost(bot, account)


@pytest.mark.parametrize("ahead", ["+3h", "+400d", "-3h"])
async def test_a_start_with_a_wrong_clock(
    bot: RunningBot, account: TelegramBot, clock: SetClock, ahead: str
) -> None:
    for chat, step in ((20, ahead), (21, "+0"), (22, ahead)):
        clock.set(step)
        await bot.start()
        await asked(account, chat)
        await bot.has_recorded_all()
        if chat < 22:
            await bot.kill()
    await nothing_was_lost(bot, account)
