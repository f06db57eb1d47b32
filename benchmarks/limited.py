"""Chats that Telegram limits (429), and how long the others wait meanwhile."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.bots import Office, running
from benchmarks.loopback import LOOK_EVERY, Loopback
from benchmarks.reports import Report, at_most

QUESTION = "jdwl las bsk jam brp pak"
ROUND_TRIP = 0.05
LIMITED = (0, 1, 3, 10)
LIMITED_FOR = 30
OTHERS = 40
HEAD_START = 0.5
PATIENCE = 60.0

HOW = f"""\
Some chats get a 429 with retry_after {LIMITED_FOR} for every message. They ask half a second
before {OTHERS} others do, {ROUND_TRIP * 1000:.0f} ms round trip: the median wait of the others."""


def run(rounds: int) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        office = Office.filled(Path(folder), "--chats", "10", "--one-class")
        waits = {count: [others_wait(office, count) for _ in range(rounds)] for count in LIMITED}
    rows = [(f"{count}", f"{median(waits[count]):.2f}") for count in LIMITED]
    longest = max(median(each) for each in waits.values())
    return [
        Report(
            "Beside chats that Telegram limits",
            HOW,
            [("limited chats", "median wait s"), *rows],
            [at_most("the longest, s", longest, 1)],
        )
    ]


def others_wait(office: Office, count: int) -> float:
    """Median seconds from the question to the answer."""
    with Loopback(ROUND_TRIP) as server:
        account = server.account()
        limited = range(500_000, 500_000 + count)
        others = range(600_000, 600_000 + OTHERS)
        for chat in limited:
            account.order(
                "refuse", code=429, retry_after=LIMITED_FOR, times=1_000_000, chat_id=chat
            )
        with running(office.copy().command(account)):
            account.ask(1, QUESTION)
            account.first_sent_at(PATIENCE)
            account.ask_at_once(limited, QUESTION)
            time.sleep(HEAD_START)
            at = account.ask_at_once(others, QUESTION)
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                waits = [each["at"] - at for each in account.sent() if each["chat_id"] in others]
                if len(waits) == OTHERS:
                    return median(waits)
                time.sleep(LOOK_EVERY)
    raise TimeoutError(f"not all {OTHERS} were answered")
