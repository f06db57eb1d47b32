"""`python -m locales.collect`: add new sentences to the catalogues, remove unused ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SPEAKERS = ("bot/channels", "bot/commands", "handlers", "services", "scheduler", "locales")
"""The folders whose sentences people read."""

MARKS = {"say": None, "sentence": None}
"""The functions whose first argument is a sentence."""

TRANSLATED = ("id", "jv")
"""The languages with a catalogue; English is in the code."""


def sentences() -> Catalog:
    """Every sentence in the code, with the files it stands in."""
    found = Catalog(fuzzy=False)
    for folder in SPEAKERS:
        for name, line, sentence, _, _ in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=MARKS
        ):
            found.add(sentence, locations=[(f"{folder}/{name}", line)])
    return found


def labels() -> set[str]:
    """The sentences that stand on a button."""
    return {
        label
        for folder in SPEAKERS
        for file in (ROOT / folder).rglob("*.py")
        for label in _labels(ast.parse(file.read_text("utf-8")))
    }


def _labels(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        match node:
            case ast.Call(
                func=ast.Name(id="Button"),
                args=[ast.Call(args=[ast.Constant(value=str(label)), *_]), *_],
            ):
                yield label


def path_of(language: str) -> Path:
    return ROOT / "locales" / "catalogues" / f"{language}.po"


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as source:
        return read_po(source, locale=language)


def main() -> None:
    spoken = sentences()
    for language in TRANSLATED:
        catalogue = read(language)
        catalogue.update(spoken, no_fuzzy_matching=True, update_creation_date=False)
        with path_of(language).open("wb") as target:
            write_po(target, catalogue, width=99, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    main()
