"""The ends of the audit's chain, proven by a keyed hash of each."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from store.keys import KeyRing

SINCE_SCHEMA = 11


class Which(StrEnum):
    """The last entry that was cut away, and the newest."""

    ANCHOR = "anchor"
    TIP = "tip"


def end_proof(keys: KeyRing, which: Which, entry: int, chained: bytes) -> bytes:
    return keys.keyed_hash(f"{which}\0{entry}\0{chained.hex()}", "audit end")


def prove_end_once(db: sqlite3.Connection, keys: KeyRing) -> None:
    """Take the audit of a store that had no proven ends yet as it is, right after migrating."""
    last = db.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    if last is not None:
        db.execute(
            "INSERT INTO audit_ends (which, entry, chain_hash, proof_hash) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (Which.TIP, *last, end_proof(keys, Which.TIP, *last)),
        )
