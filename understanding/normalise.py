"""A text as a list of words: bounded, folded, split, each word led to the lexicon's."""

import re
import unicodedata
from dataclasses import dataclass

from understanding.lexicon import KNOWN, PHRASES, WORD_OF
from understanding.spelling import unglued, word_for

LONGEST = 1200
"""Characters looked at; of a longer text the beginning and the end, where requests stand."""

_SHORTEST_OF_HALVES = 6
_SHORTEST_GLUED = 10
_LONGEST_GLUED = 60
_TOKEN = re.compile(r"[36][gG]\b|\d+(?:[./:\-–]\d+)*|[^\W\d_]+(?:['’`][^\W\d_]+)*['’]?|[^\w\s]|_")
_DENIED = re.compile(
    r"(n?gg?ak|n?gg?a|tak)(jadi|jd|usah|usa|mau|bisa|ada|tau|tahu|perlu|boleh|masuk|ikut|dapat|dapet)$"
)
_UNTIL = re.compile(r"\bs(?:/d|\.d\.?)(?![^\W_])", re.IGNORECASE)
_IGNORED = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, 0xAD]
)
_APOSTROPHES = str.maketrans("’`‘´", "''''")


@dataclass(slots=True)
class Words:
    """A text split: `forms` as written (lower case), `words` as the lexicon knows them.

    `starts` and `ends` index `text`, which is what remains of the text after folding. A phrase
    the lexicon knows is one entry. Punctuation stands as entries of its own.
    """

    text: str
    forms: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def only(self, kept: list[int]) -> "Words":
        """The same text with only the entries at these indices."""
        return Words(
            self.text,
            [self.forms[at] for at in kept],
            [self.words[at] for at in kept],
            [self.starts[at] for at in kept],
            [self.ends[at] for at in kept],
        )


def fold(text: str) -> str:
    """The text bounded in length and freed of invisible and styled characters, case kept."""
    if len(text) > LONGEST:
        half = LONGEST // 2
        text = f"{text[:half]} \n {text[-half:]}"
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text).translate(_IGNORED).translate(_APOSTROPHES)
    return folded[: 2 * LONGEST]


def split(text: str) -> Words:
    """`text` must be folded."""
    text = _UNTIL.sub(lambda match: "-".center(len(match[0])), text)
    lower = text.lower()
    if len(lower) != len(text):
        text = lower
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(lower):
        start = match.start()
        for form in _parts_of(match[0]):
            forms.append(form)
            starts.append(start)
            start += len(form)
            ends.append(start)
    _join_halves(forms, starts, ends)
    words = [
        WORD_OF.get(form) or (word_for(form) if form[0].isalpha() else form) for form in forms
    ]
    result = Words(text, forms, words, starts, ends)
    _join_phrases(result)
    return result


def _parts_of(form: str) -> tuple[str, ...]:
    """The form, or the words in it that were written without a space."""
    if denied := _DENIED.match(form):
        return denied.groups()
    if not _SHORTEST_GLUED <= len(form) <= _LONGEST_GLUED or word_for(form) in KNOWN:
        return (form,)
    return unglued(form) or (form,)


def _join_halves(forms: list[str], starts: list[int], ends: list[int]) -> None:
    """Make one of two neighbours that are the halves of a listed form: "serti fikat"."""
    for at in range(len(forms) - 1, 0, -1):
        first, second = forms[at - 1], forms[at]
        if (
            first + second in WORD_OF
            and len(first) + len(second) >= _SHORTEST_OF_HALVES
            and starts[at] == ends[at - 1] + 1
            and (first not in KNOWN or second not in KNOWN)
        ):
            forms[at - 1 : at + 1] = [first + second]
            del starts[at], ends[at - 1]


def _join_phrases(split_text: Words) -> None:
    words = split_text.words
    at = 0
    while at < len(words):
        for rest, word in PHRASES.get(words[at], ()):
            end = at + 1 + len(rest)
            if tuple(words[at + 1 : end]) == rest:
                split_text.forms[at:end] = [" ".join(split_text.forms[at:end])]
                words[at:end] = [word]
                split_text.starts[at:end] = [split_text.starts[at]]
                split_text.ends[at:end] = [split_text.ends[end - 1]]
                break
        at += 1
