"""Deadlines in working days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

LONGEST = 31
"""A deadline ends after this many days, however few of them are working days."""


def end_of_working_day(
    moment: datetime, days: int, is_working: Callable[[date], bool], zone: tzinfo
) -> datetime:
    """The end of the `days`-th working day after the day of `moment` in `zone`, as UTC."""
    first = moment.astimezone(zone).date()
    ahead = [first + timedelta(days=number) for number in range(1, LONGEST + 1)]
    worked = [day for day in ahead if is_working(day)]
    last = worked[days - 1] if len(worked) >= days else ahead[-1]
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
