"""Dates as offices write them: the day always before the month. Wrong dates are not repaired."""

import re
from datetime import date, datetime, timedelta

from services.importing.cells import shown
from services.importing.sheets import Cell

_FIRST_SERIAL = 3654
"""Excel's number for 1 January 1910; smaller numbers (a year or a day alone) are no dates."""
_LAST_SERIAL = 73_050
"""31 December 2099."""
_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1900, 2100)


def _numbered(first: int, *groups: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(groups, first) for name in names.split()}


_MONTHS = _numbered(
    1,
    "januari jan january",
    "februari feb pebruari peb february",
    "maret mar mrt march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt ags agust aug august",
    "september sep sept",
    "oktober okt october oct",
    "november nov nopember nop",
    "desember des december dec",
)
_WEEKDAYS = _numbered(
    0,
    "senin sen monday mon",
    "selasa sel tuesday tue",
    "rabu rab wednesday wed",
    "kamis kam thursday thu",
    "jumat jum jumaat friday fri",
    "sabtu sab saturday sat",
    "minggu ming mgg ahad sunday sun",
)
_WEEKDAY = re.compile(r"^(?:hari\s+)?([a-z]+)\b[\s,./-]*(?:(?:tanggal|tgl)\b\.?\s*)?")
_TIME_OF_DAY = re.compile(
    r"[t,\s]+(?:(?:pukul|pkl|jam)\.?\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:z|wib|wita|wit|am|pm)?$"
)
_YEAR = r"['’‘`´]?(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(r"^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$")
_NUMBERS = re.compile(rf"^(\d{{1,2}})\s*([-/.\s])\s*(\d{{1,2}})\s*\2\s*{_YEAR}$")
_NO_YEAR = re.compile(r"\b\d{1,2}(?:\s*([-/.])\s*(?:\d{1,2}|[a-z]+)|\s+[a-z]+)\.?$")
_MONTH_NAMED = re.compile(rf"^(\d{{1,2}})[\s./-]*([a-z]+)[\s.,/-]*{_YEAR}$")


def years_in(text: str) -> list[int]:
    """The years 20xx that a text names."""
    return [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", text)]


def parse_birth_date(cell: Cell) -> date | None:
    """A birth date; two-digit years are 1927 to 2026. None if unreadable."""
    return _parse(cell, first_year_of_last_century=27)


def parse_date(cell: Cell) -> date | None:
    """A date of a schedule or certificate; two-digit years are 20xx. None if unreadable."""
    return _parse(cell, first_year_of_last_century=100)


def with_year(text: str, year: int) -> str:
    """Add the year to a date without one: "1/12" → "1/12/2026"; other texts are unchanged."""
    found = _NO_YEAR.search(_folded(text))
    return f"{text.rstrip('.')}{found[1] or ' '}{year}" if found else text


def weekday_in(text: str) -> int | None:
    """The weekday at the beginning of a text, Monday = 0; None if there is none."""
    found = _WEEKDAY.match(_folded(text))
    return _WEEKDAYS.get(found[1]) if found else None


def _folded(text: str) -> str:
    return re.sub(r"['’‘`´](?=[a-z])(?!\d)", "", text.casefold())


def _parse(cell: Cell, first_year_of_last_century: int) -> date | None:
    if isinstance(cell, date):
        return _sane(cell.date() if isinstance(cell, datetime) else cell)
    text = _folded(shown(cell))
    if text.isdecimal() and text.isascii():
        return _from_serial(int(text)) if len(text) <= 5 else None
    named_day = _WEEKDAY.match(text)
    if named_day and (named_day[1] in _WEEKDAYS or named_day[1] in {"tanggal", "tgl"}):
        text = text[named_day.end() :]
    text = _TIME_OF_DAY.sub("", text).strip()
    if found := _YEAR_FIRST.match(text):
        return _date(found[1], int(found[3]), found[4], first_year_of_last_century)
    if found := _NUMBERS.match(text):
        return _date(found[4], int(found[3]), found[1], first_year_of_last_century)
    if found := _MONTH_NAMED.match(text):
        return _date(found[3], _MONTHS.get(found[2], 0), found[1], first_year_of_last_century)
    return None


def _from_serial(serial: int) -> date | None:
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    return _DAY_ZERO + timedelta(days=serial)


def _date(year: str, month: int, day: str, first_year_of_last_century: int) -> date | None:
    full_year = int(year)
    if len(year) == 2:
        full_year += 1900 if full_year >= first_year_of_last_century else 2000
    try:
        return _sane(date(full_year, month, int(day)))
    except ValueError:
        return None


def _sane(day: date) -> date | None:
    return day if day.year in _YEARS else None
