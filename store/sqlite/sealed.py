"""All that is sealed, table by table, and how it comes under another key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.connection import Tx
from store.sealing.keys import KEY_ID, key_number

NOT_SEALED = frozenset(
    {"attempts.detail", "attempts.subject", "audit.hash", "audit.previous", "pins.salt"}
)
"""Columns of bytes that hold something else; so do all whose name ends in _hash."""

Key = tuple[Any, ...]
"""The values of a row's primary key."""


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table's primary key and its sealed columns, each sealed for the place "table.column"."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(f"{self.name}.{column}" for column in self.columns)


def tables(db: sqlite3.Connection) -> list[SealedTable]:
    """Every table with something sealed, as the schema has it: the columns of type BLOB."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = (_table(db, name) for (name,) in names.fetchall())
    return [table for table in found if table.columns]


def keys_in_use(db: sqlite3.Connection) -> set[int]:
    """The numbers of all keys that something is sealed with."""
    prefixes = {
        prefix
        for table in tables(db)
        for column in table.columns
        for (prefix,) in db.execute(
            f'SELECT DISTINCT substr("{column}", 1, 2) FROM "{table.name}"'  # noqa: S608
            f' WHERE "{column}" IS NOT NULL'
        )
    }
    return {key_number(prefix) for prefix in prefixes}


def outdated(tx: Tx, table: SealedTable, after: Key | None, most: int) -> list[Key]:
    """The next rows, after the one with key `after`, that another key than the present sealed."""
    key = _names(table.key)
    marks = ", ".join("?" * len(table.key))
    is_old = " OR ".join(f'substr("{column}", 1, 2) <> ?' for column in table.columns)
    beyond = f"({key}) > ({marks}) AND" if after else ""
    rows = tx.db.execute(
        f'SELECT {key} FROM "{table.name}" WHERE {beyond} ({is_old})'  # noqa: S608
        f" ORDER BY {key} LIMIT ?",
        (*(after or ()), *[KEY_ID.pack(tx.keys.current)] * len(table.columns), most),
    )
    return rows.fetchall()


def seal_anew(tx: Tx, table: SealedTable, keys: Iterable[Key]) -> int:
    """Seal these rows with the present key; returns how many values.

    Raises `WrongKey` where a value does not open.
    """
    where = " AND ".join(f'"{column}" = ?' for column in table.key)
    select = f'SELECT {_names(table.columns)} FROM "{table.name}" WHERE {where}'  # noqa: S608
    setting = ", ".join(f'"{column}" = ?' for column in table.columns)
    update = f'UPDATE "{table.name}" SET {setting} WHERE {where}'  # noqa: S608
    number = 0
    for key in keys:
        row = tx.db.execute(select, key).fetchone()
        if row is None:
            continue  # deleted since it was found
        values = [_anew(tx, value, place) for value, place in zip(row, table.places, strict=True)]
        number += sum(new is not old for new, old in zip(values, row, strict=True))
        tx.db.execute(update, (*values, *key))
    return number


def _anew(tx: Tx, value: bytes | None, place: str) -> bytes | None:
    if value is None or key_number(value) == tx.keys.current:
        return value
    return tx.keys.seal(tx.keys.open(value, place), place)


def _table(db: sqlite3.Connection, name: str) -> SealedTable:
    rows = db.execute(f'PRAGMA table_info("{name}")').fetchall()
    by_position = sorted((position, column) for _, column, _, _, _, position in rows if position)
    return SealedTable(
        name,
        tuple(column for _, column in by_position),
        tuple(
            column
            for _, column, kind, *_ in rows
            if kind == "BLOB"
            and not column.endswith("_hash")
            and f"{name}.{column}" not in NOT_SEALED
        ),
    )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
