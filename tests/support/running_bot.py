"""The real `bekal run` as a process that can be stopped, killed and started again."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import Any

import fork_server
from cli_process import environment
from dialogue import ZONE, Bekal, FakeClock
from fork_server import Forked

from store.connection import Store
from store.sealing.concealed import ADDRESS
from store.sealing.key_file import load_keys

TOKEN = "123456:AAloopback-token_of_a_test"

CONFIG = """
[telegram]
token = "{token}"
api_base_url = "{url}"
[reminders]
offsets = ["60s"]
quiet_hours = []
[pace]
per_second = 0
per_chat_seconds = 0
[log]
format = "json"
level = "debug"
"""

LIBFAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")

PATIENCE = 60.0
"""Seconds that a busy machine is given for what takes a moment."""


class SetClock:
    """The system clock of a bot, which a test sets; the monotonic one goes on undisturbed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set("+0")
        self.variables = {
            "LD_PRELOAD": str(LIBFAKETIME),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, ahead: str) -> None:
        """Set it to what it really is and so much more, such as "+3h", "-1h", "+30d"."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{ahead}\n")
        new.replace(self._file)


class RunningBot:
    """A bot of its own in `folder`; what it prints is kept in a file there."""

    def __init__(
        self,
        folder: Path,
        url: str,
        name: str = "bot",
        clock: SetClock | None = None,
        program: str = "bot.cli",
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._program = program
        self._config = folder / "config.toml"
        self._config.write_text(CONFIG.format(token=TOKEN, url=url))
        self._output = folder / f"{name}.log"
        self._process: Forked | Process | None = None

    async def start(self) -> None:
        arguments = ("run", "--config", str(self._config))
        with self._output.open("ab") as output:
            if self._clock:  # only a new process takes the library that fakes its clock
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    *("-m", "bot", *arguments),
                    cwd=self._folder,
                    env=environment(**self._clock.variables),
                    stdout=output,
                    stderr=output,
                )
                return
            self._process = fork_server.start(
                self._folder, arguments, environment(), (output, output), program=self._program
            )

    async def kill(self) -> None:
        """kill -9"""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def sleeps(self) -> None:
        """It stands still, as on a machine that swaps or is suspended, until it `wakes_up`."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def wakes_up(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; returns the exit status and how many seconds it took."""
        assert self._process is not None
        told_at = time.monotonic()
        self._process.terminate()
        async with asyncio.timeout(PATIENCE):
            status = await self._process.wait()
        return status, time.monotonic() - told_at

    @property
    def output(self) -> str:
        return self._output.read_text()

    async def prints(self, text: str, times: int = 1) -> None:
        """Wait until it has printed this so often."""
        async with asyncio.timeout(PATIENCE):
            while self.output.count(text) < times:  # noqa: ASYNC110 - another process's file
                await asyncio.sleep(0.02)

    async def has_recorded_all(self) -> None:
        """Wait until what became of every message sent so far stands in the store."""
        async with asyncio.timeout(PATIENCE):
            while self.asks_its_store(  # noqa: ASYNC110
                "SELECT 1 FROM outbox WHERE state = 'sending' OR (state = 'queued' AND attempts)"
            ):
                await asyncio.sleep(0.02)

    def being_written(self) -> set[str]:
        """The addresses to which it was just writing."""
        keys = load_keys(self._folder / "bekal.key", None)
        rows = self.asks_its_store("SELECT address FROM outbox WHERE is_writing = 1")
        return {keys.reveal(address, ADDRESS) for (address,) in rows}

    async def has_settled_all(self) -> None:
        """Wait until nothing is to be sent or to be sent again."""
        async with asyncio.timeout(PATIENCE):
            while self.asks_its_store(  # noqa: ASYNC110
                "SELECT 1 FROM outbox WHERE state IN ('sending', 'queued', 'uncertain')"
            ):
                await asyncio.sleep(0.05)

    def asks_its_store(self, query: str) -> list[tuple[Any, ...]]:
        """What its store says, read beside it."""
        with closing(sqlite3.connect(self._folder / "bekal.db")) as db:
            return db.execute(query).fetchall()


@asynccontextmanager
async def office_in(folder: Path) -> AsyncIterator[Bekal]:
    """The store of the bot in `folder`, to be filled before it runs; its clock stands at now."""
    store = Store.open(folder / "bekal.db", folder / "bekal.key")
    try:
        yield Bekal(store, FakeClock(datetime.now(ZONE).replace(tzinfo=None).isoformat()))
    finally:
        store.close()
