"""The words of notices: each kind of notice, called by what it is about, and who words it.

A notice is data until it is sent. Whoever words it looks first whether it still holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from locales import Words
from programme.messages import Outgoing
from programme.outbox import State
from programme.people import Contact
from programme.quiet import QuietHours
from services import alarm_words, link_words, upload_words
from services.outbox import Withdrawn
from store.connection import Tx

NoticeWording = Callable[[Tx, Words, Contact, dict[str, Any], datetime], Outgoing | Withdrawn]

WORDINGS: dict[str, NoticeWording] = {
    **alarm_words.WORDINGS,
    **link_words.WORDINGS,
    **upload_words.WORDINGS,
}

QUIET: frozenset[str] = frozenset({*link_words.QUIET})
"""What waits until the quiet hours are over: all that goes to participants and families."""


def notice(
    tx: Tx, say: Words, contact: Contact, body: str, quiet: QuietHours | None, now: datetime
) -> Outgoing | Withdrawn:
    """`body` is the JSON data of a notice, as `services.notices.tell` stored it."""
    data = json.loads(body)
    about = data["about"]
    if about in QUIET and quiet and quiet.covers(now):
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    return WORDINGS[about](tx, say, contact, data, now)
