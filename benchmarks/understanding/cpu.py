"""CPU of understanding a text, alternating with another checkout where one is given.

    .venv/bin/python -m benchmarks.understanding.cpu [--beside PATH]

Each round is a process of its own: it reads every text once before it measures.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from benchmarks.understanding.texts import ROOT, read, tell

NOW = datetime.fromisoformat("2025-11-24T09:00:00+07:00")
ROUNDS = 5


def measure() -> dict[str, float]:
    """Microseconds a text, of whichever `understanding` is imported."""
    started = time.process_time()
    from understanding import follow_up, parse, parse_announcement  # noqa: PLC0415

    loaded = time.process_time() - started
    questions = [row["text"] for row in read("questions")]
    announcements = [row["text"] for row in read("announcements")]
    before = parse("jadwal las besok", NOW)
    return {
        "import": loaded * 1e6,
        "parse": _microseconds(lambda text: parse(text, NOW), questions),
        "follow_up": _microseconds(lambda text: follow_up(text, NOW, before), questions),
        "parse_announcement": _microseconds(
            lambda text: parse_announcement(text, NOW), announcements
        ),
    }


def _microseconds(understand: Callable[[str], object], texts: list[str]) -> float:
    for text in texts:
        understand(text)
    started = time.process_time()
    for text in texts:
        understand(text)
    return (time.process_time() - started) / len(texts) * 1e6


def compare(checkouts: list[Path]) -> None:
    """Tell the median of five rounds for each checkout."""
    found: dict[Path, list[dict[str, float]]] = {checkout: [] for checkout in checkouts}
    for _ in range(ROUNDS):
        for checkout, rounds in found.items():
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-P", __file__, "--measure"], check=True, capture_output=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join((str(checkout), str(ROOT)))},
            )  # fmt: skip
            rounds.append(json.loads(done.stdout))
    tell(f"{'CPU, µs':20}" + "".join(f"{checkout.name:>12}" for checkout in checkouts))
    for what in found[checkouts[0]][0]:
        medians = (statistics.median(each[what] for each in rounds) for rounds in found.values())
        tell(f"{what:20}" + "".join(f"{median:12,.1f}" for median in medians))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="CPU of understanding a text")
    parser.add_argument("--beside", type=Path, metavar="PATH", help="another checkout")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        tell(json.dumps(measure()))
    else:
        compare([ROOT, given.beside.resolve()] if given.beside else [ROOT])
