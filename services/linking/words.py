"""The words of what is told by itself about requests to be linked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from locales import Words
from programme.linking import RequestState
from programme.messages import Button, Outgoing
from programme.outbox import State
from programme.people import Contact
from services.people.roles import is_office
from services.sending.outbox import Withdrawn
from store import birth_date_changes, invites, link_requests
from store.connection import Tx

Data = dict[str, Any]


def asked(tx: Tx, say: Words, contact: Contact, _: Data, __: datetime) -> Outgoing | Withdrawn:
    """For the office: how many wait."""
    count = link_requests.count_open(tx)
    if withdrawn := _none_for(tx, contact, count):
        return withdrawn
    return Outgoing(
        say.paragraphs(
            say("<b>Somebody without a code wants to be linked.</b>"),
            say("Requests that wait: {count}", count=count),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def overdue(tx: Tx, say: Words, contact: Contact, _: Data, now: datetime) -> Outgoing | Withdrawn:
    """For the office: how many should have been answered."""
    count = link_requests.count_open(tx, now)
    if withdrawn := _none_for(tx, contact, count):
        return withdrawn
    return Outgoing(
        say.paragraphs(
            say("<b>Link requests overdue: {count}</b>", count=count),
            say("An answer within three working days was promised."),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def answered(tx: Tx, say: Words, _: Contact, data: Data, __: datetime) -> Outgoing | Withdrawn:
    """For who asked: the same words, whatever the answer is."""
    request = link_requests.by_id(tx, data["request"])
    if request is None or request.state is RequestState.OPEN:
        return Withdrawn(State.CANCELLED, "no answer any more")
    invite = invites.by_id(tx, request.invite_id or 0)
    if invite and invite.used_at:
        return Withdrawn(State.CANCELLED, "read already")
    return Outgoing(
        say("The office has answered your request."),
        ((Button(say("Read the answer"), "request:answer"),),),
    )


def birth_date(
    tx: Tx, say: Words, contact: Contact, _: Data, __: datetime
) -> Outgoing | Withdrawn:
    """For the office: birth dates that wait. Whose, it reads when it opens them."""
    count = len(birth_date_changes.waiting(tx))
    if withdrawn := _none_for(tx, contact, count):
        return withdrawn
    return Outgoing(
        say(
            "<b>A list has another date of birth for somebody who is linked.</b> To decide: "
            "{count}",
            count=count,
        ),
        ((Button(say("Look at them"), "births"),),),
    )


def _none_for(tx: Tx, contact: Contact, count: int) -> Withdrawn | None:
    if not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "no such role any more")
    return None if count else Withdrawn(State.CANCELLED, "answered meanwhile")


WORDINGS = {
    "link requests": asked,
    "link requests overdue": overdue,
    "link request answered": answered,
    "birth date waits": birth_date,
}

QUIET = frozenset(WORDINGS)
