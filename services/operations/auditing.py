"""Verify the audit, and cut off its old part so that the rest can still be verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store import records
from store.audit_ends import NO_HASH, Which
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is not what was written there, and what is wrong with it."""

    entry: int
    what: str


def verify(tx: Tx) -> Broken | None:
    """Follow the chain from its beginning to its end. None when nothing was tampered with."""
    anchor, tip = records.audit_end(tx, Which.ANCHOR), records.audit_end(tx, Which.TIP)
    if anchor and not anchor.is_proven:
        return Broken(anchor.entry, "the beginning was moved")
    last, previous = (anchor.entry, anchor.hash) if anchor else (0, NO_HASH)
    for entry in records.audited(tx):
        if entry.previous != previous:
            return Broken(entry.id, "entries before it are missing")
        if not entry.is_linked:
            return Broken(entry.id, "it was changed")
        last, previous = entry.id, entry.hash
    if tip is None or not tip.is_proven or (tip.entry, tip.hash) != (last, previous):
        return Broken(last, "entries after it are missing")
    return None


def cut(tx: Tx, before: datetime) -> int:
    """Forget entries older than `before`; returns how many.

    The hash of the last one that goes is kept as the anchor, so that the rest can be verified.
    """
    return records.cut_audit(tx, before)
