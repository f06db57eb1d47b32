"""The ends of the audit's chain, proven by a keyed hash of each."""

from __future__ import annotations

from enum import StrEnum

from store.sealing.keys import KeyRing
from store.statements import Statements

SINCE_SCHEMA = 11

NO_HASH = bytes(32)
"""What the first entry of all carries as the hash of the one before."""


class Which(StrEnum):
    """The last entry that was cut away, and the newest."""

    ANCHOR = "anchor"
    TIP = "tip"


def end_proof(keys: KeyRing, which: Which, entry: int, chained: bytes) -> bytes:
    return keys.keyed_hash(f"{which}\0{entry}\0{chained.hex()}", "audit end")


def prove_end_once(sql: Statements, keys: KeyRing) -> None:
    """Prove where the audit of a store ends that has no proven end yet: as it is."""
    entry, chained = sql.last_audit_entry() or (0, NO_HASH)
    proof = end_proof(keys, Which.TIP, entry, chained)
    sql.add_audit_end(which=Which.TIP, entry=entry, chain_hash=chained, proof_hash=proof)
