"""Telegram's side of a webhook: each update posted in turn until it is answered with a 2xx."""

from __future__ import annotations

import asyncio

import aiohttp
from telegram_account import Account

RETRY_AFTER = 0.2
"""Seconds between tries; Telegram itself takes longer."""


class WebhookCaller:
    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def follow(self, account: Account) -> None:
        """Call the account's webhook, if it has one, from now on."""
        earlier = self._tasks.pop(account.token, None)
        if earlier is not None:
            earlier.cancel()
        if account.webhook.get("url"):
            self._tasks[account.token] = asyncio.create_task(self._deliver(account))

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()

    async def _deliver(self, account: Account) -> None:
        headers = {"Content-Type": "application/json"}
        if account.webhook["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = account.webhook["secret_token"]
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                await account.until(lambda: account.unconfirmed > 0, within=86_400)
                update = account.first_unconfirmed
                if update is None:
                    continue
                if await _post(session, account.webhook["url"], update.encoded):
                    account.confirm_below(update.update_id + 1)
                else:
                    await asyncio.sleep(RETRY_AFTER)


async def _post(session: aiohttp.ClientSession, url: str, body: bytes) -> bool:
    try:
        async with session.post(url, data=body) as answer:
            await answer.read()
            return answer.ok
    except aiohttp.ClientError:
        return False
