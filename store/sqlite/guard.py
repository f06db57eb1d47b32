"""Triggers of one connection that keep the seals of guarded rows up to date.

They are temporary, since they call the key: whoever writes without Bekal has neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from store.sealing.sealer import GUARDED, Sealer

ROW_ADDED = """
AFTER INSERT ON main.{table} BEGIN
    INSERT INTO row_seals (name, row, seal_hash)
    VALUES ('{table}', NEW.{key}, seal('{table}', {new})) ON CONFLICT DO NOTHING;
END"""

ROW_CHANGED = """
AFTER UPDATE OF {columns} ON main.{table} WHEN ({old}) IS NOT ({new}) BEGIN
    UPDATE row_seals SET seal_hash = seal('{table}', {new})
    WHERE name = '{table}' AND row = OLD.{key} AND seal_hash = seal('{table}', {old});
END"""

ROW_GONE = """
AFTER DELETE ON main.{table} BEGIN
    DELETE FROM row_seals WHERE name = '{table}' AND row = OLD.{key};
END"""

SEAL_KEPT = """
AFTER {act} ON main.row_seals BEGIN
    UPDATE seal_sums SET rows = rows + {count}, sum_hash = sum_of(sum_hash, {less}, {more}),
        proof_hash = proof(rows + {count}, sum_of(sum_hash, {less}, {more}))
    WHERE proof_hash = proof(rows, sum_hash);
END"""
"""The sum follows the seals, as long as it is proven."""


def guard(db: sqlite3.Connection, sealer: Sealer) -> None:
    """From here on what `db` writes is sealed, unless it was broken before."""
    for function in (sealer.seal, sealer.sum_of, sealer.proof):
        db.create_function(function.__name__, -1, function, deterministic=True)
    for number, trigger in enumerate(_triggers()):
        db.execute(f"CREATE TEMP TRIGGER guard{number} {trigger}")


def _triggers() -> Iterator[str]:
    for table, columns in GUARDED.items():
        old, new = (", ".join(f"{side}.{each}" for each in columns) for side in ("OLD", "NEW"))
        for trigger in (ROW_ADDED, ROW_CHANGED, ROW_GONE):
            yield trigger.format(
                table=table, key=columns[0], columns=", ".join(columns), old=old, new=new
            )
    old, new = "OLD.seal_hash", "NEW.seal_hash"
    yield SEAL_KEPT.format(act="INSERT", count=1, less="NULL", more=new)
    yield SEAL_KEPT.format(act="UPDATE", count=0, less=old, more=new)
    yield SEAL_KEPT.format(act="DELETE", count=-1, less=old, more="NULL")
