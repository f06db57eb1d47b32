"""`kill -9` at twenty moments of an announcement, with questions going on: what the server got.

The ledger of the loopback server is the truth; beside it, the outbox as each crash left it.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.announcements import PER_SECOND, RATE
from benchmarks.bots import Office, running
from benchmarks.loopback import LOOK_EVERY, Account, Loopback
from benchmarks.reports import Report, at_most
from store.sealing.concealed import ADDRESS
from store.sealing.key_file import load_keys

CRASHES = 20
RECIPIENTS = 1000
ROUND_TRIP = 0.05
DROPPED = 0.01
QUESTION = "jdwl las bsk jam brp pak"
ASKED_EVERY = 0.5
FIRST_ASKING = 500_000
"""Chats that ask are none that are told."""
SILENCE = 8.0
PATIENCE = 120.0
UNCERTAIN_AT_MOST = 1.5 * RATE * ROUND_TRIP + 1

HOW = f"""\
An announcement to {RECIPIENTS:,} at {PER_SECOND}/s, {ROUND_TRIP * 1000:.0f} ms round trip, killed
{CRASHES} times at random moments; two questions a second meanwhile. Of the messages it accepted
the server leaves {DROPPED:.0%} without an answer, its line cut. “Recorded as sent” and
“uncertain” are the announcement’s, as the store stands after the crash; “repeated although
recorded” counts messages that reached a chat again after that."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What one crash found: when, and how the announcement's rows stood then."""

    after: float
    recorded: frozenset[int]
    in_hand: int
    accepted: int


def run(rounds: int) -> list[Report]:
    """One round: its twenty crashes are the repetition."""
    del rounds
    with tempfile.TemporaryDirectory() as folder, Loopback(ROUND_TRIP) as server:
        office = Office.filled(
            Path(folder), "--chats", str(RECIPIENTS), "--one-class", "--announce"
        )
        account = server.account()
        account.order("drop", share=DROPPED, seed=7)
        asking = _Asking(account)
        crashes = _crash_again_and_again(office, account, asking)
        with running(office.command(account, PER_SECOND)):
            account.wait_for_silence(SILENCE, PATIENCE)
        return [_report(crashes, account, asking)]


class _Asking:
    """People who go on asking, one after the other."""

    def __init__(self, account: Account) -> None:
        self.chats: list[int] = []
        self._account = account
        self._next_at = 0.0

    def go_on(self) -> None:
        if time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + ASKED_EVERY
            self.chats.append(FIRST_ASKING + len(self.chats))
            self._account.ask(self.chats[-1], QUESTION)


def _crash_again_and_again(office: Office, account: Account, asking: _Asking) -> list[Crash]:
    chance = random.Random(11)  # noqa: S311 - the same moments every time
    share = RECIPIENTS / RATE / (CRASHES + 1)
    crashes: list[Crash] = []
    for _ in range(CRASHES):
        before = account.state()["accepted"]
        with running(office.command(account, PER_SECOND)):
            while account.state()["accepted"] == before:
                asking.go_on()
                time.sleep(LOOK_EVERY)
            began = time.monotonic()
            end = began + chance.uniform(0.0, 2 * share)
            while time.monotonic() < end:
                asking.go_on()
                time.sleep(LOOK_EVERY / 4)
        crashes.append(_look(office, account, time.monotonic() - began))
    return crashes


def _look(office: Office, account: Account, after: float) -> Crash:
    with closing(sqlite3.connect(office.folder / "bekal.db")) as db:
        rows = db.execute(
            "SELECT address, state FROM outbox WHERE kind = 'announcement'"
        ).fetchall()
    keys = load_keys(office.folder / "bekal.key", None)
    sent = (keys.reveal(address, ADDRESS) for address, state in rows if state == "sent")
    return Crash(
        after=after,
        recorded=frozenset(map(int, sent)),
        in_hand=sum(state == "sending" for _, state in rows),
        accepted=account.state()["accepted"],
    )


def _report(crashes: list[Crash], account: Account, asking: _Asking) -> Report:
    got = Counter(entry["chat_id"] for entry in account.sent())
    repeated = [_repeated(crash, account) for crash in crashes]
    rows = [
        (
            f"{number}, after {crash.after:.2f} s",
            str(len(crash.recorded)),
            str(crash.in_hand),
            str(again),
        )
        for number, (crash, again) in enumerate(zip(crashes, repeated, strict=True), 1)
    ]
    told = range(1, RECIPIENTS + 1)
    headings = ("crash", "recorded as sent", "uncertain", "repeated although recorded")
    return Report(
        "Twenty crashes in one announcement",
        f"{HOW} In all {sum(got[chat] > 1 for chat in told)} of {RECIPIENTS:,} chats were told "
        f"twice, and {len(asking.chats)} questions asked.",
        [headings, *rows],
        [
            at_most("lost", sum(not got[chat] for chat in told), 0),
            at_most("unanswered", sum(not got[chat] for chat in asking.chats), 0),
            at_most("uncertain in a crash", max(c.in_hand for c in crashes), UNCERTAIN_AT_MOST),
            at_most("repeated although recorded", max(repeated), 0),
        ],
    )


def _repeated(crash: Crash, account: Account) -> int:
    later = {entry["chat_id"] for entry in account.sent(crash.accepted)}
    return len(crash.recorded & later)
