"""The statements of queries/*.sql as functions of one connection."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import aiosql
from aiosql.types import SQLOperationType as Kind


class Statements:
    """The statements by name, called with their parameters: `sql.session_by_id(id=3)`.

    The sign after a name in the .sql file says what a call returns: rows (none), one row or None
    (^), its first value or None ($), the id of the row that was added or None (<!), how many rows
    were changed (!, or *! for a list of parameters). `driver` is aiosql's name for the engine,
    `source` a file or folder in store/.
    """

    def __init__(self, db: Any, driver: str, source: str = "queries") -> None:
        self._db = db
        self._queries = _load(driver, source)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Bind a statement when it is first used."""
        query = getattr(self._queries, name)
        statement = _bind(self._db, query.sql, query.operation)
        setattr(self, name, statement)
        return statement


@cache
def _load(driver: str, source: str) -> Any:
    with as_file(files("store") / source) as path:
        return aiosql.from_path(path, driver, mandatory_parameters=False)


def _bind(db: Any, sql: str, kind: Kind) -> Callable[..., Any]:
    execute = db.execute

    def rows(**values: Any) -> Any:
        return execute(sql, values)

    def row(**values: Any) -> Any:
        return execute(sql, values).fetchone()

    def value(**values: Any) -> Any:
        found = execute(sql, values).fetchone()
        return found[0] if found else None

    def added(**values: Any) -> int | None:
        done = execute(sql, values)
        return done.lastrowid if done.rowcount else None

    def change(**values: Any) -> int:
        return int(execute(sql, values).rowcount)

    def change_many(every: Any) -> int:
        return int(db.executemany(sql, every).rowcount)

    by_kind: dict[Kind, Callable[..., Any]] = {
        Kind.SELECT: rows,
        Kind.SELECT_ONE: row,
        Kind.SELECT_VALUE: value,
        Kind.INSERT_RETURNING: added,
        Kind.INSERT_UPDATE_DELETE: change,
        Kind.INSERT_UPDATE_DELETE_MANY: change_many,
    }
    return by_kind[kind]
