"""What was imported, and the audit: a chain, each row carrying the hash of the one before."""

from __future__ import annotations

import hashlib
from datetime import datetime

from store.connection import Tx
from store.rows import epoch


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
            tx.db,
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
    """Note that `actor` did `action` on `subject`: random ids and words, no name or number."""
    previous = tx.sql.last_audit_hash(tx.db) or bytes(32)
    at = epoch(now)
    line = f"{at}\0{actor}\0{action}\0{subject}".encode()
    tx.sql.add_audit(
        tx.db,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        previous=previous,
        hash=hashlib.sha256(previous + line).digest(),
    )
