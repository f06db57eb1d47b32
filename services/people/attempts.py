"""Failed attempts, counted in the store so that they survive a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact
from store import attempts
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class TryLimit:
    """`most` failed attempts within `window`, then a pause of the same length."""

    most: int
    window: timedelta


CODE_TRIES = TryLimit(5, timedelta(hours=1))


KEPT = timedelta(days=60)
"""Twice the longest window: an attempt counts for one, the pause lasts another."""


class TooManyTries(Exception):
    """No further try before `until` (UTC)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def subject_of(what: str, contact: Contact) -> str:
    """The key for a chat's attempts; deleting the chat does not reset it."""
    return f"{what}:{contact.channel}:{contact.address}"


def ensure_may_try(tx: Tx, subject: str, limit: TryLimit, now: datetime) -> None:
    """Raises `TooManyTries` while the pause after too many tries on `subject` lasts."""
    times = [at for at, _ in attempts.since(tx, subject, now - 2 * limit.window)]
    for first, last in zip(times, times[limit.most - 1 :], strict=False):
        until = last + limit.window
        if last - first < limit.window and now < until:
            raise TooManyTries(until)


def note_failure(tx: Tx, subject: str, detail: str, now: datetime) -> None:
    attempts.add(tx, subject, detail, now)
