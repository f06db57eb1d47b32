"""Notices about requests to be linked: queueing them, and whether they still hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.linking import LinkRequest, RequestState
from programme.office import OfficeCalendar
from programme.outbox import State
from programme.people import Contact
from services.inbox import conversation
from services.linking import enrol
from services.people.roles import is_office, office_chats
from services.sending import notices
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import contacts, invites, link_requests, settings
from store.connection import Tx

TOLD_EVERY = timedelta(minutes=10)
"""The office is told of requests at most once in this time."""

REMINDED_EVERY = timedelta(days=1)
ANSWERS_KEPT = timedelta(days=30)
"""How long the answer to a request is kept."""

UNFINISHED = "link unfinished"
UNFINISHED_AFTER = timedelta(hours=1)
"""How long somebody has not gone on with linking his chat before he is told once."""

TOLD, REMINDED = "tell of link requests", "remind of link requests"


def tell_office(tx: Tx, now: datetime) -> int:
    """Tell the office about a request, now or when the pause since the last notice is over."""
    at = notices.next_time(tx, TOLD, TOLD_EVERY, now)
    key = f"link requests:{int(at.timestamp())}"
    return notices.tell(tx, office_chats(tx), "link requests", key, now, not_before=at)


def tell_asker(tx: Tx, contact: Contact, request_id: int, now: datetime) -> int:
    """Tell the asker that there is an answer; he reads it when he opens it."""
    key = f"link request answered:{request_id}"
    return notices.tell(tx, [contact], "link request answered", key, now, request=request_id)


def tell_of_unfinished(tx: Tx, contact: Contact, now: datetime) -> int:
    """Tell a chat later, once a day at most, that its linking is not finished, if so."""
    key = f"{UNFINISHED}:{now:%Y-%m-%d}"
    return notices.tell(tx, [contact], UNFINISHED, key, now, not_before=now + UNFINISHED_AFTER)


def unfinished(tx: Tx, contact: Contact, _: Data, now: datetime) -> bool | Withdrawn:
    """To who left it open: is the chat linked to anybody?"""
    opened = conversation.current(tx, contact, now).opened
    if "asked" not in opened:
        return Withdrawn(State.CANCELLED, "linked or declined")
    if not contact.reminders:
        return Withdrawn(State.CANCELLED, "unsubscribed")
    invite = invites.by_id(tx, int(opened.get("invite", 0)))
    if "invite" in opened and not (invite and enrol.is_usable(tx, invite, now)):
        return Withdrawn(State.CANCELLED, "the code is over")
    return bool(contacts.links(tx, contact.id, now))


def remind(tx: Tx, calendar: OfficeCalendar, now: datetime) -> int:
    """Remind the office of overdue requests, once a day while it is open; returns how many
    notices.

    Also forgets old answers.
    """
    link_requests.forget_answered(tx, now - ANSWERS_KEPT)
    if not calendar.is_open(now):
        return 0
    last = settings.job_ran_at(tx, REMINDED)
    if (last and now - last < REMINDED_EVERY) or not link_requests.count_open(tx, now):
        return 0
    settings.keep_job_run(tx, REMINDED, now)
    key = f"link requests overdue:{int(now.timestamp())}"
    return notices.tell(tx, office_chats(tx), "link requests overdue", key, now)


def asked(tx: Tx, contact: Contact, *_: object) -> int | Withdrawn:
    """To the office: how many requests wait."""
    return _if_any(tx, contact, link_requests.count_open(tx))


def overdue(tx: Tx, contact: Contact, _: Data, now: datetime) -> int | Withdrawn:
    """To the office: how many requests should have been answered."""
    return _if_any(tx, contact, link_requests.count_open(tx, now))


def _if_any(tx: Tx, contact: Contact, count: int) -> int | Withdrawn:
    if not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "no such role any more")
    return count or Withdrawn(State.CANCELLED, "answered meanwhile")


def answered(tx: Tx, _: Contact, data: Data, __: datetime) -> LinkRequest | Withdrawn:
    """To who asked: there is an answer that he hasn't read."""
    request = link_requests.by_id(tx, data["request"])
    if request is None or request.state is RequestState.OPEN:
        return Withdrawn(State.CANCELLED, "no answer any more")
    invite = invites.by_id(tx, request.invite_id or 0)
    if invite and invite.used_at:
        return Withdrawn(State.CANCELLED, "read already")
    return request
