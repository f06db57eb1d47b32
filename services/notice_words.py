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
from programme.people import Contact
from services import alarm_words
from services.outbox import Withdrawn
from store.connection import Tx

NoticeWording = Callable[[Tx, Words, Contact, dict[str, Any], datetime], Outgoing | Withdrawn]

WORDINGS: dict[str, NoticeWording] = {**alarm_words.WORDINGS}


def notice(tx: Tx, say: Words, contact: Contact, body: str, now: datetime) -> Outgoing | Withdrawn:
    """`body` is the JSON data of a notice, as `services.notices.tell` stored it."""
    data = json.loads(body)
    return WORDINGS[data["about"]](tx, say, contact, data, now)
