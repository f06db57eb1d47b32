"""The bots that are measured, each a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from benchmarks.loopback import PYTHON, ROOT, Account

CONFIG = """\
[telegram]
token = "{token}"
api_base_url = "{url}"
[pace]
per_second = {per_second}
per_chat_seconds = 0
[reminders]
offsets = []
quiet_hours = []
[log]
level = "error"
"""


@dataclass(frozen=True, slots=True)
class Bot:
    """`start` gives the command line with which the bot serves an account."""

    name: str
    start: Callable[[Account], Sequence[str]]


class Office:
    """A folder with a store and its key, filled by `benchmarks.office`, for Bekal to run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def filled(cls, parent: Path, *how: str) -> Office:
        folder = Path(tempfile.mkdtemp(dir=parent))
        subprocess.run(  # noqa: S603
            [PYTHON, "-m", "benchmarks.office", str(folder), *how], cwd=ROOT, check=True
        )
        return cls(folder)

    def copy(self) -> Office:
        """The same once more, to be used up by one run."""
        folder = Path(tempfile.mkdtemp(dir=self.folder.parent))
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Office(folder)

    def command(self, account: Account, per_second: float = 0) -> list[str]:
        """How Bekal runs here; 0 = without a limit."""
        config = self.folder / "config.toml"
        words = CONFIG.format(token=account.token, url=account.url, per_second=per_second)
        config.write_text(words)
        return [PYTHON, "-m", "bot", "run", "--config", str(config)]


def bekal(office: Office, per_second: float = 0) -> Bot:
    """Bekal; every start takes a fresh copy of `office`."""
    return Bot("Bekal", lambda account: office.copy().command(account, per_second))


def peer(name: str, module: str, *arguments: object) -> Bot:
    """A bot of benchmarks/peers."""
    return Bot(name, partial(_peer_command, module, arguments))


def _peer_command(module: str, arguments: Sequence[object], account: Account) -> list[str]:
    command = [sys.executable, "-m", f"benchmarks.peers.{module}", account.url, account.token]
    return command + [str(argument) for argument in arguments]


@contextmanager
def running(command: Sequence[str]) -> Iterator[psutil.Process]:
    """The bot while it runs; it is killed at the end."""
    process = psutil.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def memory(process: psutil.Process) -> float:
    """Resident megabytes."""
    return process.memory_info().rss / 1e6


def cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
