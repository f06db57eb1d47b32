"""What in a text speaks for or against an intent: its words, their kinds, which stand together.

Rules and weights both read these marks. A mark is a lexicon word, a tag ("@town", "@date",
"@other_certificate", "@strange" for a word nobody knows), or two of them that stand side by side,
fillers left out ("jadwal+@other_schedule"), or one that is denied ("no>kirim").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understanding.lexicon import KNOWN, ROLES, TAGS_OF

_FILLERS = ROLES["filler"]
_NEGATORS = frozenset(("tidak", "jangan"))
_NEGATED_WORDS = 3
"""How many words with content a "tidak" or "jangan" reaches."""
_FOREIGN = frozenset(
    f"@{kind}" for kind in (
        "thing", "other_certificate", "other_schedule", "public_service", "jobs", "loan", "politics",
        "spam", "chat",
    )
)  # fmt: skip
_LINKS = frozenset(("ke", "untuk", "karena", "kalau", "atau"))
"""What follows one of these belongs to it: "kirim sertifikat ke rumah" is about no "sertifikat rumah"."""
_INFLECTION = re.compile(r"(?:di|ter|me|ber|ng|ny).{4,}|.{4,}(?:kan|nya|lah|kah|in|ku|mu)")


def _is_inflected(form: str) -> bool:
    """Whether an unknown word looks like a verb or has an ending: then it names no other matter."""
    return _INFLECTION.fullmatch(form) is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """`marks` for the rules, `strange` of `length` words unknown, `content` words besides fillers."""

    marks: frozenset[str]
    length: int
    strange: int
    content: int


def gather(words: Sequence[str], forms: Sequence[str], extra: Sequence[str]) -> Evidence:
    """`extra` are tags found by other means, such as "@date"."""
    marks = set(extra)
    length = strange = content = 0
    previous: tuple[str, ...] = ("^",)
    negated = 0
    for word, form in zip(words, forms, strict=True):
        first = word[0]
        if not (first.isalpha() or first.isdigit()):
            if word == "?":
                marks.add("?")
            continue
        length += 1
        marks.add(word)
        if word in _LINKS:
            previous = (word,)
            continue
        if word in _FILLERS:
            continue
        content += 1
        tags = TAGS_OF.get(form) or TAGS_OF.get(word)
        if tags:
            current = (word, *tags) if _FOREIGN.isdisjoint(tags) else (word, *tags, "@foreign")
        elif first.isdigit():
            current = ("#",)
        elif word in KNOWN:
            current = (word,)
        else:
            strange += 1
            current = ("@strange",) if _is_inflected(form) else ("@strange", "@foreign")
        marks.update(current)
        if word in _NEGATORS:
            negated = _NEGATED_WORDS
        elif negated:
            negated -= 1
            marks.add(f"no>{word}")
        for before in previous:
            for here in current:
                marks.add(f"{before}+{here}")
        previous = current
    return Evidence(frozenset(marks), length, strange, content)
