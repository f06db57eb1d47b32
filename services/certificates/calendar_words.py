"""The words of a certificate that will soon be valid no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from locales import Words
from programme.certificates import HAS_LEFT_PRINTING
from programme.messages import Button, Outgoing
from programme.office import Office
from programme.outbox import State
from programme.people import Contact
from programme.validity import is_over
from services.certificates import calendar, news
from services.certificates.collecting_words import whom_to_ask
from services.certificates.words import heading
from services.sending.outbox import Withdrawn
from store import certificates
from store.connection import Tx


def runs_out(
    tx: Tx, say: Words, contact: Contact, data: dict[str, Any], now: datetime, office: Office
) -> Outgoing | Withdrawn:
    one = certificates.by_id(tx, data["certificate"])
    if (
        one is None
        or one.valid_until is None
        or one.valid_until.isoformat() != data["until"]
        or one.step not in HAS_LEFT_PRINTING
        or is_over(one.valid_until, say.local_day(now))
    ):
        return Withdrawn(State.CANCELLED, "runs out at another time")
    told = news.listeners(tx, one, now)
    link = next((link for listener, link in told if listener.id == contact.id), None)
    if link is None:
        return Withdrawn(State.CANCELLED, "no longer wanted")
    text = say.paragraphs(
        say.lines(
            heading(say, one, link),
            say("Valid until {day} only.", day=say.day(one.valid_until)),
            say(
                "To have it renewed, ask the office in time. Bring the certificate and your "
                "ID card."
            ),
        ),
        whom_to_ask(say, office),
    )
    return Outgoing(text, ((Button(say("Talk to the office"), "contact"),),))


WORDINGS = {calendar.RUNS_OUT: runs_out}
QUIET = frozenset(WORDINGS)
