"""One way of understanding in a process of its own: … -m benchmarks.understanding.measure ours"""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable

import psutil

from benchmarks.understanding.texts import HELD_OUT, is_right, read, tell

ROUNDS = 5
LONGEST = 40_000
LONG_PIECES = ("a", "jadwal las besok ", "😀", "1 2 3 ", ".,", "12/", "bukan x, ", "İ")


def measure(way: str) -> dict[str, float]:
    """Load, memory, milliseconds a text and for the longest one, share right on held-out texts."""
    rows = read(*HELD_OUT)
    process = psutil.Process()
    before = process.memory_info().rss
    started = time.perf_counter()
    predict = importlib.import_module(f"benchmarks.understanding.{way}").predictor()
    load = time.perf_counter() - started
    right = [is_right(row, predict(row["text"])) for row in rows]
    added = process.memory_info().rss - before
    taken = sorted(
        statistics.median(_seconds(predict, row["text"]) for _ in range(ROUNDS)) for row in rows
    )
    longest = max(_seconds(predict, (piece * LONGEST)[:LONGEST]) for piece in LONG_PIECES)
    return {
        "load, ms": load * 1e3,
        "memory added, MB": added / 2**20,
        "median, ms": statistics.median(taken) * 1e3,
        "95th percentile, ms": taken[int(len(taken) * 0.95)] * 1e3,
        "40,000 characters, ms": longest * 1e3,
        "intent right": statistics.mean(right),
    }


def _seconds(predict: Callable[[str], str], text: str) -> float:
    started = time.perf_counter()
    predict(text)
    return time.perf_counter() - started


if __name__ == "__main__":
    tell(json.dumps(measure(sys.argv[1])))
