"""Who may use a channel's account: one process at a time, others stand by."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta

from store import outbox
from store.connection import Tx

LEASE = timedelta(seconds=30)


def new_owner() -> str:
    """A name for this process as a lease holder: host, process id, a random part."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"


def is_alive(owner: str) -> bool:
    """Could this lease holder still be running? Other hosts' holders count as alive."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != socket.gethostname():
        return True
    if int(pid) == os.getpid():
        return False  # this process holds leases only under its present name
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def take(tx: Tx, channel: str, owner: str, now: datetime) -> bool:
    """Take or renew the account's lease. False while another living process holds it.

    Rows that an earlier holder was sending become uncertain.
    """
    account = outbox.account(tx, channel)
    if account.lease_owner not in (None, owner):
        runs = account.lease_until and account.lease_until > now
        if runs and is_alive(account.lease_owner or ""):
            return False
    outbox.take_lease(tx, channel, owner, now + LEASE)
    if account.lease_owner != owner:
        outbox.abandon(tx, channel, owner, now)
    return True


def holds(tx: Tx, channel: str, owner: str) -> bool:
    return outbox.account(tx, channel).lease_owner == owner


def release(tx: Tx, channel: str, owner: str) -> None:
    outbox.release_lease(tx, channel, owner)


def started(tx: Tx, channel: str) -> None:
    """The account works: whatever stopped it is over."""
    outbox.start_account(tx, channel)


def stopped(tx: Tx, channel: str, reason: str, now: datetime) -> None:
    outbox.stop_account(tx, channel, reason, now)
