"""Killed with questions waiting: how many are never answered, and how many twice."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.bots import Office, peer, running
from benchmarks.loopback import Account, Loopback
from benchmarks.reports import Report, Target

QUESTION = "jdwl las bsk jam brp pak"
CHATS = 600
ANSWERED_BEFORE = 20
"""The bot is killed when about so many have been answered: the rest is on its way somewhere."""
ROUND_TRIP = 0.05
PATIENCE = 20.0
SILENCE = 3.0

HOW = f"""\
{CHATS} people ask at once, {ROUND_TRIP * 1000:.0f} ms round trip; after about
{ANSWERED_BEFORE} answers the bot gets `kill -9`, is started again and left until nothing has come
for {SILENCE:.0f} s."""


@dataclass(frozen=True, slots=True)
class Run:
    unanswered: int
    twice: int


def run(rounds: int) -> list[Report]:
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        office = Office.filled(Path(folder), "--chats", str(CHATS), "--every", "2")
        for _ in range(rounds):
            with Loopback(ROUND_TRIP) as server:
                account = server.account()
                commands = {
                    "Bekal": (account, office.copy().command(account)),
                    **{
                        bot.name: (own := server.account(), bot.start(own))
                        for bot in (peer("PTB", "echo_ptb"), peer("aiogram", "echo_aiogram"))
                    },
                }
                for name, (own, command) in commands.items():
                    runs.setdefault(name, []).append(kill_and_restart(own, command))
    rows = [
        (
            name,
            f"{median(run.unanswered for run in each):.0f}",
            f"{median(run.twice for run in each):.0f}",
        )
        for name, each in runs.items()
    ]
    lost = max(run.unanswered for run in runs["Bekal"])
    return [
        Report(
            "Killed with 600 questions waiting",
            HOW,
            [("bot", "never answered", "answered twice"), *rows],
            [Target("never answered, at worst", str(lost), "0", lost == 0)],
        )
    ]


def kill_and_restart(account: Account, command: Sequence[str]) -> Run:
    account.ask_at_once(range(1, CHATS + 1), QUESTION)
    with running(command):
        account.wait_until(lambda state: state["accepted"] >= ANSWERED_BEFORE, PATIENCE)
    with running(command):
        account.wait_for_silence(SILENCE, PATIENCE)
    answers = Counter(entry["chat_id"] for entry in account.sent())
    return Run(CHATS - len(answers), sum(count > 1 for count in answers.values()))
