"""The lists in tests/data/import, and what their expectations say."""

from __future__ import annotations

import json
from typing import Any

from cli_process import ROOT

DATA = ROOT / "tests" / "data" / "import"
BROKEN = DATA / "rusak"
GOOD = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["files"]
BROKEN_ROWS = json.loads((BROKEN / "expected_rows.json").read_text(encoding="utf-8"))
BROKEN_ERRORS = json.loads((BROKEN / "expected_errors.json").read_text(encoding="utf-8"))
NEEDS_A_RESOLVER = {"instructor_ref"}


def comparable(field: str, value: Any) -> Any:
    if field == "full_name" and isinstance(value, str):
        return value.casefold().translate(str.maketrans("’‘`", "'''"))
    return value


def fields_of(row: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    return {
        field: comparable(field, row[field]) for field in fields if field not in NEEDS_A_RESOLVER
    }


def assert_rows(entry: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    assert [row["row"] for row in entry["rows"]] == [row["row"] for row in rows]
    for got, expected in zip(entry["rows"], rows, strict=True):
        assert fields_of(got, list(expected)) == fields_of(expected, list(expected))


def problems_of(entry: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("row", "column", "code", "level", "value", "related_rows")
    return [{name: problem[name] for name in names} for problem in entry["problems"]]
