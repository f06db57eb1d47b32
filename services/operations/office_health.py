"""How the bot is doing, for the office: what waits, what did not arrive, what was loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.outbox import State
from programme.people import Contact
from services.operations import health
from services.operations.health import AccountHealth
from services.people.roles import ensure_office
from services.tickets import tickets
from store import link_requests, office_health, outbox
from store.connection import Tx
from store.office_health import LoadedList

LATELY = timedelta(hours=24)
LISTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class OfficeHealth:
    """`sent` and `not_arrived` (by reason) are of the last 24 hours; times are UTC.

    `unclear` are the asker's own messages to many of which some may or may not have gone out.
    """

    accounts: tuple[AccountHealth, ...]
    queued: int
    oldest_due: datetime | None
    sent: int
    not_arrived: Counter[str]
    unclear: tuple[int, ...]
    lists: tuple[LoadedList, ...]
    questions: int
    link_requests: int


def examine(tx: Tx, by: Contact, channels: Iterable[str], now: datetime) -> OfficeHealth:
    """Raises `NotAllowed`."""
    ensure_office(tx, by)
    settled = office_health.settled_since(tx, now - LATELY)
    not_arrived: Counter[str] = Counter()
    for state, reason, count in settled:
        if state is not State.SENT:
            not_arrived[reason or state] += count
    return OfficeHealth(
        accounts=tuple(health.account_of(tx, channel, now) for channel in channels),
        queued=office_health.queued(tx),
        oldest_due=outbox.oldest_due(tx, now),
        sent=sum(count for state, _, count in settled if state is State.SENT),
        not_arrived=not_arrived,
        unclear=tuple(office_health.unclear_broadcasts(tx, by.id)),
        lists=tuple(office_health.newest_lists(tx, LISTS_SHOWN)),
        questions=tickets.counts(tx, now).waiting,
        link_requests=link_requests.count_open(tx),
    )
