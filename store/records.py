"""What was imported, and the audit: a chain, each row carrying the hash of the one before.

The chain's end, and its beginning once it was cut, are kept with a keyed hash of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from store.audit_ends import NO_HASH, Which, end_proof
from store.connection import Tx
from store.rows import epoch, moment

SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the audit. `is_linked` says whether its hash follows from what stands in it."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    previous: bytes
    hash: bytes

    @property
    def is_linked(self) -> bool:
        line = _line(epoch(self.at), self.actor, self.action, self.subject)
        return self.hash == _chained(self.previous, line)


@dataclass(frozen=True, slots=True)
class End:
    """`is_proven` says whether somebody with the key put the end here."""

    entry: int
    hash: bytes
    is_proven: bool


def add_import(
    tx: Tx,
    file_name: str,
    kind: str,
    programme_id: int | None,
    accepted: int,
    rejected: int,
    report: str,
    by_whom: str,
    now: datetime,
) -> int:
    return int(
        tx.sql.add_import(
            file_name=tx.seal(file_name, "imports.file_name"),
            kind=kind,
            programme_id=programme_id,
            accepted=accepted,
            rejected=rejected,
            report=tx.seal(report, "imports.report"),
            by_whom=by_whom,
            at=epoch(now),
        )
    )


def audit(tx: Tx, actor: str, action: str, subject: str, now: datetime) -> None:
    """Note that `actor` did `action` on `subject`: random ids and words, no name or number.

    Nor what separates them in the chain: two entries would have one hash. Raises `ValueError`.
    """
    if SEPARATOR in actor + action + subject:
        raise ValueError("the chain's separator stands in an entry")
    tip = audit_end(tx, Which.TIP)
    previous = tip.hash if tip else NO_HASH
    at = epoch(now)
    chained = _chained(previous, _line(at, actor, action, subject))
    entry = tx.sql.add_audit(
        at=at, actor=actor, action=action, subject=subject, previous=previous, hash=chained
    )
    _keep_end(tx, Which.TIP, int(entry), chained)


def audited(tx: Tx) -> Iterator[Entry]:
    """The audit from its beginning."""
    with closing(tx.sql.audit_entries()) as rows:
        for ident, at, actor, action, subject, previous, chained in rows:
            yield Entry(ident, moment(at), actor, action, subject, previous, chained)


def audit_end(tx: Tx, which: Which) -> End | None:
    """Where the chain begins or ends. None while nothing was cut, or noted, yet."""
    row = tx.sql.audit_end(which=which)
    if row is None:
        return None
    entry, chained, proof = row
    return End(entry, chained, proof == end_proof(tx.keys, which, entry, chained))


def cut_audit(tx: Tx, before: datetime) -> int:
    """Delete the entries before the first that is not older than `before`; returns how many."""
    last = tx.sql.last_audit_entry_before(before=epoch(before))
    if last is None:
        return 0
    entry, chained = last
    _keep_end(tx, Which.ANCHOR, entry, chained)
    return int(tx.sql.delete_audit_to(entry=entry))


def _keep_end(tx: Tx, which: Which, entry: int, chained: bytes) -> None:
    tx.sql.keep_audit_end(
        which=which,
        entry=entry,
        chain_hash=chained,
        proof_hash=end_proof(tx.keys, which, entry, chained),
    )


def _line(at: int, actor: str, action: str, subject: str) -> bytes:
    return SEPARATOR.join((str(at), actor, action, subject)).encode()


def _chained(previous: bytes, line: bytes) -> bytes:
    return hashlib.sha256(previous + line).digest()
