"""Find the word that a form stands for: stretched, inflected, abbreviated or misspelt."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from understanding.lexicon import CORE, NAMES, PLAIN, TAGS_OF, WORD_OF

_SUFFIXES = (
    "nya", "ny", "nipun", "ipun", "aken", "ake", "kah", "lah", "pun", "ku", "mu", "ne", "in",
    "kan", "ono", "no", "en", "na", "e", "i",
)  # fmt: skip
_PREFIXES = ("dipun", "ka", "di", "nge", "ng", "men", "mem", "me")
_NASALS = {"m": "b", "n": "dj"}
"""Javanese prefixes of one letter, and the letters they stand before: "mbekta", "ndaftar"."""
_DOUBLED_ENDING = re.compile(r"([^aeiou])\1ah?$")
"""A Madurese ending takes on the letter before it: "daftarra", "jadwalla"."""
_ORDINARY = PLAIN - NAMES
_SHORTEST_STEM = 3
_SHORTEST_GUESS = 5
_SHORTEST_FREE_GUESS = 7
"""Shorter words are too similar to others: only those of `words/core.txt` are guessed."""
_SHORTEST_WITH_TWO_MISTAKES = 9
_LONGEST_GUESS = 24
_LONGEST_PART = 14
_VOWELS = frozenset("aeiou")
_BREATHED_ENDING = re.compile(r"(?<=[aeiou])h$")
""" "lokasih", "manah"."""
_CONSONANTS_A_VOWEL = 3
_SHORTEST_SHORTENED = 4
_MOST_LEFT_OUT = 2
"""Consonants a hurried writer leaves out."""


def _skeleton(form: str) -> str:
    """First letter and consonants: what is left of a word in a hurried chat."""
    return form[0] + "".join(letter for letter in form[1:] if letter not in _VOWELS)


@cache
def _by_skeleton() -> dict[str, str]:
    """Skeleton → the one word it can stand for. Made when the first unknown word arrives."""
    words: dict[str, set[str]] = defaultdict(set)
    for form, word in (*WORD_OF.items(), *((plain, plain) for plain in _ORDINARY)):
        if len(form) > _SHORTEST_STEM and form not in TAGS_OF:
            words[_skeleton(form)].add(word)
    return {skeleton: found.pop() for skeleton, found in words.items() if len(found) == 1}


@cache
def _by_ends() -> dict[str, list[str]]:
    """First and last letter → the forms that may have been shortened."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form in WORD_OF:
        if len(form) > _SHORTEST_SHORTENED:
            forms[form[0] + form[-1]].append(form)
    return forms


@cache
def _by_first_letter() -> dict[str, list[str]]:
    """The forms a misspelling may have been meant for."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form in WORD_OF:
        if len(form) >= _SHORTEST_FREE_GUESS or form in CORE:
            forms[form[0]].append(form)
    return forms


def word_for(form: str) -> str:
    """The word a lower-case form stands for; the form itself where nothing fits."""
    return (
        WORD_OF.get(form)
        or _without_stretching(form)
        or _stem(form)
        or _respelt(form)
        or _by_skeleton().get(_abbreviated(form))
        or _shortened(form)
        or _guess(form)
        or _swapped(form)
        or form
    )


def unglued(form: str) -> tuple[str, ...]:
    """The fewest lexicon forms that make up a word without spaces ("jadwalkelaslas"), or none."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(form)]
    for end in range(_SHORTEST_STEM, len(form) + 1):
        splits = (
            (*before, form[start:end])
            for start in range(max(0, end - _LONGEST_PART), end - _SHORTEST_STEM + 1)
            if (before := best[start]) is not None and form[start:end] in WORD_OF
        )
        best[end] = min(splits, key=len, default=None)
    return best[-1] or ()


def _without_stretching(form: str) -> str | None:
    """ "halooo", "kelasss"; in "llus" two letters stand for a vowel left out."""
    if form[0] not in _VOWELS and form[:2] == form[0] * 2 and form[2:3] != form[0]:
        return None
    squeezed = "".join(letter for letter, _ in groupby(form))
    if len(squeezed) == len(form):
        return None
    return WORD_OF.get(squeezed) or _stem(squeezed)


def _stem(form: str) -> str | None:
    """The word without a suffix, a prefix or both: "jadwalnya", "ngelasnya", "dimatikan"."""
    if form in PLAIN:
        return None
    stems = [
        form.removesuffix(suffix)
        for suffix in _SUFFIXES
        if form.endswith(suffix) and len(form) - len(suffix) >= _SHORTEST_STEM
    ]
    bare = next((stem for stem in stems if stem in WORD_OF or stem in PLAIN), None)
    if bare:
        return WORD_OF.get(bare, bare)
    bare_stems = [stem for each in (form, *stems) for stem in _without_prefixes(each)]
    known = (WORD_OF.get(stem) for stem in bare_stems)
    ordinary = (stem for stem in bare_stems if stem in _ORDINARY)
    return next(filter(None, known), None) or next(ordinary, None)


def _without_prefixes(form: str) -> Iterator[str]:
    """What is left of the form without each prefix it may have."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= _SHORTEST_STEM:
            yield form.removeprefix(prefix)
    if len(form) > _SHORTEST_STEM and form[1] in _NASALS.get(form[0], ""):
        yield form[1:]


def _respelt(form: str) -> str | None:
    """Javanese "dh" and "th", Madurese "gh" and endings, old "dj" and "tj", as written today."""
    if form in PLAIN:
        return None
    plain = form.replace("dh", "d").replace("th", "t").replace("gh", "g")
    plain = plain.replace("dj", "j").replace("tj", "c")
    for spelt in (plain, _DOUBLED_ENDING.sub(r"\1", plain), _BREATHED_ENDING.sub("", plain)):
        if spelt != form and len(spelt) >= _SHORTEST_STEM and (found := _known(spelt)):
            return found
    return None


def _known(form: str) -> str | None:
    return WORD_OF.get(form) or _stem(form)


def _abbreviated(form: str) -> str:
    """The skeleton of a form written almost without vowels, otherwise nothing."""
    skeleton = _skeleton(form)
    return skeleton if _lacks_vowels(form) and len(skeleton) >= _SHORTEST_STEM else ""


def _lacks_vowels(form: str) -> bool:
    consonants = len(_skeleton(form))
    return (len(form) - consonants) * _CONSONANTS_A_VOWEL <= consonants


def _shortened(form: str) -> str | None:
    """The one word whose letters, some left out, these are: "igtn", "bgnan"."""
    if len(form) < _SHORTEST_SHORTENED or form in PLAIN or not _lacks_vowels(form):
        return None
    whole = _by_ends().get(form[0] + form[-1], ())
    words = {WORD_OF[each] for each in whole if _is_shortening(form, each)}
    return words.pop() if len(words) == 1 else None


def _is_shortening(form: str, whole: str) -> bool:
    letters = iter(whole)
    left_out = len(_skeleton(whole)) - len(_skeleton(form))
    return left_out <= _MOST_LEFT_OUT and all(letter in letters for letter in form)


def _swapped(form: str) -> str | None:
    """The word of a short form with two neighbours after the first letter swapped: "saay"."""
    if form in PLAIN or len(form) != _SHORTEST_GUESS - 1:
        return None
    swaps = (form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in (1, 2))
    return next((WORD_OF[swap] for swap in swaps if swap in CORE), None)


def _guess(form: str) -> str | None:
    """The word of the nearest form, one or two mistakes away, with the same first letter."""
    if form in PLAIN or not _SHORTEST_GUESS <= len(form) <= _LONGEST_GUESS:
        return None
    match = extractOne(
        form,
        _by_first_letter().get(form[0], ()),
        scorer=OSA.distance,
        score_cutoff=1 if len(form) < _SHORTEST_WITH_TWO_MISTAKES else 2,
    )
    return WORD_OF[match[0]] if match else None
