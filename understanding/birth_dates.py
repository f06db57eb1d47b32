"""A birth date as someone types it when asked for it: "12 mei 1990", "12-05-90", "120590"."""

import re
from datetime import date

from understanding import calendar_days as days
from understanding.calendar_days import MONTH_NUMBER
from understanding.dates import find_dates
from understanding.normalise import Words, fold, split, word_at
from understanding.numerals import number_at

_SOLID = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(19\d\d|20\d\d)\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)")
_PARTS = re.compile(
    r"(?<!\d)(\d{1,2})[\s./,_\-–]{1,3}(\d{1,2})[\s./,_\-–]{1,3}(\d{4}|\d{2})(?!\d)"
)
_FIRST_YEAR_OF_1900S = 27
_YOUNGEST = 10
"""Years: a day so long ago is a birth date, and no day that anybody asks about."""


def parse_birth_date(text: str, today: date) -> date | None:
    """Day before month always; None where no birth date stands, or one after `today`.

    Two-digit years: 27 to 99 are 1927 to 1999, 00 to 26 are 2000 to 2026.
    """
    folded = fold(text)
    found = _from_digits(folded) or _from_words(folded)
    return found if found and found <= today else None


def is_birth_date(said: Words, today: date) -> bool:
    """Is it a birth date and nothing else? Nobody asks for a class or an office of that day."""
    dates = find_dates(said, today)
    in_dates = {at for match in dates for at in range(match.first, match.after)}
    others = {word for at, word in enumerate(said.words) if at not in in_dates}
    return (
        any(match.start and match.start.year <= today.year - _YOUNGEST for match in dates)
        and others <= _AROUND
    )


def _from_digits(text: str) -> date | None:
    if match := _ISO.search(text):
        return days.make_date(int(match[1]), int(match[2]), int(match[3]))
    match = _PARTS.search(text) or _SOLID.search(text)
    return days.make_date(_year(match[3]), int(match[2]), int(match[1])) if match else None


def _from_words(text: str) -> date | None:
    words = [word for word in split(text).words if word[0].isalnum() and word not in _FILLERS]
    for at, word in enumerate(words):
        if word not in MONTH_NUMBER:
            continue
        before = number_at(words, at - 1) or (0, at)
        if at >= 2 and words[at - 1] in ("puluh", "belas"):
            before = number_at(words, at - 2) or before
        elif at >= 3 and words[at - 2] == "puluh":
            before = number_at(words, at - 3) or before
        year = word_at(words, at + 1)
        if before[0] and year.isdigit() and len(year) in (2, 4):
            return days.make_date(_year(year), MONTH_NUMBER[word], before[0])
    return None


_FILLERS = frozenset(("tanggal", "bulan", "tahun"))
_AROUND = _FILLERS | {"lahir", "tanggal_lahir", "saya", "nya", "-", ".", ",", ":", "(", ")"}


def _year(written: str) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    return year + (1900 if year >= _FIRST_YEAR_OF_1900S else 2000)
