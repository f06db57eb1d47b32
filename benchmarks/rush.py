"""A burst of questions while a broadcast runs, beside the same burst without one."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.announcements import PER_SECOND
from benchmarks.answers import percentile
from benchmarks.bots import Office, running
from benchmarks.loopback import Account, Loopback
from benchmarks.reports import Report, at_most, ratio

QUESTION = "jdwl las bsk jam brp pak"
QUESTIONS = 2000
FIRST_ASKING = 500_000
RECIPIENTS = 1000
ROUND_TRIP = 0.05
UNDER_WAY = 60
"""So many messages of the broadcast are out when the questions come."""
PATIENCE = 60.0

HOW = f"""\
{QUESTIONS:,} questions at once, {ROUND_TRIP * 1000:.0f} ms round trip, while an announcement to
{RECIPIENTS:,} goes out at {PER_SECOND}/s, and the same without it."""


def run(rounds: int) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        quiet = Office.filled(Path(folder), "--chats", str(RECIPIENTS), "--one-class")
        busy = Office.filled(Path(folder), "--chats", str(RECIPIENTS), "--one-class", "--announce")
        runs: dict[str, list[tuple[float, float]]] = {"alone": [], "while it goes out": []}
        for _ in range(rounds):
            for name, office, under_way in zip(runs, (quiet, busy), (0, UNDER_WAY), strict=True):
                with Loopback(ROUND_TRIP) as server:
                    account = server.account()
                    with running(office.copy().command(account, PER_SECOND)):
                        runs[name].append(ask_all(account, under_way))
    rows = [
        (name, *(f"{median(each[at] for each in latencies):.2f}" for at in (0, 1)))
        for name, latencies in runs.items()
    ]
    slower = ratio(
        [p95 for _, p95 in runs["while it goes out"]], [p95 for _, p95 in runs["alone"]]
    )
    return [
        Report(
            "Questions while an announcement goes out",
            HOW,
            [("burst", "p50 s", "p95 s"), *rows],
            [at_most("p95 to that without", slower, 2)],
        )
    ]


def ask_all(account: Account, under_way: int) -> tuple[float, float]:
    """p50 and p95 of the answers' times."""
    account.ask(FIRST_ASKING - 1, QUESTION)
    account.first_sent_at(PATIENCE)
    account.wait_until(lambda state: state["accepted"] > under_way, PATIENCE)
    chats = range(FIRST_ASKING, FIRST_ASKING + QUESTIONS)
    at = account.ask_at_once(chats, QUESTION)
    end = time.monotonic() + PATIENCE
    while True:
        time.sleep(0.5)
        latencies = [entry["at"] - at for entry in account.sent() if entry["chat_id"] in chats]
        if len(latencies) >= QUESTIONS:
            break
        if time.monotonic() > end:
            raise TimeoutError(f"only {len(latencies)} of {QUESTIONS} answered")
    return percentile(latencies, 0.5), percentile(latencies, 0.95)
