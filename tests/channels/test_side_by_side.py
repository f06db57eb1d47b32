"""Two channels in one process: each answers its own people, and reminds them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bot_in_process import bot_on
from dialogue import ZONE, Chat
from running_bot import office_in
from telegram_events import TelegramBot
from telegram_fixtures import MakeChannel

from bot.channels.webchat import WebChat
from services.clock import SystemClock
from web.chat import NotListening
from web.transcript import Transcript

SITI = "LMG-2026-032"
PAGE = "demo-peserta"
QUESTION = "kapan jadwal saya"


async def shows(transcript: Transcript, text: str) -> None:
    """Wait until the page shows a message of the bot's with this text."""
    async with asyncio.timeout(20):
        async for _, bubbles in transcript.follow([PAGE], "", pause=1):
            if any(text in bubble.text for bubble in bubbles if not bubble.is_own):
                return


async def asks(page: WebChat) -> None:
    """Ask on the page, as soon as somebody listens."""
    async with asyncio.timeout(20):
        while True:
            try:
                return await page.write(PAGE, "a" * 32, QUESTION)
            except NotListening:
                await asyncio.sleep(0.01)


async def test_both_channels_answer_and_remind(
    tmp_path: Path, make_channel: MakeChannel, account: TelegramBot
) -> None:
    page = WebChat(SystemClock().now)

    def reads(text: str) -> bool:
        return any(text in entry.text for entry in account.sent_to(5))

    async with office_in(tmp_path) as bekal:
        await bekal.participant()
        await bekal.linked("5")
        await bekal.participant(SITI, "Siti Aminah")
        await Chat(bekal, PAGE, "webchat").opens(await bekal.code(SITI), "HP saya")
        start = datetime.now(ZONE) + timedelta(hours=2, seconds=3)
        await bekal.session(start.replace(tzinfo=None).isoformat(), place="Bengkel Uji")
        async with bot_on(bekal.store, make_channel, page):
            account.push_text(5, QUESTION)
            await asyncio.gather(asks(page), account.until(lambda: reads("Bengkel Uji"), 20))
            await shows(page.transcript, "Bengkel Uji")
            await account.until(lambda: reads("Pengingat"), 20)
            await shows(page.transcript, "Pengingat")
