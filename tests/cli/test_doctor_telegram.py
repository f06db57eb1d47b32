"""What `bekal doctor` learns from Telegram, and of the pages for employers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from telegram_account import Account
from telegram_server import BotApiServer

from bot.channels.telegram import doctor as telegram
from bot.channels.telegram.updates import ALLOWED_UPDATES
from bot.commands.doctor import addresses
from bot.config.settings import Telegram, Webhook
from bot.finding import Finding, Level

TOKEN = "123456:loopback"
WEBHOOK = Webhook("https://bekal.example.go.id/hook", "/hook", "secret")


async def asked(
    url: str, webhook: Webhook | None = None, *, token: str = TOKEN, minutes: int = 0
) -> list[Finding]:
    """What is found when our clock is so many `minutes` before Telegram's."""
    now = datetime.now(UTC) + timedelta(minutes=minutes)
    account = Telegram(token, url, 0, webhook)
    return await asyncio.to_thread(lambda: list(telegram.findings(account, now)))


def posted_to(account: Account, **told: object) -> None:
    account.webhook = {"url": WEBHOOK.url, "secret_token": "secret", **told}
    account.allowed_updates = set(ALLOWED_UPDATES)


async def test_polled_and_well() -> None:
    async with BotApiServer() as server:
        server.bot(TOKEN, open_to_all=True).push_text(5, "halo")
        assert await asked(server.url) == [
            Finding(Level.OK, "at Telegram", "1 waiting there to be fetched")
        ]


async def test_a_webhook_that_keeps_polls_from_being_answered() -> None:
    async with BotApiServer() as server:
        posted_to(server.bot(TOKEN))
        (found,) = await asked(server.url)
    assert (found.level, found.says) == (
        Level.PROBLEM, "it posts to a webhook, and answers no poll",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("minutes_ago", "waiting", "level"),
    [(5, 1, Level.PROBLEM), (5, 0, Level.NOTE), (90, 1, Level.OK)],
)
async def test_posts_that_did_not_arrive(minutes_ago: int, waiting: int, level: Level) -> None:
    at = int(time.time()) - 60 * minutes_ago
    async with BotApiServer() as server:
        account = server.bot(TOKEN, open_to_all=True)
        for _ in range(waiting):
            account.push_text(5, "halo")
        why = "Wrong response from the webhook: 502 Bad Gateway"
        posted_to(account, last_error_date=at, last_error_message=why)
        (found,) = await asked(server.url, WEBHOOK)
    assert found.level is level
    assert found.says.startswith(f"{waiting} waiting there to be posted")
    assert (why in found.says) == (level is not Level.OK)


async def test_a_webhook_that_is_another() -> None:
    async with BotApiServer() as server:
        posted_to(server.bot(TOKEN), url="https://elsewhere.example/hook")
        (found,) = await asked(server.url, WEBHOOK)
    assert found.level is Level.PROBLEM
    assert "it does not post to [telegram] webhook_url" in found.says
    assert "elsewhere" not in str(found)


async def test_updates_that_were_not_asked_for() -> None:
    async with BotApiServer() as server:
        account = server.bot(TOKEN)
        posted_to(account)
        account.allowed_updates = {"message"}
        (found,) = await asked(server.url, WEBHOOK)
    assert found.level is Level.PROBLEM
    assert found.says.startswith(
        "it does not post callback_query, edited_message, my_chat_member, "
    )


async def test_a_token_that_is_not_valid() -> None:
    async with BotApiServer() as server:
        (found,) = await asked(server.url, token="123456:other")
    assert (found.level, found.says) == (Level.PROBLEM, "the token is not valid")


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(7, "it is 7 minutes before Telegram's"), (-7, "it is 7 minutes behind Telegram's")],
)
async def test_a_clock_that_is_wrong(minutes: int, says: str) -> None:
    async with BotApiServer() as server:
        server.bot(TOKEN)
        _, found = await asked(server.url, minutes=minutes)
    assert (found.level, found.about, found.says) == (Level.PROBLEM, "clock", says)


@asynccontextmanager
async def answering(answer: web.StreamResponse | None) -> AsyncIterator[str]:
    """A server that gives every request this answer; with None it lets everybody wait."""

    async def handle(_: web.BaseRequest) -> web.StreamResponse:
        if answer is None:
            await asyncio.Event().wait()
        assert answer
        return answer

    runner = web.ServerRunner(web.Server(handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("body", ["", "[]", '{"result": 7}', "<html>", '{"result": {}}'])
async def test_whatever_answers_in_its_place_breaks_nothing(body: str) -> None:
    answer = web.Response(text=body, content_type="application/json", headers={"Date": "soon"})
    async with answering(answer) as url:
        (found,) = await asked(url)
    assert found.about == "at Telegram"


async def test_nobody_there_and_nobody_who_answers_take_little_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telegram, "PATIENCE", telegram.aiohttp.ClientTimeout(0.1))
    monkeypatch.setattr(addresses, "PATIENCE", 0.1)
    async with answering(None) as waits:
        for url in (waits, "http://127.0.0.1:9"):
            (found,) = await asked(url)
            assert found.level is Level.NOTE
            assert "it can't be asked from here" in found.says
            assert TOKEN not in str(found)
            pages = await asyncio.to_thread(addresses.pages, url)
            assert (pages.level, pages.fix) == (Level.NOTE, "see whether the proxy runs")


@pytest.mark.parametrize(
    ("status", "body", "level"),
    [
        (200, '{"id": "did:web:127.0.0.1"}', Level.OK),
        (200, "Welcome to nginx!", Level.PROBLEM),
        (502, "Bad Gateway", Level.PROBLEM),
    ],
)
async def test_whether_our_pages_are_at_their_address(
    status: int, body: str, level: Level
) -> None:
    async with answering(web.Response(status=status, text=body)) as url:
        found = await asyncio.to_thread(addresses.pages, url)
    assert (found.about, found.level) == ("pages", level)
