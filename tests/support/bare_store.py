"""A store used without its threads: one connection, a transaction for each piece of work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from store.connection import Tx, connect, load_queries
from store.sealing.keys import KeyRing
from store.sqlite.migrate import migrate

T = TypeVar("T")


class BareStore:
    def __init__(self, path: Path, keys: KeyRing) -> None:
        self._path = path
        self._keys = keys
        self._sql = _queries()
        self._db = connect(path)
        self._db.execute("PRAGMA synchronous = OFF")

    def write(self, work: Callable[[Tx], T]) -> T:
        self._db.execute("BEGIN IMMEDIATE")
        result = work(Tx(self._db, self._sql, self._keys))
        self._db.execute("COMMIT")
        return result

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self._db.execute(query).fetchall()

    def reopen(self) -> None:
        self._db.close()
        self._db = connect(self._path)
        self._db.execute("PRAGMA synchronous = OFF")

    def close(self) -> None:
        self._db.close()


@contextmanager
def bare_store() -> Iterator[BareStore]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bekal.db"
        path.write_bytes(_empty_database())
        store = BareStore(path, KeyRing.new())
        try:
            yield store
        finally:
            store.close()


@cache
def _queries() -> Any:
    return load_queries()


@cache
def _empty_database() -> bytes:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    content = db.serialize()
    db.close()
    return content
