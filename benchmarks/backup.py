"""The daily backup of a million messages while people ask: does anybody wait for it?"""

from __future__ import annotations

import json
import subprocess
from typing import Any

from benchmarks.answers import percentile
from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, Target, at_most

ROWS = 1_000_000

HOW = f"""\
A store with {ROWS:,} messages in its outbox; 100 turns a second, each from its moment until its
answer is committed, first alone, then while the backup is copied, sealed, opened again and checked
in the same process, as the running bot does it. Milliseconds; the slowest of all rounds."""


def run(rounds: int) -> list[Report]:
    found = [_round() for _ in range(rounds)]
    rows = [
        (name, *(f"{1000 * of(found, name):.0f}" for of in (_middle, _most, _slowest)))
        for name in ("alone", "backing up")
    ]
    seconds = max(each["seconds"] for each in found)
    is_same = all(each["identical"] for each in found)
    size = f"{found[0]['bytes'] / 1e6:.0f} MB in {seconds:.0f} s"
    return [
        Report(
            "A backup while people ask",
            f"{HOW} The backup: {size}.",
            [("turns", "p50", "p99", "slowest"), *rows],
            [
                at_most(
                    "slowest turn while backing up, ms", 1000 * _slowest(found, "backing up"), 250
                ),
                Target(
                    "restored copy", "identical" if is_same else "differs", "identical", is_same
                ),
            ],
        )
    ]


def _middle(found: list[dict[str, Any]], name: str) -> float:
    return max(percentile(each[name], 0.5) for each in found)


def _most(found: list[dict[str, Any]], name: str) -> float:
    return max(percentile(each[name], 0.99) for each in found)


def _slowest(found: list[dict[str, Any]], name: str) -> float:
    return max(max(each[name]) for each in found)


def _round() -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-m", "benchmarks.backup_turns", str(ROWS)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found
