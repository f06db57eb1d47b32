"""Nothing but aiohttp sends to everybody, 256 requests at once: URL TOKEN COUNT."""

import asyncio
import sys

import aiohttp

TEXT = "Kelas pengelasan besok mulai pukul 09.00 WIB."
AT_ONCE = 256


async def main(url: str, token: str, count: int) -> None:
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def send(chat: int) -> None:
            message = {"chat_id": chat, "text": TEXT}
            async with session.post(f"{url}/bot{token}/sendMessage", json=message) as answer:
                await answer.json()

        await asyncio.gather(*map(send, range(1, count + 1)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
