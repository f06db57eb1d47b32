"""Days by number: "tgl 5", "5 des 2025", "4/12", "24-26 des", "tanggal 5 bulan depan"."""

import re
from datetime import date

from understanding import calendar_days as days
from understanding.calendar_days import MONTH_NUMBER
from understanding.dates.match import DASHES, NEXT, PAST, DateMatch, not_a_day
from understanding.dates.months import exact_day, year_at
from understanding.normalise import word_at
from understanding.numerals import number_at

_DAY_MONTH = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_RANGE = re.compile(r"(\d{1,2})[-–](\d{1,2})$")
_MONTHS_A_DASH_MAY_MEAN = 3
""" "tgl 10-12" is the tenth of the twelfth month while that is near, else a range of days."""


def numeric(words: list[str], at: int, today: date) -> DateMatch | None:
    """ "4/12", "01-12-2025", "2025-12-01"; with a dot only as "1.12.2025" or after "tgl"."""
    is_marked = words[at] == "tanggal"
    place = at + 1 if is_marked else at
    word, after = word_at(words, place), place + 1
    if iso := _ISO.match(word):
        return exact_day(words, at, after, (int(iso[1]), int(iso[2]), int(iso[3])))
    parts = _DAY_MONTH.match(word)
    if parts is None or word_at(words, at - 1) == "jam" or word_at(words, after) in MONTH_NUMBER:
        return None
    day, month = int(parts[1]), int(parts[3])
    if parts[4]:
        year = int(parts[4]) if len(parts[4]) == 4 else 2000 + int(parts[4])
        return exact_day(words, at, after, (year, month, day))
    if not _means_a_date(parts[2], month, is_marked=is_marked, today=today):
        return None
    if said := year_at(words, after, today):
        return exact_day(words, at, said[1], (said[0], month, day))
    return _next_such_day(words, at, after, today, (month, day))


def _means_a_date(separator: str, month: int, *, is_marked: bool, today: date) -> bool:
    """Whether day and month without a year are meant, not a clock time, a range or a fraction."""
    if separator == "/":
        return is_marked or month <= 12
    if not is_marked:
        return False
    near = {days.add_months(today, ahead).month for ahead in range(_MONTHS_A_DASH_MAY_MEAN)}
    return separator == "." or month in near


def day_of_month(words: list[str], at: int, today: date) -> DateMatch | None:
    """A day or a range of days by number, with the month said or, after "tgl", understood."""
    if word_at(words, at - 1) == "jam":
        return None
    is_marked = words[at] == "tanggal"
    place = at + 1 if is_marked else at
    while is_marked and word_at(words, place) in (".", ":", "ke", "-"):
        place += 1
    read = _first_and_last(words, place, is_marked=is_marked)
    if read is None:
        return None
    first_day, last_day, after = read
    month = _month_after(words, after, today)
    if month is None and not is_marked:
        return None
    if month is None:
        found = days.next_day_of_month(today, last_day) if 1 <= last_day <= 31 else None
        match = DateMatch(at, after, found) if found else not_a_day(words, at, after)
    else:
        number, year, after = month
        match = (
            _next_such_day(words, at, after, today, (number, last_day))
            if year is None
            else exact_day(words, at, after, (year, number, last_day))
        )
    if first_day is None or match.start is None:
        return match
    start = days.make_date(match.start.year, match.start.month, first_day)
    if start is None or start > match.start:
        return not_a_day(words, at, after)
    return DateMatch(at, after, start, match.start)


def _first_and_last(
    words: list[str], place: int, *, is_marked: bool
) -> tuple[int | None, int, int] | None:
    """(first day of a range or None, day, position after), as far as numbers stand there."""
    if joined := _DAY_RANGE.match(word_at(words, place)):
        return int(joined[1]), int(joined[2]), place + 1
    number = number_at(words, place)
    if number is None:
        return None
    day, after = number
    joint = word_at(words, after)
    second = number_at(words, after + 1) if joint == "sampai" or joint in DASHES else None
    if second and (word_at(words, second[1]) in MONTH_NUMBER or (is_marked and second[0] > day)):
        return day, second[0], second[1]
    return None, day, after


def _month_after(words: list[str], at: int, today: date) -> tuple[int, int | None, int] | None:
    """The month (and year, where said) that follows a day, and the position after them."""
    word, following = word_at(words, at), word_at(words, at + 1)
    if word == "bulan" and following in MONTH_NUMBER:
        at, word = at + 1, following
    if word in MONTH_NUMBER:
        return _with_year(words, MONTH_NUMBER[word], at + 1, today)
    if word != "bulan":
        return None
    step = 1 if following in NEXT else -1 if following in PAST else 0
    if step or following == "ini":
        first = days.add_months(today.replace(day=1), step)
        return first.month, first.year, at + 2
    number = number_at(words, at + 1)
    if number is None or not 1 <= number[0] <= 12:
        return None
    return _with_year(words, number[0], number[1], today)


def _with_year(
    words: list[str], month: int, after: int, today: date
) -> tuple[int, int | None, int]:
    said = year_at(words, after, today)
    return (month, said[0], said[1]) if said else (month, None, after)


def _next_such_day(
    words: list[str], at: int, after: int, today: date, month_and_day: tuple[int, int]
) -> DateMatch:
    month, day = month_and_day
    found = days.next_day_and_month(today, day, month) if 1 <= month <= 12 else None
    if found and word_at(words, after) in PAST:
        found = days.make_date(found.year - 1, month, day)
        after += 1
    return DateMatch(at, after, found) if found else not_a_day(words, at, after)
