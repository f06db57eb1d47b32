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
from typing import Any

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


async def call(folder: Path, *arguments: str, given: bytes = b"", **variables: str) -> Ended:
    """Run the command to its end in `folder`; `given` is its standard input."""
    process = await _start(folder, arguments, variables)
    async with asyncio.timeout(30):
        out, err = await process.communicate(given)
    return Ended(process.returncode or 0, out.decode(), err.decode())


@asynccontextmanager
async def running(
    folder: Path, *arguments: str, stop: signal.Signals = signal.SIGTERM, **variables: str
) -> AsyncIterator[Process]:
    """The command while it runs; it is told to stop at the end and has to do so well."""
    process = await _start(folder, arguments, variables)
    try:
        yield process
        process.send_signal(stop)
        async with asyncio.timeout(5):
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
