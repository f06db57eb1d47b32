"""What admins read when there is no backup of today."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from locales import Words
from programme.messages import Outgoing
from programme.outbox import State
from programme.people import Contact
from services.operations import backups
from services.sending.outbox import Withdrawn
from store.connection import Tx


def failed(
    tx: Tx, say: Words, _: Contact, __: dict[str, Any], ___: datetime
) -> Outgoing | Withdrawn:
    if backups.health(tx).failed_because is None:
        return Withdrawn(State.CANCELLED, "made since")
    return Outgoing(
        say(
            "<b>The daily backup failed.</b> It is tried again every hour. “bekal doctor” says "
            "why."
        )
    )


WORDINGS = {"backup failed": failed}
