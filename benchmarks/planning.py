"""The planning of reminders in stores of a thousand, a hundred thousand and a million links."""

from __future__ import annotations

import json
import subprocess

from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, at_most

LINKS = (1_000, 100_000, 1_000_000)

HOW = """\
One tick in stores of different size, with 500 reminders due in each. “Due” queues them, “again”
finds them queued already; both are the best of all ticks, since others' work only ever adds, and
without the commit (one fsync). In milliseconds."""


def run(rounds: int) -> list[Report]:
    ticks = {
        links: [_tick(links) for _ in range(rounds if links < LINKS[-1] else 1)] for links in LINKS
    }
    due = {links: min(min(each["due"]) for each in found) for links, found in ticks.items()}
    again = {links: min(min(each["again"]) for each in found) for links, found in ticks.items()}
    rows = [
        (f"Bekal, {links:,}", f"{due[links] * 1000:.1f}", f"{again[links] * 1000:.1f}")
        for links in LINKS
    ]
    return [
        Report(
            "Planning reminders",
            HOW,
            [("links", "due", "again"), *rows],
            [
                at_most("largest store to smallest", due[LINKS[-1]] / due[LINKS[0]], 1.3),
                at_most("500 due, ms", max(due.values()) * 1000, 10),
            ],
        )
    ]


def _tick(links: int) -> dict[str, list[float]]:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-m", "benchmarks.planning_tick", str(links)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    ticks: dict[str, list[float]] = json.loads(done.stdout)
    return ticks
