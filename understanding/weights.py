"""The linear model: weights of marks, trained by benchmarks/train_intents.py, summed here.

`weights.json` holds the intents in order, a bias for each, and mark → [intent index, weight, …].
"""

import json
from collections.abc import Iterable
from pathlib import Path

from understanding.model import Intent


def _read() -> tuple[list[Intent], list[float], dict[str, list[tuple[int, float]]]]:
    data = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
    scale = data["scale"]
    weights = {
        mark: [(row[at], row[at + 1] / scale) for at in range(0, len(row), 2)]
        for mark, row in data["weights"].items()
    }
    return [Intent(name) for name in data["intents"]], data["bias"], weights


INTENTS, _BIAS, _WEIGHTS = _read()


def add_up(marks: Iterable[str]) -> list[float]:
    """One score an intent, in the order of `INTENTS`: natural logarithms of odds."""
    scores = _BIAS.copy()
    weights = _WEIGHTS
    for mark in marks:
        for index, weight in weights.get(mark, ()):
            scores[index] += weight
    return scores
