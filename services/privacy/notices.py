"""Notices about requests to erase: queueing them, and whether they still hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.office import OfficeCalendar
from programme.outbox import State
from programme.people import Contact, Participant
from services.people.roles import office_chats
from services.sending import notices
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import contacts, erasures, people
from store.connection import Tx
from store.erasures import ErasureRequest

REMINDED_BEFORE = timedelta(hours=24)
OPEN_TIME_LEFT = timedelta(hours=8)
"""A working day: a request due on Sunday is mentioned on Friday morning."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that the office has not settled, and who is to be erased."""

    request: ErasureRequest
    participant: Participant


def still_waits(tx: Tx, _: Contact, data: Data, __: datetime) -> Waiting | Withdrawn:
    """To the office: `request` is not settled yet."""
    request = next(
        (each for each in erasures.open_requests(tx) if each.id == data["request"]), None
    )
    participant = people.by_id(tx, request.participant_id) if request else None
    if request is None or participant is None:
        return Withdrawn(State.CANCELLED, "settled")
    return Waiting(request, participant)


def remind(tx: Tx, calendar: OfficeCalendar, now: datetime) -> int:
    """Remind the office daily of requests due within a day or overdue; returns how many."""
    today = now.astimezone(calendar.zone).date()
    return sum(
        notices.tell(
            tx,
            office_chats(tx),
            "erasure due",
            f"erasure due:{each.id}:{int(each.asked_at.timestamp())}:{today}",
            now,
            request=each.id,
        )
        for each in erasures.open_requests(tx)
        if _is_pressing(each, calendar, now)
    )


def _is_pressing(request: ErasureRequest, calendar: OfficeCalendar, now: datetime) -> bool:
    """Due within a day, or within a working day that has begun."""
    return request.due_at - now <= REMINDED_BEFORE or (
        calendar.is_open(now) and calendar.open_time(now, request.due_at) <= OPEN_TIME_LEFT
    )


def tell_office(tx: Tx, request: ErasureRequest, now: datetime) -> None:
    key = f"erasure asked:{request.id}:{int(request.asked_at.timestamp())}"
    notices.tell(tx, office_chats(tx), "erasure asked", key, now, request=request.id)


def tell_asker(
    tx: Tx, participant_id: int, about: str, now: datetime, reason: str | None = None
) -> None:
    request = erasures.request_of(tx, participant_id)
    asker = contacts.by_id(tx, request.contact_id) if request and request.contact_id else None
    if request and asker:
        asked_at = int(request.asked_at.timestamp())
        key = f"{about}:{request.id}:{asked_at}"
        notices.tell(tx, [asker], about, key, now, asked_at=asked_at, reason=reason)
