"""Tries to prove who one is; subjects are keyed hashes, so that nothing can be read from them."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch, moment


def add(tx: Tx, subject: str, detail: str, now: datetime) -> None:
    tx.sql.add_attempt(subject=_hash(tx, subject), detail=_hash(tx, detail), at=epoch(now))


def since(tx: Tx, subject: str, moment_: datetime) -> list[tuple[datetime, bytes]]:
    """Tries on `subject` after `moment_`, as (time, hash of what was tried there)."""
    rows = tx.sql.attempts_since(subject=_hash(tx, subject), since=epoch(moment_))
    return [(moment(at), detail) for at, detail in rows]


def forget(tx: Tx, before: datetime) -> int:
    return int(tx.sql.forget_attempts(before=epoch(before)))


def forget_on(tx: Tx, subject: str) -> None:
    tx.sql.forget_attempts_on(subject=_hash(tx, subject))


def _hash(tx: Tx, text: str) -> bytes:
    return tx.keys.keyed_hash(text, "attempt")
