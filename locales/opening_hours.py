"""The office's opening hours in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from markupsafe import Markup

from locales.words import Words
from programme.office import Office, OpeningHours, hours_in_force

MONDAY = date(2024, 1, 1)


def opening_hours(say: Words, office: Office, day: date) -> Markup | None:
    """The hours in force on `day`; None if none are configured."""
    in_force = hours_in_force(office, day)
    return say.lines(say("Open:"), *(_line(say, each) for each in in_force)) if in_force else None


def _line(say: Words, hours: OpeningHours) -> str:
    line = f"{_days(say, hours.weekdays)}: {hours.opens:%H.%M}–{hours.closes:%H.%M}"
    if hours.until:
        until = say("until {day}", day=say.day(hours.until))
        return f"{line} ({until})"
    return line


def _days(say: Words, weekdays: Iterable[int]) -> str:
    """ "Senin–Kamis" or "Senin, Rabu" """
    days = sorted(weekdays)
    names = [say.day(MONDAY + timedelta(days=day)).split(",")[0] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)
