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
from services.certificates import calendar_words, collecting_notice_words, news_words
from services.classes import words as alarm_words
from services.importing import upload_words
from services.linking import words as link_words
from services.operations import backup_words
from services.privacy import words as erasing_words
from services.sending.outbox import Withdrawn
from services.tickets import words as ticket_words
from store.connection import Tx

NoticeWording = Callable[[Tx, Words, Contact, dict[str, Any], datetime], Outgoing | Withdrawn]
OfficeWording = Callable[
    [Tx, Words, Contact, dict[str, Any], datetime, Office], Outgoing | Withdrawn
]
"""The same where it is also said where the office is."""

WORDINGS: dict[str, NoticeWording] = {
    **alarm_words.WORDINGS,
    **backup_words.WORDINGS,
    **collecting_notice_words.WORDINGS,
    **erasing_words.WORDINGS,
    **link_words.WORDINGS,
    **ticket_words.WORDINGS,
    **upload_words.WORDINGS,
}

NAMING_THE_OFFICE: dict[str, OfficeWording] = {
    **calendar_words.WORDINGS,
    **news_words.WORDINGS,
    **collecting_notice_words.NAMING_THE_OFFICE,
}

QUIET: frozenset[str] = frozenset(
    {
        *erasing_words.QUIET,
        *link_words.QUIET,
        *calendar_words.QUIET,
        *news_words.QUIET,
        *collecting_notice_words.QUIET,
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
    """`body` is the JSON data of a notice, as `services.sending.notices.tell` stored it."""
    data = json.loads(body)
    about = data["about"]
    if about in QUIET and quiet and quiet.covers(now):
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    if about in NAMING_THE_OFFICE:
        return NAMING_THE_OFFICE[about](tx, say, contact, data, now, office)
    return WORDINGS[about](tx, say, contact, data, now)
