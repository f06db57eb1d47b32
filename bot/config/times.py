"""How days, times, durations and zones are written in the configuration."""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, datetime, time, timedelta

from bot.config.values import Unusable, closest, list_of, text

LONGEST_OFFSET = timedelta(days=31)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d{1,9})\s*([smhd])")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_ZONES_BY_ABBREVIATION = {
    "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar",
    "WIT": "Asia/Jayapura",
}
_TO = re.compile(r"[-–—]|\bs[/.]?d\b\.?|\b(?:sampai|hingga|to)\b")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("senin", "monday"),
            ("selasa", "tuesday"),
            ("rabu", "wednesday"),
            ("kamis", "thursday"),
            ("jumat", "jum'at", "friday"),
            ("sabtu", "saturday"),
            ("minggu", "ahad", "sunday"),
        )
    )
    for name in names
}


def duration(value: object) -> timedelta:
    """ "24h", "30m", "90s", "1d"."""
    match = _DURATION.fullmatch(text(value).lower())
    if match is None:
        raise Unusable(
            f'has "{value}", which is not a duration',
            'write a whole number and s, m, h or d: "90s", "30m", "24h", "1d"',
        )
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def offsets(value: object) -> tuple[timedelta, ...]:
    """Durations before a session's start, the longest first."""
    given = list_of(duration)(value)
    if any(not timedelta(0) < each <= LONGEST_OFFSET for each in given):
        raise Unusable(
            "has a reminder at or too long before the start",
            f'keep each between "1s" and "{LONGEST_OFFSET.days}d"',
        )
    if len(set(given)) < len(given):
        raise Unusable("has the same reminder twice", "write each offset once")
    return tuple(sorted(given, reverse=True))


def clock_time(value: object) -> time:
    """ "21.00" or "21:00"."""
    if isinstance(value, time):
        return value
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Unusable(f"has {value!r}, which is no time of day", 'write it as "21.00"')
    return time(int(match[1]), int(match[2]))


def quiet_hours(value: object) -> tuple[time, time] | None:
    """Begin and end; None for []."""
    given = list_of(clock_time)(value)
    if not given:
        return None
    if len(given) != 2 or given[0] == given[1]:
        raise Unusable(
            "needs two different times of day, begin and end",
            'write ["21.00", "06.00"], or [] for no quiet hours',
        )
    return given[0], given[1]


def day(value: object) -> date:
    """A date, in TOML's own form or as text: 2026-02-18."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except (ValueError, Unusable):
        raise Unusable(f"is {value}, which is no date", "write it as 2026-02-18") from None


def weekdays(value: object) -> frozenset[int]:
    """["senin-kamis", "sabtu"] → Monday = 0."""
    found = frozenset[int]().union(*list_of(_days)(value))
    if not found:
        raise Unusable("names no day", 'write such as ["senin-kamis", "jumat"]')
    return found


def _days(value: object) -> frozenset[int]:
    """ "sabtu", "senin-kamis", "senin s/d kamis"."""
    ends = [_weekday(name) for name in _TO.split(text(value).lower())]
    if len(ends) > 2:
        raise Unusable(f'has "{value}", which is no range of days', 'write "senin-kamis"')
    length = (ends[-1] - ends[0]) % 7
    return frozenset((ends[0] + step) % 7 for step in range(length + 1))


def _weekday(name: str) -> int:
    number = _WEEKDAYS.get(name.strip())
    if number is None:
        raise Unusable(f'has "{name}", which is no day', closest(name, _WEEKDAYS))
    return number


def zone(value: object) -> zoneinfo.ZoneInfo:
    name = text(value)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        usual = _ZONES_BY_ABBREVIATION.get(name.upper())
        fix = f'write "{usual}"' if usual else closest(name, zoneinfo.available_timezones())
        raise Unusable(f'is "{name}", which is no time zone', fix) from None
