"""From marks to an intent: what the rules weigh plus what the trained weights add."""

import math
from dataclasses import dataclass

from understanding.evidence import Evidence
from understanding.model import Intent
from understanding.rules import weigh
from understanding.weights import INTENTS, add_up

RULE_SHARE = 0.45
"""How much a rule's weight counts beside a trained one, chosen by leaving one author out."""

SURE_RULE = 5.0
BENEFIT_OF_DOUBT = 1.5
"""Taken from out_of_scope where a rule of this weight holds and none speaks for out_of_scope."""

_WORDLESS = 0.9
_LIKELY = 0.08
_MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Decision:
    """The likeliest intent, its probability, and the next ones worth offering."""

    intent: Intent
    confidence: float
    alternatives: tuple[Intent, ...]


def decide(evidence: Evidence) -> Decision:
    """The intent these marks speak for; a text without a word is out of scope."""
    if evidence.length == 0 and "@number" not in evidence.marks:
        return Decision(Intent.OUT_OF_SCOPE, _WORDLESS, ())
    scores = add_up(evidence.marks)
    weights = weigh(evidence.marks, evidence.content)
    for intent, weight in weights.items():
        scores[INTENTS.index(intent)] += RULE_SHARE * weight
    if Intent.OUT_OF_SCOPE not in weights and max(weights.values(), default=0.0) >= SURE_RULE:
        scores[INTENTS.index(Intent.OUT_OF_SCOPE)] -= BENEFIT_OF_DOUBT
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
