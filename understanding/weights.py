"""The linear model: weights of marks, trained by benchmarks/understanding/train.py, summed here.

`weights.json` holds the intents in order, a bias for each, and mark → [intent index, weight, …],
weights as whole numbers of one `scale`-th.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from understanding.model import Intent

_DATA = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
_BIAS: list[float] = [bias * _DATA["scale"] for bias in _DATA["bias"]]
_SCALE: int = _DATA["scale"]
_WEIGHTS: dict[str, list[int]] = _DATA["weights"]

INTENTS = [Intent(name) for name in _DATA["intents"]]


def add_up(marks: Iterable[str]) -> list[float]:
    """One score an intent, in the order of `INTENTS`: natural logarithms of odds."""
    scores = _BIAS.copy()
    for mark in marks:
        row = _WEIGHTS.get(mark)
        if row:
            pairs = iter(row)
            for index, weight in zip(pairs, pairs, strict=True):
                scores[index] += weight
    return [score / _SCALE for score in scores]
