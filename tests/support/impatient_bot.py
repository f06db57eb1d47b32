"""`bekal` with short leases, for tests that wait for one to run out."""

from __future__ import annotations

from datetime import timedelta

from bot import cli
from services.sending import accounts, outbox

LEASE = timedelta(seconds=4)


def main() -> None:
    accounts.LEASE = outbox.LEASE = LEASE
    cli.main()
