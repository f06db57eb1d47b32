"""No id comes again: buttons, conversations and the outbox's keys outlive the row they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from store import migrations
from store.sqlite.migrate import apply, migrate

BEFORE = 13
"""The newest schema in which ids came again."""


def a_store(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def tables_with_ids() -> list[str]:
    with closing(a_store(Path(":memory:"))) as db:
        migrate(db)
        return [
            name
            for (name,) in db.execute(
                "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                "WHERE t.type = 'table' AND c.name = 'id' AND c.pk = 1 AND c.type = 'INTEGER'"
            )
        ]


VALUES = count(1)


def insert(db: sqlite3.Connection, table: str) -> int:
    """Add a row with nonsense in every column that must have something."""
    columns = [
        name
        for _, name, _, must_be, _, is_key in db.execute(f"PRAGMA table_info({table})")
        if must_be and not is_key
    ]
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    values = [next(VALUES) for _ in columns]
    (ident,) = db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id",  # noqa: S608
        values,
    ).fetchone()
    return int(ident)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(a_store(tmp_path / "bekal.db")) as opened:
        migrate(opened)
        opened.execute("PRAGMA ignore_check_constraints = ON")
        yield opened


@pytest.mark.parametrize("table", tables_with_ids())
def test_the_id_of_a_deleted_row_is_never_given_again(db: sqlite3.Connection, table: str) -> None:
    first = insert(db, table)
    newest = insert(db, table)
    db.execute(f"DELETE FROM {table}")  # noqa: S608
    assert insert(db, table) > newest > first, f"{table}: its id needs AUTOINCREMENT"


def test_an_older_store_keeps_its_rows_and_gives_no_id_again(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "bekal.db")) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for number in sorted(migrations.MIGRATIONS):
            if number <= BEFORE:
                apply(db, number)
        db.execute("INSERT INTO contacts (uid, channel, address, created_at, last_seen_at)"
                   " VALUES ('a', 'telegram', '1', 1, 1)")  # fmt: skip
        db.execute(
            "INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key,"
            " not_before, created_at, updated_at)"
            " VALUES ('telegram', 1, '1', 'reply', 1, 'reply:upload:7:0', 1, 1, 1)"
        )
        migrate(db)
        assert db.execute("SELECT contact_id FROM outbox").fetchall() == [(1,)]
        db.execute("INSERT INTO uploads (contact_id, document, state, not_before, expires_at,"
                   " created_at) VALUES (1, 'x', 'noted', 1, 1, 1)")  # fmt: skip
        assert db.execute("SELECT id FROM uploads").fetchone()[0] > 7
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
