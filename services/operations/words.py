"""What admins read when there is no backup of today."""

from __future__ import annotations

from locales import Words
from programme.messages import Outgoing


def backup_failed(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "<b>The daily backup failed.</b> It is tried again every hour. “bekal doctor” says "
            "why."
        )
    )
