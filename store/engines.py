"""Which engine keeps the store at a place."""

from __future__ import annotations

from pathlib import Path

from store.engine import Engine
from store.sqlite.engine import SqliteEngine


def engine_at(place: Path) -> Engine:
    """A path is SQLite's; the URL of a server will be another engine's."""
    return SqliteEngine(place)
