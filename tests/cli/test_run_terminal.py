"""What `bekal run` prints when it starts and stops."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from cli_process import call, environment, running
from dialogue import ZONE
from running_bot import PATIENCE, TOKEN
from telegram_faults import refusal_of
from telegram_server import BotApiServer


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Path]:
    """The folder of a bot that Telegram knows."""
    async with BotApiServer() as server:
        server.bot(TOKEN, username="bekal_uji_bot")
        (tmp_path / "config.toml").write_text(
            f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "{server.url}"\n'
        )
        yield tmp_path


async def test_it_says_that_it_is_ready_where_and_when(office: Path) -> None:
    async with running(office, "run", TZ="UTC") as process:
        assert process.stderr
        async with asyncio.timeout(PATIENCE):
            line = (await process.stderr.readline()).decode()
    told = re.match(r"(\S+) \[info +\] ready +channel=telegram link=(\S+)\n", line)
    assert told, line
    assert told[2] == "https://t.me/bekal_uji_bot"
    at = datetime.fromisoformat(told[1])
    assert at.utcoffset() == datetime.now(ZONE).utcoffset()
    assert abs((datetime.now(ZONE) - at).total_seconds()) < PATIENCE


async def test_machines_are_told_the_time_in_utc(office: Path) -> None:
    async with running(office, "run", BEKAL_LOG_FORMAT="json") as process:
        assert process.stderr
        async with asyncio.timeout(PATIENCE):
            line = (await process.stderr.readline()).decode()
    assert re.search(r'"timestamp": "[\d-]+T[\d:.]+Z"', line)


async def test_on_a_terminal_it_says_how_to_stop_it(office: Path) -> None:
    ours, its = os.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=office, env=environment(), stderr=its
    )
    os.close(its)
    try:
        read = os.fdopen(ours, "rb", buffering=0)
        async with asyncio.timeout(PATIENCE):
            first, second = [await asyncio.to_thread(read.readline) for _ in range(2)]
        assert b"Ctrl+C" in first
        assert b"ready" in second
    finally:
        process.terminate()
        await process.wait()
        read.close()
    assert process.returncode == 0


@pytest.mark.parametrize("known", [True, False], ids=["taken back", "never given"])
async def test_a_refused_token_ends_it_with_an_error(office: Path, known: bool) -> None:
    """A token that was taken back is answered 401, one that never was 404."""
    async with BotApiServer() as server:
        if known:
            account = server.bot(TOKEN, username="bekal_uji_bot")
            account.faults.ordered.append(refusal_of(401, times=99, methods=("getMe",)))
        ended = await call(office, "run", BEKAL_TELEGRAM_API_BASE_URL=server.url)
    assert ended.status == 1
    assert "telegram: the token is not valid: get a new one from @BotFather" in ended.err
    assert "Traceback" not in ended.err
