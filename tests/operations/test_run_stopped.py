"""`bekal run` stops in time while Telegram doesn't answer, and leaves nothing half done."""

from __future__ import annotations

from pathlib import Path

from running_bot import PATIENCE, TOKEN, RunningBot
from telegram_faults import Fault
from telegram_server import BotApiServer


async def test_it_stops_in_time_though_nothing_is_answered(tmp_path: Path) -> None:
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        bot = RunningBot(tmp_path, server.url)
        try:
            await bot.start()
            account.push_text(5, "halo")
            greeting = await account.next_message(5, within=PATIENCE)
            await bot.has_recorded_all()
            account.faults.ordered += [
                Fault("hang", times=4),
                Fault("hang", methods=("answerCallbackQuery",)),
            ]
            account.push_press(5, greeting.buttons[0][1])
            for chat in (6, 7, 8):
                account.push_text(chat, "halo")
            await account.until(lambda: not account.faults.ordered, PATIENCE)
            status, seconds = await bot.stop()
            assert status == 0
            assert seconds < 5
            await bot.start()
            for chat in (6, 7, 8):
                await account.next_message(chat, within=PATIENCE)
            await account.next_message(5, after=1, within=PATIENCE)
            await bot.has_recorded_all()
            await bot.stop()
        finally:
            await bot.kill()
        assert [len(account.sent_to(chat)) for chat in (5, 6, 7, 8)] == [2, 1, 1, 1]
        assert bot.asks_its_store("SELECT DISTINCT state FROM outbox") == [("sent",)]
        assert server.violations == []
