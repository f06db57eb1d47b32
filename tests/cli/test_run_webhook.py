"""The real `bekal run` in webhook mode, posted to by the loopback Bot API."""

from __future__ import annotations

import socket
from pathlib import Path

import aiohttp
from cli_process import running
from telegram_server import BotApiServer

TOKEN = "123456:loopback"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def test_questions_that_are_posted_are_answered(tmp_path: Path) -> None:
    port = free_port()
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        account.push_text(5, "sebelum jalan")
        settings = {
            "BEKAL_TELEGRAM_TOKEN": TOKEN,
            "BEKAL_TELEGRAM_API_BASE_URL": server.url,
            "BEKAL_TELEGRAM_MODE": "webhook",
            "BEKAL_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "BEKAL_WEB_LISTEN": f"127.0.0.1:{port}",
        }
        async with running(tmp_path, "run", **settings):
            await account.next_message(5)
            account.push_text(6, "/start")
            greeting = await account.next_message(6)
            account.push_press(6, greeting.buttons[0][1])
            await account.next_message(6, after=1)
            assert account.webhook["secret_token"]
            assert await post(port, "/hook") == 401
            assert await post(port, "/other") == 404
        account.push_text(7, "sesudah berhenti")
        async with running(tmp_path, "run", **settings):
            await account.next_message(7)
        assert server.violations == []
        assert [len(account.sent_to(chat)) for chat in (5, 6, 7)] == [1, 2, 1]


async def post(port: int, path: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}{path}", data=b"{}") as answer,
    ):
        return answer.status
