"""The words people use, read from `words/*.txt` once, when this module is first imported.

One file is one language. A line is `word: other spellings and forms`; the word before the colon
stands for all of them in every rule. A form of several words is joined by underscores. Other files
tell what kind a word is: topics, towns, names, plain words, roles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
LANGUAGES = ("id", "jv", "mad", "en")

SKILL_OF = {
    "las": "pengelasan",
    "mebel": "meubeler",
    "konstruksi": "konstruksi",
    "interior": "desain_interior",
}
"""Word → the slug of the trade it names."""

WORD_OF: dict[str, str] = {}
"""Every single-word form → the word that stands for it."""

LANGUAGE_OF: dict[str, str] = {}
"""Every form Indonesian does not have → its language."""

PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
"""First word → the phrases that begin with it, longest first, and what stands for each."""

TAGS_OF: dict[str, tuple[str, ...]] = {}
"""Form → its kinds: "@other_certificate" and the other topics, "@elsewhere", "@thing"."""

ROLES: dict[str, frozenset[str]] = {}
"""Part played in reading ("filler", "no_reason", …) → the words that play it."""

NAMES: set[str] = set()
"""Common given names that are no everyday words."""

NAMES_AND_WORDS: set[str] = set()
"""All common given names: those that are words too count as names where a name is announced."""

PLAIN: set[str] = set()
"""Ordinary words and names with no meaning here: never taken for a misspelling of another."""

CORE: set[str] = set()
"""Short forms that are guessed from a misspelling all the same."""

KNOWN: set[str] = set()
"""Everything that is a word: what is not in here is strange."""


def skills_in(words: Iterable[str]) -> list[str]:
    """The slugs of the trades named, each once, in the order written."""
    return list(dict.fromkeys(SKILL_OF[word] for word in words if word in SKILL_OF))


def entries(name: str) -> list[tuple[str, list[str]]]:
    """The lines of a word file as (word, other forms), comments left out."""
    lines = (
        (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    )
    pairs = (line.split(":", 1) for line in lines if ":" in line and not line.startswith("#"))
    return [(word.strip(), forms.split()) for word, forms in pairs]


def _load() -> None:
    phrases = dict(_language_phrases())
    phrases.update((phrase, phrase) for phrase in _load_tags() if phrase not in phrases)
    _load_names()
    for kind, forms in entries("plain"):
        PLAIN.update(forms)
        if kind == "thing":
            TAGS_OF.update((form, ("@thing",)) for form in forms if form not in WORD_OF)
    CORE.update(form for _, forms in entries("core") for form in forms)
    ROLES.update((role, frozenset(forms)) for role, forms in entries("roles"))
    for form, word in phrases.items():
        first, *rest = (WORD_OF.setdefault(part, part) for part in form.split("_"))
        PHRASES[first].append((tuple(rest), word))
    for group in PHRASES.values():
        group.sort(key=lambda phrase: -len(phrase[0]))
    KNOWN.update(WORD_OF, WORD_OF.values(), PLAIN, phrases.values())


def _language_phrases() -> Iterator[tuple[str, str]]:
    """Fill the single words of every language; yield the phrases with what stands for each."""
    for language in LANGUAGES:
        for word, forms in entries(language):
            if language != "id":
                LANGUAGE_OF.update((form, language) for form in forms if form not in WORD_OF)
            for form in (word, *forms):
                if "_" in form:
                    yield form, word
                else:
                    WORD_OF.setdefault(form, word)


def _load_tags() -> Iterator[str]:
    """Fill topics and towns; yield the phrases. A form that is a word already stays that word."""
    for kind, forms in (*entries("topics"), *entries("towns")):
        for form in forms:
            TAGS_OF[form] = (*TAGS_OF.get(form, ()), f"@{kind}")
            if "_" in form:
                yield form
            else:
                WORD_OF.setdefault(form, form)


def _load_names() -> None:
    for _, forms in entries("names"):
        NAMES_AND_WORDS.update(forms)
        NAMES.update(form for form in forms if form not in WORD_OF)
    PLAIN.update(NAMES)


_load()
