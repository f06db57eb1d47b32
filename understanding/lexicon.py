"""The words people use, read from `words/*.txt` when this module is first imported.

One file is one language. A line is `word: other spellings and forms`; the word before the colon
stands for all of them in every rule. A form of several words is joined by underscores.
"""

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

LANGUAGES = ("id", "jv", "mad", "en")

_SUFFIXES = (
    "nya",
    "ny",
    "nipun",
    "ipun",
    "kah",
    "lah",
    "pun",
    "ku",
    "mu",
    "ne",
    "in",
    "kan",
    "e",
    "i",
)
_PREFIXES = ("di", "nge", "ng", "men", "mem", "me")
_SHORTEST_STEM = 3
_SHORTEST_GUESS = 5
_SHORTEST_FREE_GUESS = 7
_LONG = 9
_LONGEST_PART = 14
_VOWELS = frozenset("aeiou")
_CONSONANTS_A_VOWEL = 3
"""Shorter words are one letter away from too many others; of them only `words/core.txt` is guessed."""


def entries(name: str) -> list[tuple[str, list[str]]]:
    """The lines of a word file as (word, other forms), comments left out."""
    lines = (files(__package__) / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if ":" in line and not line.startswith("#"))
    return [(word.strip(), forms.split()) for word, forms in pairs]


WORD_OF: dict[str, str] = {}
"""Every single-word form → the word that stands for it."""

LANGUAGE_OF: dict[str, str] = {}
"""Every form that is not Indonesian → its language."""

PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
"""First word → the phrases that begin with it, longest first, and what stands for each."""

PLAIN: set[str] = set()
"""Ordinary words and names with no meaning here: never taken for a misspelling of another."""

TAGS_OF: dict[str, tuple[str, ...]] = {}
"""Form or word → what kind it is: "@other_certificate" and the other topics, "@town", "@here"."""

NAMES: set[str] = set()
"""Common given names, those that are everyday words left out."""

ALL_NAMES: set[str] = set()
"""Those too: they count as names after "atas nama" only."""

KNOWN: set[str] = set()
"""Everything that is a word: what is not in here is strange."""


_BY_SKELETON: dict[str, str] = {}
"""First letter and consonants → the one word they can stand for: "prktk" is praktik."""

_BY_FIRST_LETTER: dict[str, list[str]] = defaultdict(list)


def _load() -> None:
    phrases: list[tuple[str, str]] = []
    for language in LANGUAGES:
        for word, forms in entries(language):
            for form in (word, *forms):
                if "_" in form:
                    phrases.append((form, word))
                else:
                    WORD_OF.setdefault(form, word)
                    if language != "id":
                        LANGUAGE_OF.setdefault(form, language)
    _load_kinds(phrases)
    core = {form for _, forms in entries("core") for form in forms}
    for form in WORD_OF:
        if len(form) >= _SHORTEST_FREE_GUESS or form in core:
            _BY_FIRST_LETTER[form[0]].append(form)
    _load_skeletons()
    for form, _ in phrases:
        for part in form.split("_"):
            WORD_OF.setdefault(part, part)
    for form, word in phrases:
        first, *rest = (WORD_OF[part] for part in form.split("_"))
        PHRASES[first].append((tuple(rest), word))
    for group in PHRASES.values():
        group.sort(key=lambda phrase: -len(phrase[0]))
    KNOWN.update(WORD_OF, WORD_OF.values(), PLAIN, (word for _, word in phrases))


def _load_skeletons() -> None:
    ambiguous = set()
    for form, word in WORD_OF.items():
        if len(form) > _SHORTEST_STEM and form not in TAGS_OF:
            skeleton = _skeleton(form)
            if _BY_SKELETON.setdefault(skeleton, word) != word:
                ambiguous.add(skeleton)
    for skeleton in ambiguous:
        del _BY_SKELETON[skeleton]


def _skeleton(form: str) -> str:
    return form[0] + "".join(letter for letter in form[1:] if letter not in _VOWELS)


def _abbreviated(form: str) -> str:
    """The skeleton of a form written almost without vowels, otherwise nothing."""
    skeleton = _skeleton(form)
    is_short_of_vowels = (len(form) - len(skeleton)) * _CONSONANTS_A_VOWEL <= len(skeleton)
    return skeleton if is_short_of_vowels and len(skeleton) >= _SHORTEST_STEM else ""


def _load_kinds(phrases: list[tuple[str, str]]) -> None:
    """Topics, towns, names and plain words; a form that is already a lexicon word stays one."""
    for kind, forms in (*entries("topics"), *entries("towns")):
        for form in forms:
            TAGS_OF[form] = (*TAGS_OF.get(form, ()), f"@{kind}")
            if "_" in form:
                phrases.append((form, form))
            else:
                WORD_OF.setdefault(form, form)
    for _, forms in entries("names"):
        ALL_NAMES.update(forms)
        NAMES.update(form for form in forms if form not in WORD_OF)
    PLAIN.update(NAMES)
    for kind, forms in entries("plain"):
        PLAIN.update(forms)
        if kind == "thing":
            for form in forms:
                if form not in WORD_OF:
                    TAGS_OF.setdefault(form, ("@thing",))


@lru_cache(maxsize=16384)
def word_for(form: str) -> str:
    """The word a lower-case form stands for; the form itself where nothing fits."""
    return (
        WORD_OF.get(form)
        or _without_stretching(form)
        or _stem(form)
        or _BY_SKELETON.get(_abbreviated(form))
        or _guess(form)
        or form
    )


@lru_cache(maxsize=4096)
def unglued(form: str) -> tuple[str, ...]:
    """The lexicon forms a word without spaces is made of ("jadwalkelaslas"), or nothing."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(form)]
    for end in range(_SHORTEST_STEM, len(form) + 1):
        for start in range(max(0, end - _LONGEST_PART), end - _SHORTEST_STEM + 1):
            before = best[start]
            if before is not None and form[start:end] in WORD_OF:
                candidate = (*before, form[start:end])
                known = best[end]
                if known is None or len(candidate) < len(known):
                    best[end] = candidate
    return best[-1] or ()


def _without_stretching(form: str) -> str | None:
    if not any(a == b for a, b in zip(form, form[1:], strict=False)):
        return None
    squeezed = "".join(a for i, a in enumerate(form) if i == 0 or form[i - 1] != a)
    return WORD_OF.get(squeezed) or (_stem(squeezed) if squeezed not in PLAIN else None)


def _stem(form: str) -> str | None:
    if form in PLAIN:
        return None
    for suffix in _SUFFIXES:
        if form.endswith(suffix) and len(form) - len(suffix) >= _SHORTEST_STEM:
            stem = form[: -len(suffix)]
            found = WORD_OF.get(stem)
            if found:
                return found
            if stem in PLAIN:
                return stem
            for prefix in _PREFIXES:
                if stem.startswith(prefix) and stem[len(prefix) :] in WORD_OF:
                    return WORD_OF[stem[len(prefix) :]]
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) > _SHORTEST_STEM:
            found = WORD_OF.get(form[len(prefix) :])
            if found:
                return found
    return None


def _guess(form: str) -> str | None:
    if len(form) < _SHORTEST_GUESS or form in PLAIN or len(form) > 24:
        return None
    match = extractOne(
        form,
        _BY_FIRST_LETTER.get(form[0], ()),
        scorer=OSA.distance,
        score_cutoff=1 if len(form) < _LONG else 2,
    )
    return WORD_OF[match[0]] if match else None


_load()
