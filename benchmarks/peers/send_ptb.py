"""python-telegram-bot sends to everybody: URL TOKEN COUNT [limited = with AIORateLimiter]."""

import asyncio
import sys
from contextlib import suppress

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, Application

TEXT = "Kelas pengelasan besok mulai pukul 09.00 WIB."
AT_ONCE = 256
RETRIES = 20


async def main(url: str, token: str, count: int, limited: bool) -> None:
    builder = Application.builder().token(token).base_url(f"{url}/bot").pool_timeout(600)
    if limited:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=RETRIES))
    room = asyncio.Semaphore(count if limited else AT_ONCE)
    async with builder.build() as application:

        async def send(chat: int) -> None:
            async with room:
                with suppress(RetryAfter):
                    await application.bot.send_message(chat, TEXT)

        await asyncio.gather(*map(send, range(1, count + 1)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:] == ["limited"]))
