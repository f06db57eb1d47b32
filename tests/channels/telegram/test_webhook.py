"""Webhook mode: the channel's route, served by uvicorn, called by the loopback Bot API."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Sequence

import aiohttp
import pytest
import uvicorn
from bot_in_process import logged
from starlette.applications import Starlette
from telegram_events import TelegramBot
from telegram_fixtures import Inbox, running

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import WebhookTelegram, webhook_route
from programme.messages import Incoming
from services.sending.channel import Unreadable
from web.serving import serving

SECRET = "rahasia_kita"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class FailingOnce(Inbox):
    """A store that is locked at the first try."""

    def __init__(self) -> None:
        super().__init__()
        self.tries = 0

    async def __call__(self, events: Sequence[Incoming | Unreadable]) -> None:
        self.tries += 1
        if self.tries == 1:
            raise OSError("database is locked")
        await super().__call__(events)


@pytest.fixture
def inbox() -> FailingOnce:
    inbox = FailingOnce()
    inbox.tries = 1
    return inbox


@pytest.fixture
async def url(channel: TelegramChannel, inbox: FailingOnce) -> AsyncIterator[str]:
    await channel.check()
    route = webhook_route(channel, lambda: inbox, path="/hook", secret_token=SECRET)
    config = uvicorn.Config(
        Starlette(routes=[route]), log_config=None, lifespan="off", ws="none", access_log=False
    )
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        started = asyncio.Event()
        async with running(_serve(server, listening, started)):
            await started.wait()
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/hook"


async def _serve(server: uvicorn.Server, at: socket.socket, started: asyncio.Event) -> None:
    """uvicorn's own `serve` takes over the process's signals; this is what is under it."""
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup(sockets=[at])
    started.set()
    try:
        await asyncio.Event().wait()
    finally:
        server.force_exit = True
        await server.shutdown(sockets=[at])


async def test_updates_arrive(
    channel: TelegramChannel, account: TelegramBot, inbox: FailingOnce, url: str
) -> None:
    account.push_text(5, "sebelum")
    await channel.use_webhook(url, SECRET)
    account.push_text(5, "sesudah")
    await inbox.holds(2)
    await account.until(lambda: account.unconfirmed == 0)
    assert [event.text for event in inbox.events] == ["sebelum", "sesudah"]


async def test_update_that_could_not_be_kept_comes_again(
    channel: TelegramChannel, account: TelegramBot, inbox: FailingOnce, url: str
) -> None:
    inbox.tries = 0
    account.push_text(5, "halo")
    await channel.use_webhook(url, SECRET)
    await inbox.holds(1)
    assert inbox.tries == 2


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        (None, b'{"update_id": 1}', 401),
        ("rahasia", b'{"update_id": 1}', 401),
        ("r\u00e4tsel", b'{"update_id": 1}', 401),
        (SECRET, b"", 400),
        (SECRET, b"not json", 400),
        (SECRET, b"[1]", 400),
        (SECRET, b'{"message": {}}', 400),
        (SECRET, b'{"update_id": 1}', 200),
        (SECRET, b" " * (1024 * 1024 + 1), 413),
    ],
    ids=["no secret", "part of it", "not ASCII", "empty", "no JSON", "a list", "no id", "good",
         "huge"],
)  # fmt: skip
async def test_what_isnt_telegrams_is_turned_away(
    inbox: FailingOnce, url: str, secret: str | None, body: bytes, status: int
) -> None:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        assert answer.status == status
    assert inbox.events == []


async def test_a_post_that_breaks_off_is_one_line_in_the_log(
    url: str, inbox: FailingOnce, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = url.removeprefix("http://").removesuffix("/hook").split(":")
    with logged() as log:
        _, writer = await asyncio.open_connection(host, int(port))
        head = f"POST /hook HTTP/1.1\r\nHost: {host}\r\n{HEADER}: {SECRET}\r\n"
        writer.write(f'{head}Content-Length: 900\r\n\r\n{{"update_id"'.encode())
        await writer.drain()
        told = asyncio.create_task(log.tells("update broken off"))
        await asyncio.sleep(0)
        writer.close()
        await told
    assert [event for event, _ in log.entries] == ["update broken off"]
    assert caplog.records == []
    assert inbox.events == []


async def test_a_post_before_anybody_listens_comes_again_later() -> None:
    """Until then the bot does not even know its name."""
    telegram = WebhookTelegram("123:a", "http://127.0.0.1/hook", SECRET)
    async with (
        serving(Starlette(routes=[telegram.route("/hook")])) as address,
        aiohttp.ClientSession(headers={HEADER: SECRET}) as session,
        session.post(
            f"{address}/hook", json={"update_id": 1, "callback_query": {"id": "1"}}
        ) as answer,
    ):
        assert answer.status == 503
