"""Only store/sqlite knows what is SQLite's: a second engine is a second folder."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "scheduler", "services", "store", "web")
SQLITES = re.compile(
    r"(?i:sqlite)|\bPRAGMA\b|\bATTACH\b|BEGIN IMMEDIATE|SAVEPOINT|ROLLBACK TO|\browid\b"
)
MAY_NAME_IT = {
    "bot/config/settings.py",
    "bot/config/values.py",
    "store/engine.py",
    "store/engines.py",
    "store/errors.py",
    "store/migrations/0014_ids_once.sql",
    "store/migrations/0022_sealed_roles.sql",
    "store/migrations/0025_kept_consents.sql",
}
"""Where a store's URL is read, and where engines are described and chosen; and three migrations:
ids that don't come again, which others have by themselves, and other types and references of
columns, which they change in other words."""


def test_no_engine_is_named_outside_its_folder() -> None:
    files = [
        str(file.relative_to(HERE))
        for folder in FOLDERS
        for file in (HERE / folder).rglob("*")
        if file.suffix in {".py", ".sql"}
    ]
    named = {file for file in files if SQLITES.search((HERE / file).read_text())}
    assert {"store/sqlite/engine.py", "store/sqlite/present.py"} <= named
    assert {file for file in named if not file.startswith("store/sqlite/")} <= MAY_NAME_IT
