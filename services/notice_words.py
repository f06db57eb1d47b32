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
from programme.office import Office
from programme.outbox import State
from programme.people import Contact
from programme.quiet import QuietHours
from services import (
    alarm_words,
    backup_words,
    certificate_calendar_words,
    certificate_news_words,
    collecting_notices,
    erasing_words,
    link_words,
    ticket_words,
    upload_words,
)
from services.outbox import Withdrawn
from store.connection import Tx

NoticeWording = Callable[[Tx, Words, Contact, dict[str, Any], datetime], Outgoing | Withdrawn]
OfficeWording = Callable[
    [Tx, Words, Contact, dict[str, Any], datetime, Office], Outgoing | Withdrawn
]
"""The same where it is also said where the office is."""

WORDINGS: dict[str, NoticeWording] = {
    **alarm_words.WORDINGS,
    **backup_words.WORDINGS,
    **collecting_notices.WORDINGS,
    **erasing_words.WORDINGS,
    **link_words.WORDINGS,
    **ticket_words.WORDINGS,
    **upload_words.WORDINGS,
}

NAMING_THE_OFFICE: dict[str, OfficeWording] = {
    **certificate_calendar_words.WORDINGS,
    **certificate_news_words.WORDINGS,
    **collecting_notices.NAMING_THE_OFFICE,
}

QUIET: frozenset[str] = frozenset(
    {
        *erasing_words.QUIET,
        *link_words.QUIET,
        *certificate_calendar_words.QUIET,
        *certificate_news_words.QUIET,
        *collecting_notices.QUIET,
        *ticket_words.QUIET,
    }
)
"""What waits until the quiet hours are over: all that goes to participants and families."""


def notice(
    tx: Tx,
    say: Words,
    contact: Contact,
    body: str,
    quiet: QuietHours | None,
    office: Office,
    now: datetime,
) -> Outgoing | Withdrawn:
    """`body` is the JSON data of a notice, as `services.notices.tell` stored it."""
    data = json.loads(body)
    about = data["about"]
    if about in QUIET and quiet and quiet.covers(now):
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    if about in NAMING_THE_OFFICE:
        return NAMING_THE_OFFICE[about](tx, say, contact, data, now, office)
    return WORDINGS[about](tx, say, contact, data, now)
