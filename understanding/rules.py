"""Intent rules: read from `intents.txt`, weighed against the words of a text."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from understanding.lexicon import WORD_OF
from understanding.model import Intent

_FURTHER = 0.15
"""How much of its weight a rule adds after the heaviest one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Holds when every set of `needs` shares a word with the text and `forbids` shares none."""

    intent: Intent
    weight: float
    needs: tuple[frozenset[str], ...]
    forbids: frozenset[str]
    alone: bool

    def holds(self, words: frozenset[str]) -> bool:
        """Whether the words of a text satisfy the rule; `alone` is checked by the caller."""
        return self.forbids.isdisjoint(words) and not any(
            need.isdisjoint(words) for need in self.needs
        )


def _read() -> dict[str, list[Rule]]:
    groups: dict[str, frozenset[str]] = {}
    by_word: dict[str, list[Rule]] = defaultdict(list)
    section = ""
    text = (Path(__file__).parent / "intents.txt").read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "groups":
            name, words = line.split("=")
            groups[name.strip()] = frozenset(map(_as_read, words.split()))
        else:
            weight, words = line.split(":")
            rule = _rule(Intent(section), float(weight), words.split(), groups)
            for word in rule.needs[0]:
                by_word[word].append(rule)
    return by_word


def _rule(
    intent: Intent, weight: float, parts: Collection[str], groups: dict[str, frozenset[str]]
) -> Rule:
    def expand(part: str) -> frozenset[str]:
        return frozenset().union(*(groups.get(mark, {_as_read(mark)}) for mark in part.split("|")))

    needs = tuple(expand(part) for part in parts if part[0] != "!" and part != "only")
    forbids = frozenset().union(*(expand(part[1:]) for part in parts if part[0] == "!"))
    return Rule(intent, weight, needs, forbids, "only" in parts)


def _as_read(mark: str) -> str:
    """The mark in the words that stand for its own in every text ("butuh" is read as "perlu")."""
    denied = "no>" if mark.startswith("no>") else ""
    words = mark.removeprefix("no>").split("+")
    return denied + "+".join(WORD_OF.get(word, word) for word in words)


_RULES = _read()


def weigh(words: frozenset[str], content_words: int) -> dict[Intent, float]:
    """Intent → weight of the rules that hold, for the intents with any."""
    heaviest: dict[Intent, float] = {}
    total: dict[Intent, float] = defaultdict(float)
    for word in words:
        for rule in _RULES.get(word, ()):
            if rule.holds(words) and not (rule.alone and content_words > 1):
                total[rule.intent] += rule.weight
                if rule.weight > heaviest.get(rule.intent, 0.0):
                    heaviest[rule.intent] = rule.weight
    return {
        intent: weight + _FURTHER * (total[intent] - weight) for intent, weight in heaviest.items()
    }
