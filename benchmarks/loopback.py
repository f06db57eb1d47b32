"""The Bot API on loopback, as a process (tests/support/telegram_server.py), and one account."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
"""Bekal's own interpreter; the peers run in the one that runs the benchmarks."""

LOOK_EVERY = 0.02


class Loopback:
    """A server for one round: `with Loopback() as server: account = server.account()`."""

    def __init__(self, latency: float = 0.0) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [PYTHON, "tests/support/telegram_server.py", "--latency", str(latency)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it tells of every bot that is killed
            text=True,
        )
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        self.url = self._process.stdout.readline().strip()
        self._control = HTTPConnection(urlsplit(self.url).netloc)
        self._numbers = count(1000)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._control.close()
        self._process.terminate()
        self._process.wait()

    def account(self) -> Account:
        """A new bot account that anybody may have started."""
        token = f"{next(self._numbers)}:loopback"
        self.order("bot", token=token, open_to_all=True)
        return Account(self, token)

    def order(self, action: str, **arguments: Any) -> Any:
        return self._ask("POST", f"/control/{action}", json.dumps(arguments))["result"]

    def look(self, question: str, **arguments: Any) -> Any:
        query = "&".join(f"{name}={value}" for name, value in arguments.items())
        return self._ask("GET", f"/control/{question}?{query}")

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        self._control.request(method, path, body)
        answer = self._control.getresponse()
        content = json.loads(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{path}: {content}")
        return content


class Account:
    """One bot's account. Times are monotonic seconds, the same in every process here."""

    def __init__(self, server: Loopback, token: str) -> None:
        self._server = server
        self.url = server.url
        self.token = token

    def ask(self, chat: int, text: str) -> float:
        """A person writes; returns when."""
        at = time.monotonic()
        self._server.order("push_text", token=self.token, chat_id=chat, text=text)
        return at

    def ask_at_once(self, chats: Iterable[int], text: str) -> float:
        at = time.monotonic()
        self._server.order("burst", token=self.token, texts=[[chat, text] for chat in chats])
        return at

    def order(self, action: str, **arguments: Any) -> Any:
        return self._server.order(action, token=self.token, **arguments)

    def state(self) -> dict[str, Any]:
        """See `telegram_control`: accepted, unconfirmed, refused_by_rate, …"""
        state: dict[str, Any] = self._server.look("state", token=self.token)
        return state

    def sent(self, since: int = 0) -> list[dict[str, Any]]:
        """The messages accepted from ledger entry `since` on."""
        entries = self._server.look("ledger", token=self.token, since=since)
        return [entry for entry in entries if entry["method"] == "sendMessage"]

    def first_sent_at(self, within: float) -> float:
        """When the first message was accepted, which is waited for."""
        end = time.monotonic() + within
        while not (sent := self.sent()):
            if time.monotonic() > end:
                raise TimeoutError("no answer at all")
            time.sleep(LOOK_EVERY)
        at: float = sent[0]["at"]
        return at

    def has_sent(self, count: int) -> bool:
        return len(self.sent()) >= count

    def wait_until(self, is_so: Callable[[dict[str, Any]], bool], within: float) -> bool:
        """Look at the account's state until it is as wanted. False when that took too long."""
        end = time.monotonic() + within
        while not is_so(self.state()):
            if time.monotonic() > end:
                return False
            time.sleep(LOOK_EVERY)
        return True

    def wait_for_silence(self, seconds: float, within: float) -> None:
        """Wait until nothing has been accepted for so long."""
        end = time.monotonic() + within
        accepted, since = -1, time.monotonic()
        while time.monotonic() < end:
            now_accepted = self.state()["accepted"]
            if now_accepted != accepted:
                accepted, since = now_accepted, time.monotonic()
            elif time.monotonic() - since > seconds:
                return
            time.sleep(LOOK_EVERY)
