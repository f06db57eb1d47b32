"""The command `bekal` as a process of its own, in a folder of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import fork_server

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = ("BEKAL_", "CI", "SSH_", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on standard output, which has to be one JSON document."""
        return json.loads(self.out)


def environment(**more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    return {**ours, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **more}


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


async def call(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    program: str = "bot.cli",
    **variables: str,
) -> Ended:
    """Run the command to its end in `folder`; `given` is its standard input."""
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(given)
        stdin.seek(0)
        process = fork_server.start(
            folder, arguments, environment(**variables), (stdout, stderr), stdin, program
        )
        try:
            async with asyncio.timeout(30):
                status = await process.wait()
        finally:
            process.kill()
        stdout.seek(0)
        stderr.seek(0)
        return Ended(status, stdout.read().decode(), stderr.read().decode())


@asynccontextmanager
async def running(
    folder: Path, *arguments: str, stop: signal.Signals = signal.SIGTERM, **variables: str
) -> AsyncIterator[Process]:
    """The command while it runs; it is told to stop at the end and has to do so well."""
    process = await _start(folder, arguments, variables)
    try:
        yield process
        process.send_signal(stop)
        async with asyncio.timeout(60):
            _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _start(folder: Path, arguments: tuple[str, ...], variables: dict[str, str]) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=folder, env=environment(**variables), stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
