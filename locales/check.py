"""`python -m locales.check`: is every sentence there, with its values, in every language?"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
SPOKEN_IN = ("handlers", "services", "locales", "scheduler")
TRANSLATED = ("id", "jv")
VALUE = re.compile(r"\{(\w+)\}")
TAG = re.compile(r"</?\w+>")


def sentences() -> dict[str, str]:
    """Every message id in the code → where it stands."""
    found: dict[str, str] = {}
    for folder in SPOKEN_IN:
        for name, line, message, _, _ in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords={"say": None, "sentence": None}
        ):
            if isinstance(message, str):
                found.setdefault(message, f"{folder}/{name}:{line}")
    return found


def problems() -> Iterator[str]:
    """A line per sentence that is missing, unused, or has other values or tags than its id."""
    spoken = sentences()
    for language in TRANSLATED:
        path = ROOT / "locales" / "catalogues" / f"{language}.po"
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
        written = {str(entry.id): entry for entry in catalogue if entry.id}
        for message, place in spoken.items():
            if message not in written or not written[message].string:
                yield f"{path.name}: no sentence for {message!r} ({place})"
        for message, entry in written.items():
            if message not in spoken:
                yield f"{path.name}: nobody says {message!r} any more"
            elif entry.fuzzy:
                yield f"{path.name}: fuzzy: {message!r}"
            elif sorted(VALUE.findall(message)) != sorted(VALUE.findall(str(entry.string))):
                yield f"{path.name}: other values than in {message!r}"
            elif sorted(TAG.findall(message)) != sorted(TAG.findall(str(entry.string))):
                yield f"{path.name}: other tags than in {message!r}"


def main() -> int:
    found = list(problems())
    for problem in found:
        print(problem)  # noqa: T201 - this is a command
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
