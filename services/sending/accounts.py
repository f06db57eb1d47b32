"""Leases on a channel's account: one process uses it at a time, others stand by."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.sending.outbox import is_repeated
from store import outbox
from store.connection import Tx

LEASE = timedelta(seconds=30)
LONGEST_HOLD = timedelta(hours=1)


def new_owner() -> str:
    """A name for this process as a lease holder: host, process id, a random part."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"


def is_another_alive(owner: str) -> bool:
    """Could this lease holder, whose name isn't ours, still be running?

    A holder with our process id is dead: this process uses only its present name.
    """
    host, pid, _ = owner.rsplit("/", 2)
    return (host != socket.gethostname() or int(pid) != os.getpid()) and is_alive(owner)


def is_alive(owner: str) -> bool:
    """Could this lease holder be running? Other hosts' holders count as alive."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass(frozen=True, slots=True)
class Taken:
    """The account is ours. `uncertain` counts messages that wait to be looked at.

    Whoever held it before may have left them, also after it has lost the account.
    """

    uncertain: int


def take(tx: Tx, channel: str, owner: str, now: datetime) -> Taken | None:
    """Take or renew the account's lease. None while another living process holds it.

    Messages that others were writing become uncertain once those are gone, or the claim expired.
    """
    account = outbox.account(tx, channel)
    if account.lease_owner not in (None, owner):
        runs = account.lease_until and account.lease_until > now
        if runs and is_another_alive(account.lease_owner or ""):
            return None
    outbox.take_lease(tx, channel, owner, now + LEASE)
    for sender in outbox.senders(tx, channel):
        if sender != owner:
            outbox.abandon(tx, channel, sender, now, only_expired=is_another_alive(sender))
    return Taken(sum(is_repeated(row, now) for row in outbox.unclear(tx, channel)))


def holds(tx: Tx, channel: str, owner: str) -> bool:
    return outbox.account(tx, channel).lease_owner == owner


def release(tx: Tx, channel: str, owner: str) -> None:
    outbox.release_lease(tx, channel, owner)


def held_for(tx: Tx, channel: str, now: datetime) -> float:
    """For how many seconds the channel told us to send nothing, at most an hour.

    The limit guards against a clock that was set back. The channel repeats a longer hold.
    """
    held_until = outbox.account(tx, channel).held_until
    if held_until is None:
        return 0.0
    return min(max((held_until - now).total_seconds(), 0.0), LONGEST_HOLD.total_seconds())


def end_hold(tx: Tx, channel: str) -> None:
    """The channel takes messages again."""
    outbox.end_hold(tx, channel)


def started(tx: Tx, channel: str) -> None:
    """The account works again: clear the reason for which it was stopped."""
    outbox.start_account(tx, channel)


def stopped(tx: Tx, channel: str, reason: str, now: datetime) -> None:
    outbox.stop_account(tx, channel, reason, now)
