"""Intent rules: read from `intents.txt`, weighed against the marks of a text."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from understanding.lexicon import WORD_OF
from understanding.model import Intent
from understanding.rule_files import lines_of

_FURTHER = 0.15
"""How much of its weight a rule adds after the heaviest one."""


class Rule(NamedTuple):
    """Holds for a text with a mark of each of `needs` and none of `forbids`.

    `alone`: only where the text has one word with content at most.
    """

    intent: Intent
    weight: float
    needs: tuple[frozenset[str], ...]
    forbids: frozenset[str]
    alone: bool


def _read() -> dict[str, list[Rule]]:
    """Mark → the rules that hold only for texts with it, or with another mark in its place."""
    groups: dict[str, frozenset[str]] = {}
    by_mark: dict[str, list[Rule]] = defaultdict(list)
    for section, line in lines_of("intents.txt"):
        if section == "groups":
            name, words = line.split("=")
            groups[name.strip()] = frozenset(map(_as_read, words.split()))
        else:
            weight, words = line.split(":")
            found_by, rule = _rule(Intent(section), float(weight), words.split(), groups)
            for mark in found_by:
                by_mark[mark].append(rule)
    return by_mark


def _rule(
    intent: Intent, weight: float, parts: Collection[str], groups: dict[str, frozenset[str]]
) -> tuple[frozenset[str], Rule]:
    """The marks a rule is found by, which are its first need, and the rule with the others."""

    def expand(part: str) -> frozenset[str]:
        return frozenset().union(*(groups.get(mark, {_as_read(mark)}) for mark in part.split("|")))

    first, *needs = (expand(part) for part in parts if part[0] != "!" and part != "only")
    forbids = frozenset().union(*(expand(part[1:]) for part in parts if part[0] == "!"))
    return first, Rule(intent, weight, tuple(needs), forbids, "only" in parts)


def _as_read(mark: str) -> str:
    """The mark in the words that stand for its own in every text ("butuh" is read as "perlu")."""
    denied = "no>" if mark.startswith("no>") else ""
    words = mark.removeprefix("no>").split("+")
    return denied + "+".join(WORD_OF.get(word, word) for word in words)


_RULES = _read()


def weigh(marks: frozenset[str], content_words: int) -> dict[Intent, float]:
    """Intent → weight of the rules that hold, for the intents with any.

    A rule counts once for each mark of its first need that the text has.
    """
    holding: dict[Intent, list[float]] = defaultdict(list)
    for mark in marks:
        for intent, weight, needs, forbids, alone in _RULES.get(mark, ()):
            if (alone and content_words > 1) or not forbids.isdisjoint(marks):
                continue
            for need in needs:
                if need.isdisjoint(marks):
                    break
            else:
                holding[intent].append(weight)
    return {
        intent: (1 - _FURTHER) * max(weights) + _FURTHER * sum(weights)
        for intent, weights in holding.items()
    }
