"""From marks to an intent: what the rules weigh plus what the trained weights add.

benchmarks/understanding/train.py writes `weights.json`: the intents in order, a bias for each, and
mark → [intent index, weight, …], weights as whole numbers of one `scale`-th.
"""

import json
import math
import struct
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from understanding.evidence import Evidence
from understanding.model import Intent, Topic
from understanding.rules import weigh

RULE_SHARE = 0.45
"""How much a rule's weight counts beside a trained one, chosen by leaving one author out."""

SURE_RULE = 5.0
BENEFIT_OF_DOUBT = 1.5
"""Taken from out_of_scope where a rule of this weight holds and none speaks for out_of_scope."""

_WORDLESS = 0.9
_LIKELY = 0.08
_MOST_ALTERNATIVES = 2

_TOPICS = (
    ("@distress", Topic.DISTRESS),
    ("@injection", Topic.INJECTION),
    ("@abuse", Topic.ABUSE),
    ("@visit", Topic.VISIT),
    ("@release", Topic.RELEASE),
    ("sertifikat+@other_certificate", Topic.OTHER_CERTIFICATE),
    ("jadwal+@other_schedule", Topic.OTHER_SCHEDULE),
    ("@jobs", Topic.JOBS),
    ("@elsewhere", Topic.OTHER_TOWN),
    ("@spam", Topic.SPAM),
    ("@loan", Topic.LOAN),
    ("@politics", Topic.POLITICS),
    ("@other_schedule", Topic.OTHER_SCHEDULE),
    ("@public_service", Topic.PUBLIC_SERVICE),
    ("bebas", Topic.RELEASE),
    ("@chat", Topic.CHAT),
    ("sertifikat", Topic.OTHER_CERTIFICATE),
    ("jadwal", Topic.OTHER_SCHEDULE),
)
"""Mark → what an out-of-scope text with it is about; the first one decides."""

_DATA = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
INTENTS = [Intent(name) for name in _DATA["intents"]]
_INDEX_OF = {intent: index for index, intent in enumerate(INTENTS)}
_BIAS: list[float] = _DATA["bias"]
_SCALE: int = _DATA["scale"]
_WEIGHTS: dict[str, list[int]] = _DATA["weights"]
_LANE_BITS = 32
_LANES = struct.Struct(f"<{len(INTENTS)}I")
_MIDDLE = 1 << (_LANE_BITS - 1)
_ALL_MIDDLES = sum(_MIDDLE << (_LANE_BITS * index) for index in range(len(INTENTS)))
"""Added before the sums are taken apart, since a lane holds no number below zero."""


class Decision(NamedTuple):
    """The likeliest intent, its probability, and the next ones worth offering."""

    intent: Intent
    confidence: float
    alternatives: tuple[Intent, ...]


def decide(evidence: Evidence) -> Decision:
    """The intent these marks speak for; a text without a word is out of scope."""
    if evidence.length == 0 and "@number" not in evidence.marks:
        return Decision(Intent.OUT_OF_SCOPE, _WORDLESS, ())
    scores = _trained_scores(evidence.marks)
    weights = weigh(evidence.marks, evidence.content)
    for intent, weight in weights.items():
        scores[_INDEX_OF[intent]] += RULE_SHARE * weight
    if Intent.OUT_OF_SCOPE not in weights and max(weights.values(), default=0.0) >= SURE_RULE:
        scores[_INDEX_OF[Intent.OUT_OF_SCOPE]] -= BENEFIT_OF_DOUBT
    return _likeliest(scores)


def _trained_scores(marks: Iterable[str]) -> list[float]:
    """One score an intent, in the order of `INTENTS`: natural logarithms of odds."""
    total = sum([_packed(mark) for mark in marks if mark in _WEIGHTS], _ALL_MIDDLES)
    lanes = _LANES.unpack(total.to_bytes(_LANES.size, "little"))
    return [bias + (lane - _MIDDLE) / _SCALE for bias, lane in zip(_BIAS, lanes, strict=True)]


@cache
def _packed(mark: str) -> int:
    """The weights of a mark in `_WEIGHTS` as one whole number, 32 bits an intent.

    Adding such numbers adds the weights of every intent at once.
    """
    pairs = iter(_WEIGHTS[mark])
    return sum(weight << (_LANE_BITS * index) for index, weight in zip(pairs, pairs, strict=True))


def _likeliest(scores: Sequence[float]) -> Decision:
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = sum(odds)
    fewest = min(1.0, _LIKELY * total)  # the likeliest has odds of 1
    likely = [index for index, each in enumerate(odds) if each >= fewest]
    first, *others = sorted(likely, key=odds.__getitem__, reverse=True)
    alternatives = tuple(INTENTS[index] for index in others[:_MOST_ALTERNATIVES])
    return Decision(INTENTS[first], odds[first] / total, alternatives)


def topic_of(evidence: Evidence) -> Topic | None:
    """What an out-of-scope text is about; None where the words say nothing about it."""
    for mark, topic in _TOPICS:
        if mark in evidence.marks:
            return topic
    if evidence.length == 0 or evidence.strange * 2 >= evidence.length:
        return Topic.GIBBERISH
    return None
