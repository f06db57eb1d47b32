"""Every list in tests/data/import through `bekal import --json`, each into an empty store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from expected_lists import BROKEN, BROKEN_ERRORS, BROKEN_ROWS, DATA, GOOD, assert_rows, problems_of
from typer.testing import CliRunner, Result

from bot.cli import app


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    """The command runs in this process: what it sets up for logs ends with the test."""
    before = structlog.get_config()
    file = tmp_path / "config.toml"
    file.write_text("")
    yield file
    structlog.configure(**before)


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["import", *arguments, "--json", "--config", str(config)])


def load(config: Path, file: Path, requires: list[str]) -> tuple[dict[str, Any], int]:
    if requires:
        run(config, *(str(DATA / name) for name in requires))
    result = run(config, str(file))
    (entry,) = json.loads(result.stdout)["files"]
    assert entry["file"] == file.name
    return entry, result.exit_code


@pytest.mark.parametrize("file", GOOD)
def test_good_lists(config: Path, file: str) -> None:
    expected = GOOD[file]
    entry, status = load(config, DATA / file, expected.get("requires", []))
    assert status == 0
    assert (entry["kind"], entry["accepted"]) == (expected["kind"], expected["count"])
    assert_rows(entry, expected["rows"])
    assert entry["problems"] == expected["issues"]
    assert entry["changes"]["added"] == expected["count"]
    again, status = load(config, DATA / file, [])
    assert status == 0
    assert again["problems"] == []
    assert again["changes"]["unchanged"] == expected["count"]
    assert again["changes"]["updated"] == 0


@pytest.mark.parametrize("file", BROKEN_ROWS)
def test_broken_lists(config: Path, file: str) -> None:
    expected = BROKEN_ROWS[file]
    entry, status = load(config, BROKEN / file, expected.get("requires", []))
    assert problems_of(entry) == [{"related_rows": [], **one} for one in BROKEN_ERRORS[file]]
    assert entry["accepted"] == expected["accepted"]
    if "rows" in expected:
        assert_rows(entry, expected["rows"])
    assert status == any(one["level"] == "error" for one in BROKEN_ERRORS[file])
    for problem in entry["problems"]:
        assert problem["message"].endswith(".")
        assert "{" not in problem["message"]
        assert problem["value"] is None or problem["value"] not in {"", " "}
