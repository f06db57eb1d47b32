"""Arithmetic on calendar days: weeks run Monday to Sunday, "next" includes today."""

import calendar
from datetime import date, timedelta

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)}
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
WEEKDAY_NUMBER = {name: number for number, name in enumerate(WEEKDAYS)}

FARTHEST_YEARS = 80
"""Expressions that lead farther away than this mean no day ("900 tahun lagi")."""


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def next_weekday(today: date, weekday: int, *, after_today: bool = False) -> date:
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if after_today else 0))


def last_weekday(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_day_of_month(today: date, day: int) -> date | None:
    """The next such day, today included; months that lack it are passed over."""
    for months in range(3):
        first = add_months(today.replace(day=1), months)
        found = make_date(first.year, first.month, day)
        if found and found >= today:
            return found
    return None


def next_day_and_month(today: date, day: int, month: int) -> date | None:
    """The next such day, today included (29 February may be years away)."""
    for year in range(today.year, today.year + 9):
        found = make_date(year, month, day)
        if found and found >= today:
            return found
    return None
