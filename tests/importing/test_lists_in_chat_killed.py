"""A bot killed while it imports a list leaves nothing half done or done twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from importing_lists import PEOPLE
from running_bot import PATIENCE, TOKEN, RunningBot, office_in
from telegram_account import LedgerEntry
from telegram_events import TelegramBot
from telegram_server import BotApiServer

from programme.people import Role

ROWS = 200
LIST = PEOPLE + "".join(
    f"LMG-2026-{number:03};Orang {number};Tuban;17/08/1990;;Las\n" for number in range(ROWS)
)


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
    assert "Orang 17" not in bot.output


def told(account: TelegramBot, words: str) -> LedgerEntry | None:
    return next((entry for entry in account.sent_to(5) if words in entry.text), None)


def is_deleted(account: TelegramBot) -> bool:
    return any(entry.method == "deleteMessage" for entry in account.ledger)


Moment = Callable[[TelegramBot], object]
WHILE_IT_READS: tuple[Moment, ...] = (
    lambda account: told(account, "sedang dibaca"),
    lambda account: is_deleted(account) or told(account, "Baris diterima"),
    lambda account: is_deleted(account) and told(account, "Baris diterima"),
)
WHILE_IT_SAVES: tuple[Moment, ...] = (
    lambda account: account.unconfirmed < 2,
    lambda account: account.unconfirmed == 0,
    lambda account: told(account, "Sudah disimpan"),
)


@pytest.mark.parametrize("moments", list(zip(WHILE_IT_READS, WHILE_IT_SAVES, strict=True)))
async def test_killed_while_it_reads_and_while_it_saves(
    bot: RunningBot, account: TelegramBot, tmp_path: Path, moments: tuple[Moment, Moment]
) -> None:
    async with office_in(tmp_path) as bekal:
        await bekal.staff_chat("5", "Retno", Role.ADMIN)
    await bot.start()
    account.push_document(5, "peserta.csv", LIST.encode())
    await account.until(lambda: moments[0](account), PATIENCE)
    await bot.kill()
    await bot.start()
    await account.until(lambda: told(account, f"Baris diterima: {ROWS}"), PATIENCE)
    preview = told(account, f"Baris diterima: {ROWS}")
    assert preview is not None
    save = preview.buttons[0][1]
    account.push_press(5, save, message_id=preview.message_id)
    account.push_press(5, save, message_id=preview.message_id)
    await account.until(lambda: moments[1](account), PATIENCE)
    await bot.kill()
    await bot.start()
    await account.until(lambda: told(account, "sudah selesai diurus"), PATIENCE)
    await account.until(lambda: is_deleted(account), PATIENCE)
    assert bot.asks_its_store("SELECT COUNT(*) FROM participants") == [(ROWS,)]
    assert bot.asks_its_store("SELECT COUNT(*) FROM imports") == [(1,)]
    assert bot.asks_its_store("SELECT COUNT(*) FROM uploads WHERE reading IS NOT NULL") == [(0,)]
    assert account.written.isdisjoint({(5, entry.message_id) for entry in account.ledger
                                       if entry.method == "deleteMessage"})  # fmt: skip
