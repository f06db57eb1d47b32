"""Each test that docs/security.md names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cli_process import ROOT

AT_LEAST = 60
CLASSES = (
    "Finding out", "Codes", "PINs", "Buttons", "Roles", "written", "Files", "network",
    "Discretion", "Disks",
)  # fmt: skip


def attacks() -> Iterator[tuple[str, str, str]]:
    """Each row of the tables of attacks: the attack, what happens, and the cell of its test."""
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    for row in page.partition("## What was tried")[2].splitlines():
        if row.startswith("| ") and not row.startswith(("| attack", "| ---")):
            attack, outcome, test = (cell.strip() for cell in row.strip("|").split("|"))
            yield attack, outcome, test


@pytest.mark.parametrize("test", [test for *_, test in attacks()])
def test_the_test_is_there(test: str) -> None:
    named = re.fullmatch(r"`((?:\w+/)+test_\w+)::(test_\w+)`", test)
    assert named, test
    source = (ROOT / "tests" / f"{named[1]}.py").read_text(encoding="utf-8")
    assert re.search(rf"^(async )?def {named[2]}\(", source, re.M), test


def test_there_are_enough_and_none_twice() -> None:
    rows = list(attacks())
    assert len(rows) >= AT_LEAST
    assert len({test for *_, test in rows}) == len(rows)
    assert all(attack and outcome for attack, outcome, _ in rows)


def test_every_class_is_there() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (.+)$", page, re.M)
    assert [each for each in CLASSES if not any(each in heading for heading in headings)] == []
