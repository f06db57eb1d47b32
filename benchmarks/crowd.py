"""One announcement to ten thousand people at Telegram's pace: six minutes, hence one round."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.announcements import PER_SECOND, RATE, ROUND_TRIP, announcing, strict_account
from benchmarks.bots import bekal
from benchmarks.loopback import Loopback
from benchmarks.reports import Report, at_least, at_most
from benchmarks.sending import send_to_all

RECIPIENTS = 10_000
PATIENCE = 2 * RECIPIENTS / RATE

HOW = f"""\
{RECIPIENTS:,} recipients at {RATE}/s, {ROUND_TRIP * 1000:.0f} ms round trip, the same server that
refuses bursts. Run once, whatever the number of rounds."""


def run(_rounds: int) -> list[Report]:
    with tempfile.TemporaryDirectory() as folder, Loopback(ROUND_TRIP) as server:
        ours = bekal(announcing(Path(folder), RECIPIENTS), PER_SECOND)
        account = strict_account(server)
        found = send_to_all(ours.start(account), account, RECIPIENTS, PATIENCE)
    return [
        Report(
            "Announcement to ten thousand",
            HOW,
            [
                ("bot", "messages/s", "s", "fullest second", "429s", "missing"),
                (
                    "Bekal",
                    f"{found.per_second:.2f}",
                    f"{found.seconds:.0f}",
                    str(found.fullest_second),
                    str(found.refused),
                    str(found.lost),
                ),
            ],
            [
                at_least("rate to 30/s", found.per_second / RATE, 0.97),
                at_most("most in any second", found.fullest_second, 30),
                at_most("429s", found.refused, 0),
                at_most("lost", found.lost, 0),
            ],
        )
    ]
