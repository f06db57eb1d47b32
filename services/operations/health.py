"""How the bot is doing, as far as its store tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programme.outbox import State
from services.sending import accounts
from store import inbox, outbox
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """`runs` says whether a living process holds the account. Times are UTC."""

    channel: str
    runs: bool
    stopped_reason: str | None
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """`outbox` counts messages by state, `reasons` those that failed or are unclear by reason,
    `retried` those that wait to be tried again. `newest_error` is when the last of all these came.

    `events` counts what came in by its state, `newest` is when anything was last written.
    """

    accounts: tuple[AccountHealth, ...]
    outbox: dict[str, int]
    reasons: dict[str, int]
    retried: dict[str, int]
    newest_error: datetime | None
    oldest_due: datetime | None
    events: dict[str, int]
    newest: datetime | None


def examine(tx: Tx, channels: Iterable[str], now: datetime) -> Health:
    """Look at these channels' accounts and at everything that waits."""
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    retried: Counter[str] = Counter()
    for _, _, state, reason, number in outbox.counts(tx):
        states[state] += number
        if state in (State.FAILED, State.UNCERTAIN):
            reasons[reason or "unknown"] += number
        elif state == State.QUEUED and reason:
            retried[reason] += number
    newest = [at for at in (outbox.newest_at(tx), inbox.newest_at(tx)) if at]
    return Health(
        accounts=tuple(account_of(tx, channel, now) for channel in channels),
        outbox=states,
        reasons=reasons,
        retried=retried,
        newest_error=outbox.newest_error_at(tx),
        oldest_due=outbox.oldest_due(tx, now),
        events=inbox.counts(tx),
        newest=max(newest, default=None),
    )


def account_of(tx: Tx, channel: str, now: datetime) -> AccountHealth:
    account = outbox.account(tx, channel)
    runs = bool(
        account.lease_owner
        and account.lease_until
        and account.lease_until > now
        and accounts.is_alive(account.lease_owner)
    )
    held = account.held_until if account.held_until and account.held_until > now else None
    return AccountHealth(channel, runs, account.stopped_reason, held)
