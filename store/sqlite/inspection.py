"""Look into a store without changing anything, beside whoever runs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from store.connection import Tx, load_queries
from store.errors import StoreError, explain
from store.sealing.key_file import load_keys
from store.sqlite.migrate import MIGRATIONS, refuse_newer, version
from store.sqlite.opening import BUSY_SECONDS, check_key

T = TypeVar("T")


def inspect(path: Path, key_file: Path, key: str | None, work: Callable[[Tx], T]) -> T:
    """Run `work` on one snapshot of the store. Raises `StoreError` with the mend.

    `key` is the text of a key file (BEKAL_KEY) and goes before `key_file`. A store of another
    schema than this Bekal's can't be read and is not changed.
    """
    if not path.exists():
        raise StoreError(
            f"there is no store at {path} yet; `bekal import` or `bekal run` makes it"
        )
    try:
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS,
            isolation_level=None,
        )  # fmt: skip
        try:
            db.execute("BEGIN")
            _check_schema(version(db))
            keys = load_keys(key_file, key)
            check_key(db, keys, path)
            return work(Tx(db, load_queries(), keys))
        finally:
            db.close()
    except sqlite3.Error as error:
        raise explain(error, str(path)) from error


def is_up_to_date(path: Path) -> bool:
    """Has the store at `path` the schema of this Bekal?"""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        return version(db) == max(MIGRATIONS)


def _check_schema(found: int) -> None:
    refuse_newer(found)
    newest = max(MIGRATIONS)
    if found < newest:
        raise StoreError(
            f"the database has schema {found}, this Bekal writes {newest}; "
            "`bekal run` brings it up to date"
        )
