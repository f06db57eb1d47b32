"""Seals of whole rows: what says who may what is not edited, swapped or put back unnoticed.

A row's seal is a keyed hash of its table, its id and its values. The keyed sum of all seals tells
of rows that were put back together with their seals, or deleted. The engine keeps both up to date
(`Connection.guard`), and seals nothing that did not fit its seal before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from time import time
from typing import Any, NamedTuple

import structlog

from store.engine import Connection
from store.sealing.keys import KeyRing
from store.sealing.sealer import GUARDED, Sealer, sum_of

log = structlog.get_logger()

TRACE = "distrusted"
"""The setting that tells what was found."""

FIX = "somebody wrote into the database without the key: find out who, and compare with a backup"


class Broken(NamedTuple):
    """A row that does not fit its seal; of no table, where rows were put back or are missing."""

    table: str
    row: int

    def __str__(self) -> str:
        return f"{self.table} {self.row}" if self.table else "rows put back or removed"


def seal_all(db: Connection, keys: KeyRing) -> None:
    """Seal every row as it is, in the transaction that `db` is in."""
    sealer, seals = Sealer(keys), []
    db.rows("DELETE FROM row_seals")
    for table, row, seal in _present(db, sealer):
        db.sql.keep_row_seal(name=table, row=row, seal_hash=seal)
        seals.append(seal)
    db.sql.keep_seal_sum(**_summed(sealer, seals))


def broken(db: Connection, keys: KeyRing) -> list[Broken]:
    """The rows that were written without the key."""
    sealer = Sealer(keys)
    kept = {(name, row): seal for name, row, seal in db.sql.row_seals()}
    is_whole = db.sql.seal_sum() == tuple(_summed(sealer, kept.values()).values())
    found = [
        Broken(table, row)
        for table, row, seal in _present(db, sealer)
        if kept.pop((table, row), None) != seal
    ]
    found += [Broken(table, row) for table, row in kept]
    return found if found or is_whole else [Broken("", 0)]


def _summed(sealer: Sealer, seals: Collection[bytes]) -> dict[str, Any]:
    rows, total = len(seals), sum_of(seals)
    return {"rows": rows, "sum_hash": total, "proof_hash": sealer.proof(rows, total)}


def distrust(db: Connection, keys: KeyRing) -> None:
    """Let broken rows give no access any more, and tell of them in the log and by a setting.

    In the transaction that `db` is in.
    """
    found = broken(db, keys)
    if not found:
        return
    for each in found:
        log.error("row distrusted", row=str(each), fix=FIX)
        if each.table:
            db.sql.forget_row_seal(name=each.table, row=each.row)
            for act in ACTS[each.table]:
                getattr(db.sql, act)(id=each.row)
    seal_all(db, keys)
    told = [*_trace(db, keys), *((str(each), int(time())) for each in found)]
    value = keys.seal(json.dumps(told), "settings.value")
    db.sql.keep_setting(name=TRACE, value=value)


def distrusted_since(db: Connection, keys: KeyRing, since: datetime) -> list[str]:
    """What is broken now, or was found since."""
    past = [what for what, at in _trace(db, keys) if datetime.fromtimestamp(at, UTC) > since]
    return [*past, *map(str, broken(db, keys))]


def _trace(db: Connection, keys: KeyRing) -> list[tuple[str, int]]:
    kept = db.sql.setting(name=TRACE)
    told = json.loads(keys.open(kept, "settings.value")) if kept else []
    return [(what, at) for what, at in told]


def _present(db: Connection, sealer: Sealer) -> Iterator[tuple[str, int, bytes]]:
    """Each guarded row's table, id and the seal it should have.

    Before a migration some columns may not be there yet: they are NULL.
    """
    there = {(column.table, column.name) for column in db.columns()}
    for table, columns in GUARDED.items():
        read = ", ".join(name if (table, name) in there else "NULL" for name in columns)
        for values in db.rows(f"SELECT {read} FROM {table}"):  # noqa: S608
            yield table, values[0], sealer.seal(table, *values)


ACTS: dict[str, tuple[str, ...]] = {
    "contacts": ("distrust_contact", "distrust_links_of_contact"),
    "staff": ("distrust_staff",),
    "links": ("distrust_link",),
    "consents": ("distrust_consent",),
    "pins": ("distrust_pin", "distrust_open_chat"),
    "invites": ("distrust_invite",),
    "link_requests": ("distrust_link_request",),
    "set_aside_chats": ("distrust_set_aside_chat",),
    "participants": ("distrust_participant", "distrust_links_of_participant"),
}
"""Table → the statements that take a broken row its power."""
