"""The people a chat knows by name: whom a text names, misspelt too, or means by "yang satunya"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from understanding.lexicon import KNOWN, NAMES, NAMES_AND_WORDS, PLAIN, ROLES, WORD_OF
from understanding.normalise import Words, fold, split, word_at

_MARK = "@who:"
_ENDINGS = ("nya", "ku", "ne", "e", "'s")
_SHORTEST_PART = 3
_SHORTEST_GUESS = 4
_SHORTEST_WITH_TWO_MISTAKES = 8
_VOWELS = frozenset("aeiou")
_ALL = frozenset(
    ("keduanya", "duanya", "duaduanya", "keduane", "lorone", "karone", "sekarone",
     "kalihipun", "kekalihipun", "ketiganya")
)  # fmt: skip
_ALL_OF = frozenset(("semua", "kedua", "dua"))
_OTHER = frozenset(
    ("satunya", "satune", "sijine", "setunggalipun", "setunggale", "lainnya", "liyane", "liyan")
)
_BEFORE_OTHER = frozenset(("yang", "anak", "adik"))


@dataclass(frozen=True, slots=True)
class Known:
    """`names`: whom the chat knows, under a key of the caller's → what each is called.

    `chosen` are the keys of those spoken of before: "yang satunya" is the other.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: frozenset[str] = frozenset()


NOBODY = Known()


def marked(said: Words, known: Known) -> Words:
    """`said` with a mark for each person of `known`, so that no name is read as a word."""
    if not known.names:
        return said
    found = list(_found(said, known, _called(known)))
    if not found:
        return said
    words, forms = list(said.words), list(said.forms)
    for first, after, keys in found:
        for at in range(first, after):
            if _is_no_word(said.forms[at]) or after - first > 1:
                forms[at] = words[at] = _MARK
        words[first] = _MARK + ",".join(keys)
    return Words(said.text, forms, words, said.starts, said.ends)


def is_mark(word: str) -> bool:
    """Does it stand for somebody whom the chat knows?"""
    return word.startswith(_MARK)


def people_in(said: Words) -> tuple[str, ...]:
    """The keys of the people marked in it."""
    marks = [word for word in said.words if word.startswith(_MARK)]
    keys = (key for mark in marks for key in mark.removeprefix(_MARK).split(",") if key)
    return tuple(dict.fromkeys(keys)) if marks else ()


def beside_people(said: Words, known: Known) -> Words:
    """What is written beside the people of `known`."""
    words = marked(said, known).words
    return said.only([at for at, word in enumerate(words) if not is_mark(word)])


@dataclass(frozen=True, slots=True)
class Named:
    """The keys of those named. `is_unclear`: one is called like another, or is nobody known."""

    keys: tuple[str, ...]
    is_unclear: bool


def read_named(text: str, names: Mapping[str, str], words: Collection[str] = ()) -> Named:
    """Whom of `names` (key → name) a text names, misspelt too. `words` are no names either."""
    said = split(fold(text))
    found = marked(said, Known({key: (name,) for key, name in names.items()}))
    called = [
        word.removeprefix(_MARK).split(",")
        for word in found.words
        if is_mark(word) and word != _MARK
    ]
    others = any(
        _may_be_name(form, word) and form not in words
        for form, word in zip(said.forms, found.words, strict=True)
    )
    is_unclear = others or any(len(keys) > 1 for keys in called)
    return Named(tuple(key for keys in called for key in keys), is_unclear)


def _may_be_name(form: str, word: str) -> bool:
    """Is it no mark, and a name or no word at all?"""
    return word[0].isalpha() and (form in NAMES or word not in KNOWN)


def names_only(said: Words) -> bool:
    """Does it name somebody, and ask nothing?"""
    if not people_in(said):
        return False
    others = (word for word in said.words if word[0].isalnum())
    return all(word in ROLES["filler"] or word in _AROUND for word in others)


def people_denied(text: str, known: Known) -> tuple[str, ...]:
    """The keys in "saya bukan Budi", "bukan budi pak"; none where the text says more."""
    said = marked(split(fold(text[:_LONGEST_DENIAL])), known)
    spoken = [
        _NAME if is_mark(word) else word
        for word in said.words
        if word[0].isalnum() or is_mark(word)
    ]
    return people_in(said) if _DENIED.fullmatch(" ".join(spoken)) else ()


_LONGEST_DENIAL, _NAME = 80, "@"
_DENIED = re.compile(
    r"(?:(?:saya|ini|itu|maaf|bapak|ibu|mas|kak|admin|nomor|telepon|wa)\s+)*bukan"
    r"(?:\s+(?:bapak|mas|kak|nomor|punya|yang|bernama))*(?:\s+@)+"
    r"(?:\s+(?:lagi|bapak|ibu|mas|kak|ya|kok|lho|saya))*"
)

_AROUND = frozenset(("kalau", "bagaimana", "terus", "lalu", "untuk", "anak", "adik", "suami"))


def _found(
    said: Words, known: Known, called: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    longest: dict[str, int] = {}
    for forms in called:
        longest[forms[0]] = max(longest.get(forms[0], 0), len(forms))
    at = 0
    while at < len(said.forms):
        for length in range(min(longest.get(said.forms[at], 0), len(said.forms) - at), 0, -1):
            if keys := called.get(tuple(said.forms[at : at + length])):
                yield at, at + length, keys
                at += length
                break
        else:
            if keys := _misspelt(said.forms[at], said.words[at], called):
                yield at, at + 1, keys
            elif len(known.names) > 1 and (others := _meant(said, at, known)):
                yield at, at + 1, others
            at += 1


def _meant(said: Words, at: int, known: Known) -> tuple[str, ...]:
    """The others, where one was chosen; all of them for "keduanya" and "semua anak saya"."""
    form, word = said.forms[at], said.words[at]
    before = word_at(said.words, at - 1)
    after = word_at(said.words, at + 1)
    if form in _ALL or (word in _ALL_OF and after == "anak"):
        return tuple(known.names)
    is_other = (
        form in _OTHER
        or (word == "lain" and (" " in form or before in _BEFORE_OTHER))
        or (word == "satu" and after == "lagi" and before in ("", *_BEFORE_OTHER))
    )
    others = tuple(key for key in known.names if key not in known.chosen)
    return others if is_other and known.chosen else ()


def _called(known: Known) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What people are called, in forms, whole or in part → the keys of those called so."""
    whole: dict[tuple[str, ...], list[str]] = {}
    parts: dict[tuple[str, ...], list[str]] = {}
    for key, names in known.names.items():
        for name in dict.fromkeys(names):
            forms = _forms_of(name)
            if forms:
                whole.setdefault(forms, []).append(key)
            for form in forms:
                if len(form) >= _SHORTEST_PART and _is_no_word(form):
                    parts.setdefault((form,), []).append(key)
    return {forms: tuple(dict.fromkeys(keys)) for forms, keys in {**parts, **whole}.items()}


@lru_cache(maxsize=4096)
def _forms_of(name: str) -> tuple[str, ...]:
    return tuple(form for form in split(fold(name)).forms if form[0].isalnum())


def _is_no_word(form: str) -> bool:
    return form not in WORD_OF or form in NAMES_AND_WORDS


def _misspelt(
    form: str, word: str, called: Mapping[tuple[str, ...], tuple[str, ...]]
) -> tuple[str, ...]:
    """Those whose name is nearest to a form that is no word, unless a word is nearer."""
    if len(form) < _SHORTEST_PART or form in WORD_OF or form in PLAIN or not form[0].isalpha():
        return ()
    mistakes = {
        forms[0]: found
        for forms in called
        if len(forms) == 1 and (found := _mistakes(form, forms[0])) is not None
    }
    fewest = min(mistakes.values(), default=0)
    nearest = {called[name,] for name, found in mistakes.items() if found == fewest}
    is_word = word in KNOWN and word != form and OSA.distance(form, word) <= fewest
    return nearest.pop() if len(nearest) == 1 and not (is_word and fewest) else ()


def _mistakes(form: str, name: str) -> int | None:
    if any(form == name + ending for ending in _ENDINGS):
        return 0
    if form == _skeleton(name):
        return 1
    if min(len(form), len(name)) < _SHORTEST_GUESS or form[0] != name[0]:
        return None
    most = 1 if len(name) < _SHORTEST_WITH_TWO_MISTAKES else 2
    found = OSA.distance(form, name, score_cutoff=most)
    return found if found <= most else None


def _skeleton(name: str) -> str:
    return "".join(letter for letter in name if letter not in _VOWELS)
