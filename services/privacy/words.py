"""What the office reads of requests to erase, and what whoever asked reads in the end.

The asker's chat may be another's by then, or be read by others: nothing says whom it was about.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from locales import Words
from programme.messages import Button, Outgoing
from programme.outbox import State
from programme.people import Contact
from services.sending.outbox import Withdrawn
from store import erasures, people
from store.connection import Tx


def asked(
    tx: Tx, say: Words, _: Contact, data: dict[str, Any], __: datetime
) -> Outgoing | Withdrawn:
    """To the office: `request` is new."""
    return _of_request(tx, say, data, say("Somebody asks to be erased from the lists."))


def due(
    tx: Tx, say: Words, _: Contact, data: dict[str, Any], __: datetime
) -> Outgoing | Withdrawn:
    """To the office: `request` is due within a day, or late."""
    return _of_request(tx, say, data, say("A request to be erased from the lists still waits."))


def _of_request(tx: Tx, say: Words, data: dict[str, Any], text: str) -> Outgoing | Withdrawn:
    request = next(
        (each for each in erasures.open_requests(tx) if each.id == data["request"]), None
    )
    participant = people.by_id(tx, request.participant_id) if request else None
    if request is None or participant is None:
        return Withdrawn(State.CANCELLED, "settled")
    day, time = say.day(say.local_day(request.due_at)), say.clock(request.due_at)
    return Outgoing(
        say.lines(text, say("To be done by {day} at {time}.", day=day, time=time)),
        ((Button(say("Look at it"), f"erase:{participant.uid}"),),),
    )


def erased(_: Tx, say: Words, __: Contact, data: dict[str, Any], ___: datetime) -> Outgoing:
    """To whoever asked, at `asked_at` (epoch seconds)."""
    return Outgoing(
        say("What you asked of {day} is done: the data is deleted.", day=_day(say, data))
    )


def not_erased(_: Tx, say: Words, __: Contact, data: dict[str, Any], ___: datetime) -> Outgoing:
    """The same, with the office's `reason`."""
    return Outgoing(
        say.paragraphs(
            say("What you asked of {day} could not be done.", day=_day(say, data)),
            say("The office says: {reason}", reason=data["reason"]),
        ),
        ((Button(say("Talk to the office"), "contact"),),),
    )


def _day(say: Words, data: dict[str, Any]) -> str:
    return say.day(say.local_day(datetime.fromtimestamp(data["asked_at"], UTC)))


WORDINGS = {
    "erasure asked": asked,
    "erasure due": due,
    "erased": erased,
    "not erased": not_erased,
}
QUIET = frozenset(WORDINGS)
