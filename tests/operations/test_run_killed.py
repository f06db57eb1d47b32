"""The real `bekal run` against a Bot API on loopback: answered, reminded, stopped, killed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from dialogue import ZONE
from running_bot import PATIENCE, TOKEN, RunningBot, office_in
from telegram_events import TelegramBot
from telegram_faults import Fault, Storm, refusal_of
from telegram_server import BotApiServer

from services.classes import reminders

QUESTIONS = 400
CHATS = range(1000, 1000 + QUESTIONS)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def account(server: BotApiServer) -> TelegramBot:
    return server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)


@pytest.fixture
async def bot(
    server: BotApiServer, account: TelegramBot, tmp_path: Path
) -> AsyncIterator[RunningBot]:
    bot = RunningBot(tmp_path, server.url)
    yield bot
    await bot.kill()
    assert TOKEN.partition(":")[2] not in bot.output


def answered(account: TelegramBot) -> dict[int, int]:
    """Chat → how many messages it got."""
    counts: dict[int, int] = {}
    for entry in account.ledger:
        if entry.method == "sendMessage" and entry.chat_id is not None:
            counts[entry.chat_id] = counts.get(entry.chat_id, 0) + 1
    return counts


async def all_answered(account: TelegramBot) -> None:
    await account.until(lambda: set(CHATS) <= answered(account).keys(), PATIENCE)


async def some_more_accepted(account: TelegramBot) -> None:
    enough = len(account.ledger) + 40
    await account.until(lambda: len(account.ledger) >= enough, PATIENCE)


async def asked(account: TelegramBot, chat: int) -> None:
    """Ask in a chat of its own and wait for the answer: what was due before is out by then."""
    account.push_text(chat, "halo")
    await account.next_message(chat, within=PATIENCE)


async def test_a_question_is_answered(
    bot: RunningBot, account: TelegramBot, tmp_path: Path
) -> None:
    async with office_in(tmp_path) as bekal:
        tomorrow = (bekal.clock.now().astimezone(ZONE) + timedelta(days=1)).date()
        await bekal.session(f"{tomorrow} 08:00")
    await bot.start()
    account.push_text(5, "jdwl las bsk jam brp pak")
    answer = await account.next_message(5, within=PATIENCE)
    assert "Pengelasan" in answer.text
    assert "08.00" in answer.text
    status, seconds = await bot.stop()
    assert status == 0
    assert seconds < 5


async def test_a_session_is_reminded_of_once_whatever_happens_to_the_process(
    bot: RunningBot, account: TelegramBot, tmp_path: Path
) -> None:
    async with office_in(tmp_path) as bekal:
        starts_at = bekal.clock.now() + timedelta(seconds=62)
        bekal.clock.move(hours=-1)
        await bekal.participant()
        await bekal.linked("5")
        await bekal.session(starts_at.astimezone(ZONE).replace(tzinfo=None).isoformat())
        # It ran an hour ago; otherwise what was due before the first start is not its business.
        await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
        await bekal.store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'"))
    await bot.start()
    await asked(account, 6)
    await bot.kill()
    await bot.start()
    reminder = await account.next_message(5, within=PATIENCE)
    assert "Pengingat" in reminder.text
    await bot.has_recorded_all()
    await bot.kill()
    await bot.start()
    await asked(account, 7)
    await bot.stop()
    assert len(account.sent_to(5)) == 1


@pytest.mark.parametrize("kills", [2, 4])
async def test_killed_amid_turns_it_answers_every_question(
    bot: RunningBot, account: TelegramBot, kills: int
) -> None:
    for chat in CHATS:
        account.push_text(chat, "jadwal las besok")
    in_flight: set[int] = set()
    for _ in range(kills):
        await bot.start()
        await some_more_accepted(account)
        await bot.kill()
        in_flight.update(map(int, bot.being_written()))
    await bot.start()
    await all_answered(account)
    await asked(account, 5)
    await bot.has_recorded_all()
    status, _ = await bot.stop()
    assert status == 0
    doubled = {chat for chat, count in answered(account).items() if count > 1}
    assert doubled <= in_flight
    assert bot.asks_its_store("SELECT DISTINCT state FROM inbox") == [("done",)]
    assert bot.asks_its_store("SELECT DISTINCT state FROM outbox") == [("sent",)]


async def test_killed_twice_in_a_storm_it_answers_every_question(
    bot: RunningBot, account: TelegramBot
) -> None:
    """Of the sends 30 % fail; some answers come to nothing only when the patience is over."""
    chats = CHATS[:200]
    account.faults.storm = Storm(0.3)
    account.faults.ordered += [Fault("hang_after", chat_id=chat) for chat in chats[::40]]
    for chat in chats:
        account.push_text(chat, "jadwal las besok")
    may_be_repeated = Counter[int]()
    for _ in range(2):
        await bot.start()
        await some_more_accepted(account)
        await bot.kill()
        may_be_repeated.update(map(int, bot.being_written()))
    await bot.start()
    await account.until(lambda: set(chats) <= answered(account).keys(), 3 * PATIENCE)
    account.faults.storm = None
    await asked(account, 5)
    await bot.has_settled_all()
    may_be_repeated.update(e.chat_id for e in account.ledger if e.chat_id and not e.answered)
    doubled = {chat: count - 1 for chat, count in answered(account).items() if count > 1}
    assert all(count <= may_be_repeated[chat] for chat, count in doubled.items())
    assert bot.asks_its_store("SELECT DISTINCT state FROM inbox") == [("done",)]
    assert bot.asks_its_store("SELECT DISTINCT state FROM outbox") == [("sent",)]


async def test_told_to_stop_amid_turns_it_leaves_nothing_half_done(
    bot: RunningBot, account: TelegramBot, server: BotApiServer
) -> None:
    server.latency = 0.05
    for _ in range(2):
        for chat in CHATS:
            account.push_text(chat, "jadwal las besok")
        await bot.start()
        await some_more_accepted(account)
        status, seconds = await bot.stop()
        assert status == 0
        assert seconds < 5
        states = {state for (state,) in bot.asks_its_store("SELECT DISTINCT state FROM outbox")}
        assert states <= {"sent", "queued"}
    await bot.start()
    await account.until(lambda: sum(answered(account).values()) >= 2 * QUESTIONS, PATIENCE)
    await asked(account, 5)
    await bot.stop()
    assert {chat: answered(account)[chat] for chat in CHATS} == dict.fromkeys(CHATS, 2)


async def test_a_second_process_stands_by_and_takes_over(
    bot: RunningBot, account: TelegramBot, server: BotApiServer, tmp_path: Path
) -> None:
    await bot.start()
    await asked(account, 5)
    second = RunningBot(tmp_path, server.url, "second")
    try:
        await second.start()
        await second.prints("standing by")
        await asked(account, 6)
        await bot.has_recorded_all()
        await bot.kill()
        await asked(account, 7)
        await bot.start()
        await bot.prints("standing by")
        status, _ = await second.stop()
        assert status == 0
        await asked(account, 8)
    finally:
        await second.kill()
    assert set(answered(account).values()) == {1}


async def test_the_token_is_in_no_line_whatever_goes_wrong(
    bot: RunningBot, account: TelegramBot
) -> None:
    account.faults.ordered += [
        Fault("cut", methods=("getUpdates", "getMe")),
        refusal_of(502, methods=("setMyCommands",)),
        refusal_of(500, methods=("getUpdates",)),
        refusal_of(429, retry_after=1, methods=("getUpdates",)),
        refusal_of(400, chat_id=6),
        refusal_of(403, chat_id=7),
        Fault("cut_after", chat_id=8),
    ]
    await bot.start()
    for chat in (6, 7, 8):
        account.push_text(chat, "halo")
    await account.next_message(8, after=1, within=PATIENCE)
    await asyncio.gather(*(asked(account, chat) for chat in (9, 10)))
    status, _ = await bot.stop()
    assert status == 0
    assert "not sent" in bot.output
