"""Everything that is sealed, table by table, and sealing it with another key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from store.engine import Column, Connection
from store.sealing.keys import KEY_ID, KeyRing, key_number

NOT_SEALED = frozenset(
    {"attempts.detail", "attempts.subject", "audit.hash", "audit.previous", "pins.salt"}
)
"""Columns of bytes that hold something else; so do all whose name ends in _hash."""

SLICE = 1000

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


def tables(db: Connection) -> list[SealedTable]:
    """Every table with something sealed, as the schema has it: the columns of bytes."""
    by_table = groupby(db.columns(), lambda column: column.table)
    found = (_table(name, list(columns)) for name, columns in by_table)
    return [table for table in found if table.columns]


def keys_in_use(db: Connection) -> set[int]:
    """The numbers of all keys that something is sealed with."""
    return {
        key_number(prefix)
        for table in tables(db)
        for column in table.columns
        for (prefix,) in db.rows(
            f'SELECT DISTINCT substr("{column}", 1, 2) FROM "{table.name}"'  # noqa: S608
            f' WHERE "{column}" IS NOT NULL'
        )
    }


def outdated(
    db: Connection, keys: KeyRing, table: SealedTable, after: Key | None, most: int = SLICE
) -> list[Key]:
    """The next rows, after the one with key `after`, that another key than the present sealed."""
    key = _names(table.key)
    is_old = " OR ".join(f'substr("{column}", 1, 2) <> :present' for column in table.columns)
    given = _numbered("key", after or ())
    beyond = f"({key}) > ({', '.join(f':{name}' for name in given)}) AND" if given else ""
    return db.rows(
        f'SELECT {key} FROM "{table.name}" WHERE {beyond} ({is_old})'  # noqa: S608
        f" ORDER BY {key} LIMIT :most",
        present=KEY_ID.pack(keys.current),
        most=most,
        **given,
    )


def seal_anew(db: Connection, keys: KeyRing, table: SealedTable, rows: Iterable[Key]) -> int:
    """Seal these rows with the present key; returns how many values.

    Raises `WrongKey` where a value does not open.
    """
    where = " AND ".join(f'"{column}" = :key{n}' for n, column in enumerate(table.key))
    select = f'SELECT {_names(table.columns)} FROM "{table.name}" WHERE {where}'  # noqa: S608
    setting = ", ".join(f'"{column}" = :value{n}' for n, column in enumerate(table.columns))
    update = f'UPDATE "{table.name}" SET {setting} WHERE {where}'  # noqa: S608
    number = 0
    for key in rows:
        which = _numbered("key", key)
        for row in db.rows(select, **which):  # none when it was deleted since
            values = [
                _anew(keys, old, place) for old, place in zip(row, table.places, strict=True)
            ]
            number += sum(new is not old for new, old in zip(values, row, strict=True))
            db.rows(update, **_numbered("value", values), **which)
    return number


def seal_all_anew(db: Connection, keys: KeyRing) -> None:
    """Everything with the ring's present key. Raises `StoreError` where a value does not open."""
    for table in tables(db):
        after: Key | None = None
        while rows := outdated(db, keys, table, after):
            seal_anew(db, keys, table, rows)
            after = rows[-1]


def _anew(keys: KeyRing, value: bytes | None, place: str) -> bytes | None:
    if value is None or key_number(value) == keys.current:
        return value
    return keys.seal(keys.open(value, place), place)


def _table(name: str, columns: list[Column]) -> SealedTable:
    key = sorted((each.key_position, each.name) for each in columns if each.key_position)
    return SealedTable(
        name,
        tuple(column for _, column in key),
        tuple(
            each.name
            for each in columns
            if each.is_bytes
            and not each.name.endswith("_hash")
            and f"{name}.{each.name}" not in NOT_SEALED
        ),
    )


def _numbered(word: str, values: Iterable[Any]) -> dict[str, Any]:
    """The values under the names of their parameters, `word0` and so on."""
    return {f"{word}{number}": value for number, value in enumerate(values)}


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
