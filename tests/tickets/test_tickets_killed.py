"""A question and its answer through the real `bekal run` and a Bot API on loopback.

A messenger's reply names the message by the number the messenger itself gave it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from running_bot import PATIENCE, TOKEN, RunningBot, office_in
from telegram_account import LedgerEntry
from telegram_events import TelegramBot
from telegram_server import BotApiServer

from programme.people import Role

RINA, JOKO, ASKER = 31, 32, 5


@pytest.fixture
async def account(tmp_path: Path) -> AsyncIterator[TelegramBot]:
    """The account of a bot that runs, with two of the office."""
    async with office_in(tmp_path) as bekal:
        await bekal.staff_chat(str(RINA), "Rina Wati", Role.STAFF)
        await bekal.staff_chat(str(JOKO), "Joko Susilo", Role.ADMIN)
        await bekal.store.write(lambda tx: tx.db.execute("UPDATE outbox SET state = 'sent'"))
    async with BotApiServer() as server:
        account = server.bot(TOKEN, open_to_all=True)
        bot = RunningBot(tmp_path, server.url)
        await bot.start()
        try:
            yield account
            assert (await bot.stop())[0] == 0
        finally:
            await bot.kill()
        assert server.violations == []


async def comes(account: TelegramBot, chat: int, words: str) -> LedgerEntry:
    """The newest message in this chat, sent or edited, once one has these words."""

    def found() -> list[LedgerEntry]:
        return [each for each in account.ledger if each.chat_id == chat and words in each.text]

    await account.until(lambda: bool(found()), PATIENCE)
    return found()[-1]


async def test_a_question_is_answered_and_gone_on_with_by_replying(account: TelegramBot) -> None:
    account.push_press(ASKER, "ask")
    await comes(account, ASKER, "Silakan tulis pertanyaannya")
    account.push_text(ASKER, "Kapan daftar ulang?")
    to_rina = await comes(account, RINA, "Kapan daftar ulang?")
    to_joko = await comes(account, JOKO, "Kapan daftar ulang?")

    account.push_text(RINA, "Senin, ya.", reply_to=to_rina.message_id)
    answer = await comes(account, ASKER, "Senin, ya.")
    edited = await comes(account, JOKO, "Rina Wati")
    assert (edited.method, edited.message_id) == ("editMessageText", to_joko.message_id)

    account.push_text(ASKER, "jadwal las itu maksudnya", reply_to=answer.message_id)
    await comes(account, ASKER, "ditambahkan")
    account.push_text(JOKO, "Bukan, daftar ulang peserta.", reply_to=to_joko.message_id)
    await comes(account, ASKER, "daftar ulang peserta")
