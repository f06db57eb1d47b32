"""Split a text, bounded in length, into words and look each of them up in the lexicon."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from understanding.lexicon import KNOWN, PHRASES, WORD_OF
from understanding.spelling import unglued, word_for

LONGEST = 1200
"""Characters that are read: the beginning and the end of a longer text, where requests stand."""

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


@dataclass(slots=True, eq=False)  # frozen ones are slow to make; none that is shared is changed
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


def word_at(words: Sequence[str], at: int) -> str:
    """The word there, "" beyond either end."""
    return words[at] if 0 <= at < len(words) else ""


def fold(text: str) -> str:
    """Limit the length and remove invisible and styled characters; upper and lower case stay."""
    if len(text) > LONGEST:
        half = LONGEST // 2
        text = f"{text[:half]} \n {text[-half:]}"
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text).translate(_IGNORED).translate(_APOSTROPHES)
    return folded[: 2 * LONGEST]


@lru_cache(maxsize=8)
def split(text: str) -> Words:
    """Split a folded text. The last few are kept, since a turn splits its text repeatedly."""
    text = _UNTIL.sub(lambda match: "-".center(len(match[0])), text)
    lower = text.lower()
    if len(lower) != len(text):
        text = lower
    said = Words(text, [], [], [], [])
    for match in _TOKEN.finditer(lower):
        start = match.start()
        for form, word in read_token(match[0]):
            said.forms.append(form)
            said.words.append(word)
            said.starts.append(start)
            start += len(form)
            said.ends.append(start)
    _join_halves(said)
    _join_phrases(said)
    return said


@lru_cache(maxsize=16384)
def read_token(token: str) -> tuple[tuple[str, str], ...]:
    """The form and its word, or several where words were written without a space."""
    return tuple(
        (form, word_for(form) if form[0].isalpha() else WORD_OF.get(form, form))
        for form in _parts_of(token)
    )


def _parts_of(form: str) -> tuple[str, ...]:
    if denied := _DENIED.match(form):
        return denied.groups()
    if not _SHORTEST_GLUED <= len(form) <= _LONGEST_GLUED or word_for(form) in KNOWN:
        return (form,)
    return unglued(form) or (form,)


def _join_halves(said: Words) -> None:
    """Make one of two neighbours that are the halves of a listed form: "serti fikat"."""
    forms = said.forms
    for at in range(len(forms) - 1, 0, -1):
        first, second = forms[at - 1], forms[at]
        if (
            first + second in WORD_OF
            and len(first) + len(second) >= _SHORTEST_OF_HALVES
            and said.starts[at] == said.ends[at - 1] + 1
            and (first not in KNOWN or second not in KNOWN)
        ):
            _join(said, at - 1, at + 1, first + second, WORD_OF[first + second])


def _join_phrases(said: Words) -> None:
    words = said.words
    at = 0
    while at < len(words):
        for rest, word in PHRASES.get(words[at], ()):
            end = at + 1 + len(rest)
            if tuple(words[at + 1 : end]) == rest:
                _join(said, at, end, " ".join(said.forms[at:end]), word)
                break
        at += 1


def _join(said: Words, at: int, end: int, form: str, word: str) -> None:
    """Make one of the entries from `at` to before `end`."""
    said.forms[at:end] = [form]
    said.words[at:end] = [word]
    said.starts[at:end] = [said.starts[at]]
    said.ends[at:end] = [said.ends[end - 1]]
