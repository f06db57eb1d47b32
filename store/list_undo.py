"""What the last list changed, row by row, and putting the rows back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from store.connection import Tx
from store.rows import epoch, moment
from store.savepoint import savepoint

TABLES = (
    "programmes",
    "imports",
    "participants",
    "participant_phones",
    "enrolments",
    "sessions",
    "certificates",
    "certificate_events",
    "birth_date_changes",
    "untold",
    "attendance",
    "announcements",
    "outbox",
    "certificate_notices",
)
"""What storing a list and telling of it may change; whatever refers to a row stands behind it."""

GROWING = ("announcements", "outbox")
"""Of these only new rows are looked at: storing a list changes no old ones."""

Row = tuple[Any, ...]
Rows = dict[Row, Row]
"""The values of a primary key → those of the row."""


class BuiltUpon(Exception):
    """A row has changed since, or something refers to it: the list can't be undone any more."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.was_sent = table == "outbox"


class Step(NamedTuple):
    """A row before and after; None where there was none."""

    table: str
    key: Row
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class LastList:
    """`file` is its name, `rows` how many were stored, `by` who saved it at `at`."""

    id: int
    file: str
    rows: int
    by: str
    at: datetime


@contextmanager
def recorded(tx: Tx) -> Iterator[list[Step]]:
    """Fill the list with what is changed inside."""
    steps: list[Step] = []
    newest = {table: _newest(tx, table) for table in GROWING}
    before = {table: _rows(tx, table, newest.get(table)) for table in TABLES}
    yield steps
    for table in TABLES:
        after = _rows(tx, table, newest.get(table))
        for key in before[table].keys() | after.keys():
            old, new = before[table].get(key), after.get(key)
            if old != new:
                steps.append(Step(table, key, old, new))


def keep(tx: Tx, contact_id: int, about: LastList, steps: Sequence[Step], until: datetime) -> None:
    """Only the last list can be undone. Without `steps` none can."""
    forget(tx)
    if steps:
        facts = json.dumps({"file": about.file, "rows": about.rows, "by": about.by})
        tx.sql.add_list_undo(
            contact_id=contact_id,
            about=tx.seal(facts, "list_undo.about"),
            log=tx.seal(json.dumps(steps, default=_as_text), "list_undo.log"),
            at=epoch(about.at),
            expires_at=epoch(until),
        )


def last(tx: Tx, now: datetime) -> LastList | None:
    row = tx.sql.last_list_undo(at=epoch(now))
    if row is None:
        return None
    ident, about, at = row
    return LastList(ident, at=moment(at), **json.loads(tx.keys.open(about, "list_undo.about")))


def undo(tx: Tx, ident: int, now: datetime) -> bool:
    """Put every row back. False if there is no such list any more. Raises `BuiltUpon`."""
    log = tx.open(tx.sql.list_undo_log(id=ident, at=epoch(now)), "list_undo.log")
    if log is None:
        return False
    steps = [Step(*each) for each in json.loads(log, object_hook=_as_bytes)]
    with savepoint(tx):
        for step in steps:
            if _row(tx, step) != (step.after and tuple(step.after)):
                raise BuiltUpon(step.table)
        by_table = {table: [step for step in steps if step.table == table] for table in TABLES}
        for table in reversed(TABLES):
            for step in by_table[table]:
                if step.before is None:
                    _delete(tx, step)
        for table in TABLES:
            for step in by_table[table]:
                if step.before is not None:
                    _put_back(tx, step)
    forget(tx)
    return True


def forget(tx: Tx) -> None:
    tx.sql.forget_list_undo()


def expire(tx: Tx, now: datetime) -> None:
    tx.sql.expire_list_undo(at=epoch(now))


def _newest(tx: Tx, table: str) -> int:
    ((newest,),) = tx.db.rows(f'SELECT COALESCE(MAX(id), 0) FROM "{table}"')  # noqa: S608
    return int(newest)


def _shape(tx: Tx, table: str) -> tuple[list[str], list[int]]:
    """The columns of a table, and the places of its primary key among them."""

    def read() -> dict[str, tuple[list[str], list[int]]]:
        shapes = {}
        for name, group in groupby(tx.db.columns(), lambda column: column.table):
            columns = list(group)
            keys = [place for place, each in enumerate(columns) if each.key_position]
            shapes[name] = ([each.name for each in columns], keys)
        return shapes

    return tx.once("shapes", read)[table]


def _rows(tx: Tx, table: str, after: int | None) -> Rows:
    names, keys = _shape(tx, table)
    listed = ", ".join(f'"{name}"' for name in names)
    newer = "" if after is None else f" WHERE id > {after}"
    found = tx.db.rows(f'SELECT {listed} FROM "{table}"{newer}')  # noqa: S608
    return {tuple(row[place] for place in keys): tuple(row) for row in found}


def _where(tx: Tx, step: Step) -> tuple[str, dict[str, Any]]:
    names, keys = _shape(tx, step.table)
    condition = " AND ".join(f'"{names[place]}" = :k{at}' for at, place in enumerate(keys))
    return condition, {f"k{at}": value for at, value in enumerate(step.key)}


def _row(tx: Tx, step: Step) -> Row | None:
    names, _ = _shape(tx, step.table)
    listed = ", ".join(f'"{name}"' for name in names)
    condition, values = _where(tx, step)
    query = f'SELECT {listed} FROM "{step.table}" WHERE {condition}'  # noqa: S608
    found = tx.db.rows(query, **values)
    return tuple(found[0]) if found else None


def _delete(tx: Tx, step: Step) -> None:
    for table, column in tx.db.references(step.table):
        query = f'SELECT 1 FROM "{table}" WHERE "{column}" = :key LIMIT 1'  # noqa: S608
        if tx.db.rows(query, key=step.key[0]):
            raise BuiltUpon(table)
    condition, values = _where(tx, step)
    tx.db.rows(f'DELETE FROM "{step.table}" WHERE {condition}', **values)  # noqa: S608


def _put_back(tx: Tx, step: Step) -> None:
    names, _ = _shape(tx, step.table)
    values = {f"v{at}": value for at, value in enumerate(step.before or ())}
    if step.after is None:
        listed = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(f":{name}" for name in values)
        tx.db.rows(f'INSERT INTO "{step.table}" ({listed}) VALUES ({marks})', **values)  # noqa: S608
        return
    changed = ", ".join(f'"{name}" = :v{at}' for at, name in enumerate(names))
    condition, key = _where(tx, step)
    query = f'UPDATE "{step.table}" SET {changed} WHERE {condition}'  # noqa: S608
    tx.db.rows(query, **values, **key)


def _as_text(value: object) -> object:
    assert isinstance(value, bytes)  # noqa: S101 - nothing else in a row needs it
    return {"bytes": base64.b64encode(value).decode()}


def _as_bytes(values: dict[str, str]) -> object:
    return base64.b64decode(values["bytes"])
