"""An echo on nothing but aiohttp, 256 requests at once: URL TOKEN. What Python can do at most."""

import asyncio
import sys

import aiohttp

AT_ONCE = 256


async def main(url: str, token: str) -> None:
    base = f"{url}/bot{token}"
    tasks = set()
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def call(method: str, **parameters: object) -> object:
            async with session.post(f"{base}/{method}", json=parameters) as answer:
                return (await answer.json())["result"]

        offset = 0
        while True:
            for update in await call("getUpdates", offset=offset, timeout=50):
                offset = update["update_id"] + 1
                message = update["message"]
                answer = call("sendMessage", chat_id=message["chat"]["id"], text=message["text"])
                task = asyncio.create_task(answer)
                tasks.add(task)
                task.add_done_callback(tasks.discard)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
