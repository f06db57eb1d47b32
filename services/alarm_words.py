"""What admins read when something did not reach people."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from locales import Words
from programme.messages import Outgoing

NAMES_SHOWN = 30


def alarm(say: Words, body: str) -> Outgoing:
    """`body` is the JSON data of a notice."""
    data = json.loads(body)
    if data["about"] == "missed":
        names = ", ".join(data["names"][:NAMES_SHOWN])
        return Outgoing(
            say.lines(
                say("<b>Reminders that reached nobody: {count}</b>", count=data["count"]),
                say("Please call: {names}", names=names) if names else None,
            )
        )
    since = datetime.fromtimestamp(data["since"], UTC)
    return Outgoing(
        say(
            "<b>Messages are not leaving</b> since {day} at {time}. “bekal doctor” says why.",
            day=say.day(say.local_day(since)),
            time=say.clock(since),
        )
    )
