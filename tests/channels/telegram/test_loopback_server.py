"""The loopback Bot API is as strict as Telegram and obeys its controls."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from cli_process import ROOT
from telegram_events import TelegramBot
from telegram_faults import RateLimit
from telegram_rules import ApiRefusal, parse_html
from telegram_server import BotApiServer


@pytest.fixture
async def strict() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def robot(strict: BotApiServer) -> TelegramBot:
    robot = strict.bot("1:x")
    robot.add_chat(5)
    return robot


@pytest.fixture
async def http(strict: BotApiServer) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(strict.url) as session:
        yield session


async def api(http: aiohttp.ClientSession, method: str, **parameters: Any) -> Any:
    async with http.post(f"/bot1:x/{method}", json=parameters) as answer:
        return await answer.json()


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"chat_id": 5}, "parameter text is required"),
        ({"chat_id": 6, "text": "a"}, "chat not found"),
        ({"chat_id": 5, "text": " "}, "message text is empty"),
        ({"chat_id": 5, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 5, "text": "a", "reply_markup": {}}, "reply markup has no known kind"),
        (
            {"chat_id": 5, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            "text buttons are unallowed",
        ),
        (
            {"chat_id": 5, "text": "a", "reply_markup": '{"inline_keyboard": [[{"text": "x", '
             '"callback_data": ""}]]}'},
            "BUTTON_DATA_INVALID",
        ),
        ({"chat_id": 5, "text": "<x>", "parse_mode": "HTML"}, "Unsupported start tag"),
    ],
)  # fmt: skip
async def test_refuses_what_telegram_refuses(
    robot: TelegramBot,
    http: aiohttp.ClientSession,
    parameters: dict[str, Any],
    description: str,
) -> None:
    answer = await api(http, "sendMessage", **parameters)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert description in answer["description"]
    assert robot.ledger == []


@pytest.mark.parametrize("bad", ["<b>", "</b>", "<b><i></b></i>", "a < b", "<blink>x</blink>"])
def test_bad_html(bad: str) -> None:
    with pytest.raises(ApiRefusal, match="can't parse entities"):
        parse_html(bad)


def test_good_html() -> None:
    text = parse_html('a > b &amp; <b>😀<i>c</i></b> <a href="x">d</a>')
    assert text.plain == "a > b & 😀c d"
    assert [(e["type"], e["offset"], e["length"]) for e in text.entities] == [
        ("italic", 10, 1), ("bold", 8, 3), ("text_link", 12, 1),
    ]  # fmt: skip


async def test_unknown_parameter_is_noted(
    robot: TelegramBot, http: aiohttp.ClientSession, strict: BotApiServer
) -> None:
    await api(http, "sendMessage", chat_id=5, text="a", colour="red")
    assert strict.violations == ["sendMessage: unknown parameters ['colour']"]


async def test_unconfirmed_updates_come_again(
    robot: TelegramBot, http: aiohttp.ClientSession
) -> None:
    first, second = robot.push_text(5, "a"), robot.push_text(5, "b")
    for _ in range(2):
        answer = await api(http, "getUpdates")
        assert [update["update_id"] for update in answer["result"]] == [first, second]
    answer = await api(http, "getUpdates", offset=second, limit=1)
    assert [update["update_id"] for update in answer["result"]] == [second]
    assert robot.unconfirmed == 1
    answer = await api(http, "getUpdates", offset=-1)
    assert [update["update_id"] for update in answer["result"]] == [second]


async def test_second_poll_ends_the_first(robot: TelegramBot, http: aiohttp.ClientSession) -> None:
    first = asyncio.create_task(api(http, "getUpdates", timeout=30))
    await robot.until(lambda: robot.polls == 1)
    second = asyncio.create_task(api(http, "getUpdates", timeout=30))
    assert (await first)["error_code"] == 409
    robot.push_text(5, "a")
    assert len((await second)["result"]) == 1


def test_rate_limit() -> None:
    limit = RateLimit(rate=30, burst=10, penalty=3)
    for _ in range(10):
        limit.take(100.0)
    for moment in (100.0, 102.9):
        with pytest.raises(ApiRefusal) as refusal:
            limit.take(moment)
        assert refusal.value.code == 429
    for number in range(100):
        limit.take(103.0 + number / 30)
    assert limit.refused == 2


async def test_as_a_program_driven_over_http() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "tests" / "support" / "telegram_server.py"), "--open-to-all",
        "--token", "1:x", stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout is not None
    url = (await program.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession(url) as http:
        async with http.post("/control/push_text", json={"chat_id": 5, "text": "halo"}) as answer:
            assert (await answer.json())["result"] > 0
        assert len((await api(http, "getUpdates"))["result"]) == 1
        await http.post("/control/refuse", json={"code": 403})
        assert (await api(http, "sendMessage", chat_id=9, text="a"))["error_code"] == 403
        assert (await api(http, "sendMessage", chat_id=9, text="a"))["ok"]
        async with http.get("/control/ledger", params={"wait": 5}) as answer:
            assert [entry["text"] for entry in await answer.json()] == ["a"]
        async with http.post("/control/nonsense", json={}) as answer:
            assert answer.status == 400
    program.terminate()
    assert await program.wait() == 0
