"""aiogram sends to everybody: URL TOKEN COUNT [limited = one after the other, 0.05 s between]."""

import asyncio
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter

TEXT = "Kelas pengelasan besok mulai pukul 09.00 WIB."
PAUSE = 0.05


async def send(bot: Bot, chat: int) -> None:
    try:
        await bot.send_message(chat, TEXT)
    except TelegramRetryAfter as refused:
        await asyncio.sleep(refused.retry_after)
        await send(bot, chat)


async def main(url: str, token: str, count: int, limited: bool) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        if limited:
            for chat in range(1, count + 1):
                await send(bot, chat)
                await asyncio.sleep(PAUSE)
        else:
            await asyncio.gather(*(send(bot, chat) for chat in range(1, count + 1)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["limited"]))
