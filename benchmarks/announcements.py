"""An announcement to a thousand people: at Telegram's pace, and as fast as it goes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.bots import Office, bekal, peer
from benchmarks.loopback import Account, Loopback
from benchmarks.reports import Report, Target, at_least, at_most, ratio
from benchmarks.sending import Sending, send_to_all

RECIPIENTS = 1000
PEERS_RECIPIENTS = 300
RATE = 30
PER_SECOND = 29.5
"""Bekal's default."""
PEERS_WINDOW = 25.0
STRICT = {"rate": RATE, "burst": 10, "penalty": 3}
"""The server's bucket: a message too many blocks the account for three seconds."""
RETRY_AFTER = 3
ROUND_TRIP = 0.05
UNLIMITED_RECIPIENTS = 4000
PATIENCE = 60.0

PACED = f"""\
{RECIPIENTS:,} recipients ({PEERS_RECIPIENTS} for the peers, for {PEERS_WINDOW:.0f} s at most) at
{RATE}/s, {ROUND_TRIP * 1000:.0f} ms round trip. The server refuses bursts: a bucket of
{STRICT["burst"]} that drains at {RATE}/s; a message too many blocks the account for
{STRICT["penalty"]} s. Once more with one 429, `retry_after` {RETRY_AFTER}, on the way. “Missing”
are those who have nothing when all is sent or the time is over."""

UNLIMITED = f"""\
{UNLIMITED_RECIPIENTS:,} recipients without any limit, {ROUND_TRIP * 1000:.0f} ms round trip: what
the way through the outbox costs."""


def run(rounds: int) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder:
        return [_paced(Path(folder), rounds), _unlimited(Path(folder), rounds)]


def announcing(folder: Path, recipients: int) -> Office:
    return Office.filled(folder, "--chats", str(recipients), "--one-class", "--announce")


def _paced(folder: Path, rounds: int) -> Report:
    ours = bekal(announcing(folder, RECIPIENTS), PER_SECOND)
    runs: dict[str, list[Sending]] = {}
    for _ in range(rounds):
        with Loopback(ROUND_TRIP) as server:
            for name, refusing in (("Bekal", False), ("Bekal, one 429", True)):
                account = strict_account(server)
                meanwhile = _refuse_once(account, RECIPIENTS // 2) if refusing else _nothing
                runs.setdefault(name, []).append(
                    send_to_all(ours.start(account), account, RECIPIENTS, PATIENCE, meanwhile)
                )
            for theirs in (
                peer("PTB, AIORateLimiter", "send_ptb", PEERS_RECIPIENTS, "limited"),
                peer("aiogram, sleep 0.05", "send_aiogram", PEERS_RECIPIENTS, "limited"),
            ):
                account = strict_account(server)
                runs.setdefault(theirs.name, []).append(
                    send_to_all(theirs.start(account), account, PEERS_RECIPIENTS, PEERS_WINDOW)
                )
    headings = ("bot", "messages/s", "of the rate", "fullest second", "429s", "missing")
    rows = [
        (
            name,
            _median(each, "per_second", ".1f"),
            f"{median(run.per_second for run in each) / RATE:.3f}",
            _median(each, "fullest_second", ".0f"),
            _median(each, "refused", ".0f"),
            _median(each, "lost", ".0f"),
        )
        for name, each in runs.items()
    ]
    return Report(
        "Announcement at Telegram’s pace", PACED, [headings, *rows], _paced_targets(runs)
    )


def _paced_targets(runs: dict[str, list[Sending]]) -> list[Target]:
    plain, refused = runs["Bekal"], runs["Bekal, one 429"]
    ideal = (RECIPIENTS - 1) / RATE + RETRY_AFTER
    return [
        at_least("rate to 30/s", median(run.per_second for run in plain) / RATE, 0.97),
        at_most("most in any second", max(run.fullest_second for run in plain), 30),
        at_most("429s", max(run.refused for run in plain), 0),
        at_most("lost, also through a 429", max(run.lost for run in plain + refused), 0),
        at_least("ideal time to ours, one 429", ideal / median(r.seconds for r in refused), 0.98),
    ]


def _unlimited(folder: Path, rounds: int) -> Report:
    count = UNLIMITED_RECIPIENTS
    bots = (
        bekal(announcing(folder, count)),
        peer("PTB", "send_ptb", count),
        peer("aiogram", "send_aiogram", count),
        peer("bare aiohttp", "send_aiohttp", count),
    )
    runs: dict[str, list[Sending]] = {}
    for _ in range(rounds):
        for bot in bots:
            with Loopback(ROUND_TRIP) as server:
                account = server.account()
                runs.setdefault(bot.name, []).append(
                    send_to_all(bot.start(account), account, count, PATIENCE)
                )
    rows = [
        (
            name,
            _median(each, "per_second", ".0f"),
            f"{median(run.cpu for run in each) * 1000:.2f}",
            _median(each, "lost", ".0f"),
        )
        for name, each in runs.items()
    ]

    def ours_to(bot: str) -> float:
        return ratio(
            [run.per_second for run in runs["Bekal"]], [run.per_second for run in runs[bot]]
        )

    return Report(
        "Announcement without a limit",
        UNLIMITED,
        [("bot", "messages/s", "CPU ms", "missing"), *rows],
        [
            at_least("messages/s to aiogram’s", ours_to("aiogram"), 1),
            at_least("messages/s to bare aiohttp’s", ours_to("bare aiohttp"), 0.75),
        ],
    )


def strict_account(server: Loopback) -> Account:
    account = server.account()
    account.order("rate_limit", **STRICT)
    return account


def _refuse_once(account: Account, after: int) -> Callable[[int], None]:
    """Have the server refuse one message when `after` have arrived."""
    is_done = False

    def refuse(arrived: int) -> None:
        nonlocal is_done
        if arrived >= after and not is_done:
            is_done = True
            account.order("refuse", code=429, retry_after=RETRY_AFTER)

    return refuse


def _nothing(_: int) -> None:
    pass


def _median(runs: Sequence[Sending], name: str, form: str) -> str:
    return format(median(getattr(run, name) for run in runs), form)
