"""What in a text speaks for or against an intent: its words, their kinds, which stand together.

Rules and weights both read these marks. A mark is a lexicon word, a tag ("@elsewhere", "@date",
"@other_certificate", "@strange" for a word nobody knows), two of them that stand side by side,
fillers left out ("jadwal+@other_schedule"), or one that is denied ("no>kirim").
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from understanding.lexicon import KNOWN, ROLES, TAGS_OF

_FILLERS = ROLES["filler"]
_NEGATORS = frozenset(("tidak", "jangan"))
_STOPS = frozenset(",.;!?")
_NEGATED_WORDS = 3
"""How many words with content a "tidak" or "jangan" reaches."""
_TAKE_ALL_DENIAL = frozenset(("berhenti", "stop", "matikan", "lupa", "ada"))
"""A word after one of these is wanted: "jangan berhenti kirim", "tidak ada yang mengingatkan"."""
_TAGGED = frozenset(("boleh", "bisa", "ada", "atau", "apa"))
"""A "tidak" behind one of these asks: "boleh tidak kalau saya dikabari"."""
_LINKS = frozenset(("ke", "untuk", "karena", "kalau", "atau"))
"""A word after one belongs to it: "kirim sertifikat ke rumah" names no "sertifikat rumah"."""
_OF_OTHER_MATTERS = frozenset(
    f"@{kind}"
    for kind in (
        "thing", "other_certificate", "other_schedule", "public_service", "jobs", "loan",
        "politics", "spam", "chat",
    )
)  # fmt: skip
_INFLECTION = re.compile(r"(?:di|ter|me|ber|ng|ny).{4,}|.{4,}(?:kan|nya|lah|kah|in|ku|mu)")
"""Strange words of this look are verbs or have an ending: they name no other matter."""
_SHORTEST_MATTER = 4
_VOWEL_EVERY_THREE = re.compile(r"^[^aeiou]{0,2}[aeiou](?:[^aeiou]{0,2}[aeiou])*[^aeiou]{0,2}$")
"""Strange words that can't be spoken are hurried spellings of ordinary ones, or nothing at all."""


class Evidence(NamedTuple):
    """`marks` of a text; `length` words, `strange` of them unknown, `content` without fillers."""

    marks: frozenset[str]
    length: int
    strange: int
    content: int


def gather(words: Sequence[str], forms: Sequence[str], extra: Sequence[str]) -> Evidence:
    """`extra` are tags found by other means, such as "@date"."""
    marks = set(extra)
    length = strange = content = negated = 0
    last = ""
    previous: tuple[str, ...] = ("^",)
    for word, form in zip(words, forms, strict=True):
        if not (word[0].isalpha() or word[0].isdigit()):
            if word == "?":
                marks.add(word)
            if word in _STOPS:
                negated = 0
            continue
        length += 1
        marks.add(word)
        if word in _LINKS:
            previous = (word,)
        elif word not in _FILLERS:
            content += 1
            kinds = _kinds(word, form)
            strange += kinds[0] == "@strange"
            marks.update(kinds)
            for before in previous:
                for kind in kinds:
                    marks.add(f"{before}+{kind}")
            previous = kinds
            if negated:
                marks.add(f"no>{word}")
            negated = _denied_after(word, last, negated)
            last = word
    return Evidence(frozenset(marks), length, strange, content)


def _denied_after(word: str, before: str, left: int) -> int:
    """How many words after `word` are denied, when `left` were before it."""
    if word in _NEGATORS:
        return left if word == "tidak" and before in _TAGGED else _NEGATED_WORDS
    return 0 if word in _TAKE_ALL_DENIAL else max(0, left - 1)


@lru_cache(maxsize=4096)
def _kinds(word: str, form: str) -> tuple[str, ...]:
    """The word itself, or "#" for a number and "@strange", with the tags it has."""
    tags = TAGS_OF.get(form) or TAGS_OF.get(word)
    if tags:
        return (word, *tags) if _OF_OTHER_MATTERS.isdisjoint(tags) else (word, *tags, "@foreign")
    if word[0].isdigit():
        return ("#",)
    if word in KNOWN:
        return (word,)
    is_name_of_a_matter = (
        len(form) >= _SHORTEST_MATTER
        and _VOWEL_EVERY_THREE.search(form)
        and not _INFLECTION.fullmatch(form)
    )
    return ("@strange", "@foreign") if is_name_of_a_matter else ("@strange",)
