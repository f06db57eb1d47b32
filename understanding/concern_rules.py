"""Rules about words in any order, read from concerns.txt: the first that holds names a concern."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from understanding.rule_files import lines_of


class _Rule(NamedTuple):
    """Holds for a text with all of `needs` and none of `forbids`."""

    concern: str
    needs: frozenset[str]
    forbids: frozenset[str]
    if_unclear: bool
    """Only where the text asks for nothing else that can be answered."""


_MARKS_OF: dict[str, set[str]] = defaultdict(set)
"""Form → the groups and single words it stands for. A form may be several words."""
_MARKS_OF_BEGINNINGS: dict[str, set[str]] = defaultdict(set)
_SHORTEST_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+")


def _read_rules() -> Iterator[_Rule]:
    """The rules of concerns.txt, in their order; their words and groups go into the tables."""
    groups = set()
    for section, line in lines_of("concerns.txt"):
        if section == "groups":
            name, forms = line.split(" = ")
            groups.add(name)
            for form in forms.split():
                _learn(form, name)
        else:
            marks = line.split()
            for mark in marks:
                if (word := mark.removeprefix("!")) not in groups:
                    _learn(word, word)
            concern, _, condition = section.partition(" if ")
            yield _Rule(
                concern,
                frozenset(mark for mark in marks if not mark.startswith("!")),
                frozenset(mark[1:] for mark in marks if mark.startswith("!")),
                bool(condition),
            )


def _learn(form: str, mark: str) -> None:
    table = _MARKS_OF_BEGINNINGS if form.endswith("*") else _MARKS_OF
    table[form.rstrip("*").replace("_", " ")].add(mark)


_RULES = tuple(_read_rules())
_MOST_WORDS_OF_FORM = 1 + max(form.count(" ") for form in _MARKS_OF)


def first_that_holds(said: str, words: Iterable[str], is_clear: bool) -> str | None:
    """The section of the first rule that holds for a text in lower case, if one does.

    `words` are the lexicon's words for it. `is_clear`: it also asks for what can be answered.
    """
    marks = _marks(said).union(*(_marks_of(word.replace("_", " ")) for word in words))
    return next(
        (
            rule.concern
            for rule in _RULES
            if rule.needs <= marks
            and rule.forbids.isdisjoint(marks)
            and not (is_clear and rule.if_unclear)
        ),
        None,
    )


def _marks(said: str) -> set[str]:
    """The marks of every form in it, of one word or several."""
    words = _WORD.findall(said)
    return {
        mark
        for at in range(len(words))
        for end in range(at + 1, min(at + _MOST_WORDS_OF_FORM, len(words)) + 1)
        for mark in _marks_of(" ".join(words[at:end]))
    }


@lru_cache(maxsize=16384)
def _marks_of(form: str) -> frozenset[str]:
    return frozenset(_MARKS_OF.get(form, ())).union(
        *(
            _MARKS_OF_BEGINNINGS[form[:length]]
            for length in range(_SHORTEST_BEGINNING, len(form) + 1)
            if form[:length] in _MARKS_OF_BEGINNINGS
        )
    )
