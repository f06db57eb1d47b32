"""Does the time an answer takes tell a guesser that he hit somebody?"""

from __future__ import annotations

import json
import subprocess
from statistics import median, quantiles

from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, at_most

HOW = """\
Each guess that meets somebody beside one that meets nobody: a number with a birth date that isn't
his, or whose certificate may not be told this way; a code that is over; a shared phone number that
stands on the list. Both are answered alike. Two samples of 500 turns each, taken in turns, a chat
for each, without the commit (one fsync, many times what is looked for). Milliseconds; the target
is how far the medians of a round are apart, as the median of all rounds."""

Sample = list[float]


def run(rounds: int) -> list[Report]:
    found = [_turns() for _ in range(rounds)]
    rows, targets = [], []
    for guess in found[0]:
        somebody = [each[guess][0] for each in found]
        nobody = [each[guess][1] for each in found]
        rows += [_row(f"{guess}: somebody", somebody), _row(f"{guess}: nobody", nobody)]
        apart = median(map(_apart, somebody, nobody))
        targets.append(at_most(f"{guess}, apart", apart, 0.05))
    return [Report("Timing", HOW, [("guess", "p25", "median", "p75"), *rows], targets)]


def _apart(one: Sample, other: Sample) -> float:
    """How far two medians are apart, as a share of the smaller."""
    smaller, larger = sorted((median(one), median(other)))
    return larger / smaller - 1


def _row(name: str, samples: list[Sample]) -> tuple[str, ...]:
    middle = [median(values) for values in zip(*map(_quartiles, samples), strict=True)]
    return (name, *(f"{value * 1000:.3f}" for value in middle))


def _quartiles(sample: Sample) -> Sample:
    return quantiles(sample, n=4)


def _turns() -> dict[str, tuple[Sample, Sample]]:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-m", "benchmarks.timing_turns"], cwd=ROOT, check=True, capture_output=True
    )
    turns: dict[str, tuple[Sample, Sample]] = json.loads(done.stdout)
    return turns
