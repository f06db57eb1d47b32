"""The ends of the audit's chain, proven by a keyed hash of each."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from store.sealing.keys import KeyRing

SINCE_SCHEMA = 11

NO_HASH = bytes(32)
"""What the first entry of all carries as the hash of the one before."""


class Which(StrEnum):
    """The last entry that was cut away, and the newest."""

    ANCHOR = "anchor"
    TIP = "tip"


def end_proof(keys: KeyRing, which: Which, entry: int, chained: bytes) -> bytes:
    return keys.keyed_hash(f"{which}\0{entry}\0{chained.hex()}", "audit end")


def prove_end_once(db: sqlite3.Connection, keys: KeyRing) -> None:
    """Prove where the audit of a store ends that had no proven ends till now: as it is."""
    last = db.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    entry, chained = last or (0, NO_HASH)
    db.execute(
        "INSERT INTO audit_ends (which, entry, chain_hash, proof_hash) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (Which.TIP, entry, chained, end_proof(keys, Which.TIP, entry, chained)),
    )
