"""Wrong tries: counted in the store, so that they survive a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from store import attempts
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class TryLimit:
    """`most` wrong tries within `window`, then a pause until the window has passed."""

    most: int
    window: timedelta


CODE_TRIES = TryLimit(5, timedelta(hours=1))


class TooManyTries(Exception):
    """No further try before `until` (UTC)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def ensure_may_try(tx: Tx, subject: str, limit: TryLimit, now: datetime) -> None:
    """Raises `TooManyTries` when the tries on `subject` are used up."""
    tries = attempts.since(tx, subject, now - limit.window)
    if len(tries) >= limit.most:
        raise TooManyTries(tries[-1][0] + limit.window)


def note_failure(tx: Tx, subject: str, detail: str, now: datetime) -> None:
    attempts.add(tx, subject, detail, now)
