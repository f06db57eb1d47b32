"""Office hours as they follow each other: weekends, Fridays, Ramadan, holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme.office import Office, OfficeCalendar, OpeningHours
from programme.tickets import Mark, Ticket, TicketKind, TicketState, is_reminder_due
from services.classes.public_holidays import is_holiday

ZONE = ZoneInfo("Asia/Jakarta")
RAMADAN = (date(2027, 2, 8), date(2027, 3, 9))
HOURS = (
    OpeningHours(frozenset(range(4)), time(7, 30), time(15, 30)),
    OpeningHours(frozenset({4}), time(7, 30), time(11)),
    OpeningHours(frozenset(range(5)), time(8), time(14), *RAMADAN),
)
OFFICE = OfficeCalendar(Office(hours=HOURS, closed_on=(date(2026, 12, 2),)), ZONE, is_holiday)
NO_HOURS = OfficeCalendar(Office(), ZONE, is_holiday)


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-24 08:00", "2026-11-24 12:00", 4),
        ("2026-11-24 06:00", "2026-11-24 07:45", 0.25),
        ("2026-11-24 15:00", "2026-11-25 08:00", 1),  # over night
        ("2026-11-26 15:00", "2026-11-27 18:00", 4),  # Friday is short
        ("2026-11-27 10:30", "2026-11-30 08:00", 1),  # over the weekend
        ("2026-11-28 09:00", "2026-11-29 20:00", 0),  # a weekend
        ("2026-12-01 15:00", "2026-12-03 08:00", 1),  # the office's own day off
        ("2026-12-24 07:00", "2026-12-26 07:00", 0),  # Christmas, and the joint day off before it
        ("2027-02-04 14:30", "2027-02-08 08:30", 1.5),  # a holiday, then Ramadan: opens at 8
        ("2027-02-09 07:30", "2027-02-09 16:00", 6),  # Ramadan
        ("2026-11-24 12:00", "2026-11-24 12:00", 0),
        ("2026-11-24 13:00", "2026-11-24 12:00", 0),
    ],
)
def test_time_the_office_is_open(since: str, until: str, hours: float) -> None:
    assert OFFICE.open_time(at(since), at(until)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-24 06:00", "2026-11-24 07:30"),
        ("2026-11-24 07:30", "2026-11-25 07:30"),  # it has just opened
        ("2026-11-24 20:00", "2026-11-25 07:30"),
        ("2026-11-27 11:00", "2026-11-30 07:30"),
        ("2026-12-01 16:00", "2026-12-03 07:30"),
        ("2026-12-23 16:00", "2026-12-28 07:30"),
        ("2027-02-05 11:00", "2027-02-08 08:00"),
    ],
)
def test_next_opening(moment: str, opens: str) -> None:
    assert OFFICE.next_opening(at(moment)) == at(opens)


def test_open_from_the_first_minute_to_before_the_last() -> None:
    assert OFFICE.is_open(at("2026-11-24 07:30"))
    assert OFFICE.is_open(at("2026-11-24 15:29"))
    assert not OFFICE.is_open(at("2026-11-24 15:30"))
    assert not OFFICE.is_open(at("2026-11-27 13:00"))


def test_without_hours_every_hour_counts() -> None:
    since, until = at("2026-11-28 09:00"), at("2026-11-29 20:00")
    assert NO_HOURS.open_time(since, until) == timedelta(hours=35)
    assert NO_HOURS.is_open(since)
    assert NO_HOURS.next_opening(since) is None


def test_an_office_that_opens_no_more_has_no_next_opening() -> None:
    last = OpeningHours(frozenset(range(5)), time(8), time(14), until=date(2026, 11, 24))
    closed = OfficeCalendar(Office(hours=(last,)), ZONE, is_holiday)
    assert closed.next_opening(at("2026-11-24 15:00")) is None


def ticket(
    waiting: str | None = "2026-11-24 08:00",
    *,
    reminded: str | None = None,
    due: str | None = None,
    state: TicketState = TicketState.OPEN,
    mark: Mark | None = None,
) -> Ticket:
    return Ticket(
        id=1,
        contact_id=1,
        kind=TicketKind.CORRECTION if due else TicketKind.QUESTION,
        state=state,
        mark=mark,
        waiting_since=at(waiting) if waiting else None,
        due_at=at(due) if due else None,
        reminded_at=at(reminded) if reminded else None,
        answered_by=None,
        version=1,
        created_at=at("2026-11-24 08:00"),
        updated_at=at("2026-11-24 08:00"),
    )


QUESTION = ticket()
LATE = ticket("2026-11-24 13:30")
TOLD = ticket(reminded="2026-11-24 12:00")
DESPAIR = ticket("2026-11-28 22:00", mark=Mark.DISTRESS)
DUE_ON_MONDAY = ticket("2026-11-27 14:00", due="2026-11-30 14:00")
DUE_ON_SUNDAY = ticket("2026-11-26 09:00", due="2026-11-29 09:00")
DUE_AND_TOLD = ticket("2026-11-27 14:00", due="2026-11-30 14:00", reminded="2026-11-30 10:00")
OVERDUE = ticket("2026-11-27 14:00", due="2026-11-30 14:00", reminded="2026-11-30 14:00")


@pytest.mark.parametrize(
    ("waits", "first_due"),
    [
        (QUESTION, "2026-11-24 12:00"),
        (LATE, "2026-11-25 09:30"),  # two hours that day, two the next morning
        (ticket("2026-11-24 11:30"), "2026-11-24 15:30"),  # the very last minute
        (ticket("2026-11-27 10:00"), "2026-11-30 10:30"),  # over the weekend
        (ticket("2027-02-08 11:00"), "2027-02-09 09:00"),  # Ramadan
        (TOLD, "2026-11-25 12:00"),  # once a working day
        (DESPAIR, "2026-11-28 23:00"),  # at night, too
        (ticket(None, due="2026-11-30 14:00", state=TicketState.ANSWERED), "2026-11-30 10:00"),
        (DUE_ON_MONDAY, "2026-11-30 10:00"),
        (DUE_ON_SUNDAY, "2026-11-26 15:00"),  # half an hour, and Friday's three and a half
        (DUE_AND_TOLD, "2026-11-30 14:00"),
        (OVERDUE, "2026-12-01 14:00"),
    ],
)
def test_when_the_office_is_told_again(waits: Ticket, first_due: str) -> None:
    moment = at(first_due)
    assert not is_reminder_due(waits, OFFICE, moment - timedelta(minutes=1))
    assert is_reminder_due(waits, OFFICE, moment)


@pytest.mark.parametrize(
    "done",
    [
        ticket(None, state=TicketState.ANSWERED),
        ticket(None, state=TicketState.CLOSED),
        ticket(None, due="2026-11-25 08:00", state=TicketState.CLOSED),
        ticket(None, mark=Mark.DISTRESS, state=TicketState.ANSWERED),
    ],
)
def test_what_is_done_is_not_told_again(done: Ticket) -> None:
    assert not is_reminder_due(done, OFFICE, at("2026-11-26 10:00"))


def test_nobody_is_told_at_night() -> None:
    assert not is_reminder_due(QUESTION, OFFICE, at("2026-11-24 22:00"))
    assert is_reminder_due(QUESTION, OFFICE, at("2026-11-25 07:30"))
