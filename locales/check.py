"""`python -m locales.check`: report sentences that are missing or can't be sent as they are."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator

from babel.messages import Catalog

from locales.collect import TRANSLATED, labels, read, sentences
from locales.consent_texts import wording
from locales.words import LANGUAGES
from programme.discretion import find_forbidden

PLURALS = "nplurals=1; plural=0;"
"""Indonesian and Javanese have one form for one and for many."""

LONGEST_LABEL = 40
"""What an old phone shows of a button, in characters."""

TAG = re.compile(r"</?[bi]>")
BARE = re.compile(r"[<>]|&(?!\w+;)")
"""What a messenger would take for the beginning of a tag or a sign."""


def problems() -> Iterator[str]:
    """A line for each thing that is missing or wrong."""
    spoken, on_buttons = sentences(), labels()
    for language in TRANSLATED:
        for problem in in_catalogue(read(language), spoken, on_buttons):
            yield f"{language}.po: {problem}"
    for message in _ids(spoken):
        for fault in faults(message, message, is_label=message in on_buttons):
            yield f"{spoken[message].locations[0][0]}: {message!r}: {fault}"
    asked = wording(LANGUAGES[0])
    for language in LANGUAGES:
        for fault in faults(asked, wording(language)):
            yield f"consent, {language}: {fault}"


def in_catalogue(catalogue: Catalog, spoken: Catalog, on_buttons: set[str]) -> Iterator[str]:
    """The problems of `catalogue`, which must translate every `spoken` sentence."""
    if catalogue.plural_forms != PLURALS:
        yield f"the plural forms are not {PLURALS!r}"
    written = {message: catalogue[message] for message in _ids(catalogue)}
    for message in _ids(spoken):
        if message not in written:
            yield f"{message!r} is missing: run python -m locales.collect"
    for message, entry in written.items():
        if message not in spoken:
            yield f"nobody says {message!r} any more: run python -m locales.collect"
        elif entry.fuzzy:
            yield f"{message!r} is marked as fuzzy"
        else:
            said = str(entry.string)
            for fault in faults(message, said, is_label=message in on_buttons):
                yield f"{message!r}: {fault}"


def faults(message: str, said: str, *, is_label: bool = False) -> Iterator[str]:
    """What is wrong with `said` as the translation of `message`."""
    if not said:
        yield "no sentence yet"
        return
    values = _values(said)
    if values is None or values != _values(message):
        yield "not the same {values}"
    if sorted(TAG.findall(message)) != sorted(TAG.findall(said)):
        yield "not the same <tags>"
    if bare := BARE.search(TAG.sub("", said)):
        yield f"{bare[0]!r} must be written as an entity (&lt; &gt; &amp;)"
    if word := find_forbidden(said):
        yield f"{word!r} could give somebody away"
    if is_label and "&" in said:
        yield "a button shows entities as they stand: use a word instead of a sign"
    if is_label and len(said) > LONGEST_LABEL:
        yield f"too long for a button: {len(said)} characters, at most {LONGEST_LABEL}"


def _values(text: str) -> set[str] | None:
    """The names of the values put in; None when the braces don't match."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _ids(catalogue: Catalog) -> list[str]:
    return [entry.id for entry in catalogue if isinstance(entry.id, str) and entry.id]


def main() -> int:
    found = list(problems())
    for problem in found:
        print(problem)  # noqa: T201 - this is a command
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
