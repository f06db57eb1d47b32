"""From marks to an intent: what the rules weigh plus what the trained weights add."""

import math
from dataclasses import dataclass

from understanding.evidence import Evidence
from understanding.model import Intent
from understanding.rules import weigh
from understanding.weights import INTENTS, add_up

RULE_SHARE = 0.4
"""How much a rule's weight counts beside a trained one, chosen by cross-validation."""

_LIKELY = 0.08
_MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """The likeliest intent, its probability, and the next ones worth offering."""

    intent: Intent
    confidence: float
    alternatives: tuple[Intent, ...]


def decide(evidence: Evidence) -> Decision:
    """The intent these marks speak for."""
    scores = add_up(evidence.marks)
    for intent, weight in weigh(evidence.marks, evidence.content).items():
        scores[INTENTS.index(intent)] += RULE_SHARE * weight
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = sum(odds)
    order = sorted(range(len(odds)), key=odds.__getitem__, reverse=True)
    return Decision(
        INTENTS[order[0]],
        odds[order[0]] / total,
        tuple(
            INTENTS[index]
            for index in order[1 : 1 + _MOST_ALTERNATIVES]
            if odds[index] / total >= _LIKELY
        ),
    )
