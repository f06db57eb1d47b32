"""How fast questions are answered: Bekal's whole turn beside the echo bots of other libraries."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.bots import Bot, Office, bekal, cpu_seconds, memory, peer, running
from benchmarks.loopback import Account, Loopback
from benchmarks.reports import Report, Target, at_least, at_most, ratio

QUESTION = "jdwl las bsk jam brp pak"
CHATS = 2000
"""So many people ask at once; every second one is linked to a participant."""
WINDOW = 4.0
"""Slow bots are stopped after so many seconds and measured by what they answered until then."""
STEADY_RATE = 15
STEADY_SECONDS = 4.0
ROUND_TRIPS = (0.0, 0.05)
PATIENCE = 20.0

HOW = f"""\
“{QUESTION}” from {CHATS:,} chats at once, half of them linked, to Bekal (durable inbox, the
question understood, the store asked, the answer through the outbox) and to bots that only send
the text back. p50 and p95: {STEADY_RATE} questions a second for {STEADY_SECONDS:.0f} s. CPU is
that of the bot alone, for one answer. First answer: from the start of the process, with a
question waiting."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one bot did in one round; seconds and megabytes. p50 and p95 are of latencies."""

    per_second: float
    cpu: float
    p50: float
    p95: float
    first_answer: float
    megabytes: float


def contenders(folder: Path) -> list[Bot]:
    office = Office.filled(folder, "--chats", str(CHATS), "--every", "2")
    return [
        bekal(office),
        peer("PTB", "echo_ptb"),
        peer("PTB, 256 at once", "echo_ptb", 256),
        peer("aiogram", "echo_aiogram"),
        peer("bare aiohttp", "echo_aiohttp"),
    ]


def run(rounds: int) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        bots = contenders(Path(folder))
        runs: dict[tuple[float, str], list[Run]] = {}
        for _ in range(rounds):
            for round_trip in ROUND_TRIPS:
                for bot in bots:
                    with Loopback(round_trip) as server:
                        runs.setdefault((round_trip, bot.name), []).append(measure(bot, server))
    return [_report(runs)]


def measure(bot: Bot, server: Loopback) -> Run:
    """Start the bot with a question waiting, ask steadily, then all at once."""
    account = server.account()
    account.ask(CHATS + 1, QUESTION)
    started = time.monotonic()
    with running(bot.start(account)) as process:
        first_answer = account.first_sent_at(PATIENCE) - started
        latencies = ask_steadily(account)
        cpu_before = cpu_seconds(process)
        answers, per_second = ask_all(account)
        cpu = (cpu_seconds(process) - cpu_before) / answers
        megabytes = memory(process)
    p50, p95 = percentile(latencies, 0.5), percentile(latencies, 0.95)
    return Run(per_second, cpu, p50, p95, first_answer, megabytes)


def ask_steadily(account: Account) -> list[float]:
    """One question after the other, `STEADY_RATE` a second; returns how long each answer took."""
    before = account.state()["accepted"]
    questions = int(STEADY_SECONDS * STEADY_RATE)
    asked: dict[int, float] = {}
    begin = time.monotonic()
    for number in range(questions):
        time.sleep(max(0.0, begin + number / STEADY_RATE - time.monotonic()))
        asked[number + 1] = account.ask(number + 1, QUESTION)
    account.wait_until(lambda state: state["accepted"] >= before + questions, PATIENCE)
    answered = {entry["chat_id"]: entry["at"] for entry in account.sent(before)}
    return [answered.get(chat, float("inf")) - at for chat, at in asked.items()]


def ask_all(account: Account) -> tuple[int, float]:
    """Everybody asks at once; returns how many answers came, and how many a second."""
    before = account.state()["accepted"]
    at = account.ask_at_once(range(1, CHATS + 1), QUESTION)
    account.wait_until(lambda state: state["accepted"] >= before + CHATS, WINDOW)
    answers = account.sent(before)
    return len(answers), len(answers) / (answers[-1]["at"] - at)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _report(runs: dict[tuple[float, str], list[Run]]) -> Report:
    headings = (
        "round trip, bot", "answers/s", "CPU ms", "p50 ms", "p95 ms", "first answer s", "MB",
    )  # fmt: skip
    rows = [
        (f"{trip * 1000:.0f} ms, {name}", *_medians(each)) for (trip, name), each in runs.items()
    ]
    return Report("Answers", HOW, [headings, *rows], _targets(runs))


def _medians(runs: Sequence[Run]) -> tuple[str, ...]:
    def of(name: str, scale: float, digits: int) -> str:
        return f"{median(getattr(run, name) for run in runs) * scale:.{digits}f}"

    return (
        of("per_second", 1, 0), of("cpu", 1000, 2), of("p50", 1000, 1), of("p95", 1000, 1),
        of("first_answer", 1, 2), of("megabytes", 1, 0),
    )  # fmt: skip


def _targets(runs: dict[tuple[float, str], list[Run]]) -> list[Target]:
    def all_of(name: str, round_trip: float, bot: str) -> list[float]:
        return [getattr(run, name) for run in runs[round_trip, bot]]

    def ours_to(name: str, round_trip: float, bot: str) -> float:
        return ratio(all_of(name, round_trip, "Bekal"), all_of(name, round_trip, bot))

    return [
        at_least("answers/s to PTB’s, 0 ms", ours_to("per_second", 0.0, "PTB"), 1),
        at_least("answers/s to aiogram’s, 50 ms", ours_to("per_second", 0.05, "aiogram"), 1),
        at_most("p95 to PTB’s, 0 ms", ours_to("p95", 0.0, "PTB"), 2),
        at_most("p95 to PTB’s, 50 ms", ours_to("p95", 0.05, "PTB"), 2),
        at_most("first answer, s", median(all_of("first_answer", 0.0, "Bekal")), 1.5),
        at_most("resident MB", max(all_of("megabytes", 0.05, "Bekal")), 100),
    ]
