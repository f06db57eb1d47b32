"""What admins read when something did not reach people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from locales import Words
from programme.messages import Outgoing
from programme.people import Contact
from store.connection import Tx

NAMES_SHOWN = 30


def missed(_: Tx, say: Words, __: Contact, data: dict[str, Any], ___: datetime) -> Outgoing:
    """Whom no reminder reached: `count` chats, the participants' `names`."""
    names = ", ".join(data["names"][:NAMES_SHOWN])
    return Outgoing(
        say.lines(
            say("<b>Reminders that reached nobody: {count}</b>", count=data["count"]),
            say("Please call: {names}", names=names) if names else None,
        )
    )


def stuck(_: Tx, say: Words, __: Contact, data: dict[str, Any], ___: datetime) -> Outgoing:
    """Nothing left `since` (epoch seconds); where this is read, it does again."""
    since = datetime.fromtimestamp(data["since"], UTC)
    return Outgoing(
        say(
            "<b>Messages have been held up</b> since {day} at {time}. If they still are, “bekal "
            "doctor” says why.",
            day=say.day(say.local_day(since)),
            time=say.clock(since),
        )
    )


WORDINGS = {"missed": missed, "stuck": stuck}
