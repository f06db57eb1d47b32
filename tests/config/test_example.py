"""config.example.toml shows every key at its default, and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from bot.config.reading import Document
from bot.config.settings import load, read_settings

EXAMPLE = Path(__file__).parent.parent.parent / "config.example.toml"

_SWITCHED_OFF = re.compile(r"^#(?=[\[a-z])", re.MULTILINE)
"""A line that only lacks its "#": comments have a space after it."""


def switched_on(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text(_SWITCHED_OFF.sub("", EXAMPLE.read_text(encoding="utf-8")))
    return file


def keys_in(file: Path) -> set[str]:
    """The keys written in `file`, as "section.key"."""
    keys: set[str] = set()
    section = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[+([a-z.]+)\]+", line):
            section = header[1]
        elif key := re.match(r"([a-z_]+) =", line):
            keys.add(f"{section}.{key[1]}")
    return keys


def test_the_example_stands_at_the_defaults(tmp_path: Path) -> None:
    nothing = tmp_path / "config.toml"
    nothing.touch()
    same = tmp_path / "same.toml"
    same.write_text(EXAMPLE.read_text(encoding="utf-8"))
    by_default = read_settings(Document(nothing, {}))
    by_example = load(same, {})
    for part in by_default.__slots__:
        if part != "file":
            assert getattr(by_example, part) == getattr(by_default, part)


def test_the_example_has_every_key_and_no_other(tmp_path: Path) -> None:
    file = switched_on(tmp_path)
    document = Document(file, {})
    settings = read_settings(document)
    document.finish()
    asked = {re.sub(r" #\d+", "", key) for section in document.sections for key in section.keys}
    assert asked - {"office.hours"} == keys_in(file)
    assert len(settings.office.hours) == 3


def test_every_key_of_the_example_has_a_comment_above_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if re.match(r"[a-z_]+ =", line):
            assert above.startswith("# "), f"nothing says what this is for: {line}"
