"""Find the expressions of time in a text and join those that mean the same day."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.dates.days_of_month import day_of_month, numeric
from understanding.dates.match import DASHES, DAY_PARTS, DateMatch
from understanding.dates.months import edge, other_year, period, week_of_month
from understanding.dates.relative import OFFSETS, ONE_UNIT, distance, relative_day
from understanding.dates.weeks import SATURDAY_NIGHT, next_in_english, week, weekday, weekend
from understanding.normalise import Words, fold, split, word_at
from understanding.numerals import UNITS

_EDGES = frozenset(("awal", "akhir", "pertengahan"))
_PERIODS = _EDGES | {"bulan", "tahun"}
_STARTS = frozenset(
    (*OFFSETS, *ONE_UNIT, *DAY_PARTS, *WEEKDAY_NUMBER, *MONTH_NUMBER, *UNITS, *_PERIODS,
     "weekend", "hari", "nanti", "tadi", "tanggal", "next_week", "pekan", "berikut",
     SATURDAY_NIGHT)
)  # fmt: skip
"""Words an expression can begin with, besides numbers: all others are passed over at once."""


def find_date(text: str, today: date) -> DateMatch | None:
    """The first day or range in `text`, for a question that asks for one."""
    matches = find_dates(split(fold(text)), today)
    return matches[0] if matches else None


@lru_cache(maxsize=8)
def find_dates(text: Words, today: date) -> Sequence[DateMatch]:
    """Every day, range or impossible day, in the order written.

    The last few are kept, since several readers of a turn ask for those of its text.
    """
    words = text.words
    found: list[DateMatch] = []
    at = 0
    while at < len(words):
        word = words[at]
        match = _read(text, at, today) if word in _STARTS or word[0].isdigit() else None
        if match is None:
            at += 1
        else:
            found.append(match)
            at = max(match.after, at + 1)
    if not found:
        return found
    return [match for match in _joined(found, words) if match.start or match.impossible]


def _read(text: Words, at: int, today: date) -> DateMatch | None:
    """What the words from `at` mean, by the kind of the first one."""
    words, word = text.words, text.words[at]
    if word in OFFSETS or word in DAY_PARTS or word in ("hari", "nanti", "tadi"):
        return relative_day(text, at, today) or weekday(text, at, today)
    if word in WEEKDAY_NUMBER or word in ("pekan", "next_week", SATURDAY_NIGHT):
        return week_of_month(text, at, today) or week(text, at, today) or weekday(text, at, today)
    if word == "weekend" or (word == "akhir" and word_at(words, at + 1) in ("minggu", "pekan")):
        return weekend(words, at, today)
    if word in _PERIODS or word in MONTH_NUMBER:
        return edge(text, at, today) if word in _EDGES else period(text, at, today)
    return (
        next_in_english(words, at, today)
        or other_year(words, at, today)
        or distance(words, at, today)
        or numeric(words, at, today)
        or day_of_month(words, at, today)
    )


def _joined(found: list[DateMatch], words: list[str]) -> list[DateMatch]:
    """A weekday is joined with the date beside it, and both ends of a range."""
    joined = found[:1]
    for match in found[1:]:
        before = joined[-1]
        between = [word for word in words[before.after : match.first] if word not in (",", "hari")]
        if not between and _says_the_same(before, match):
            joined[-1] = _more_exact(before, match)
        elif len(between) == 1 and (between[0] == "sampai" or between[0] in DASHES):
            joined[-1:] = _range(before, match) or [before, match]
        else:
            joined.append(match)
    return joined


def _says_the_same(before: DateMatch, match: DateMatch) -> bool:
    if before.is_weekday and match.is_weekday:
        return False
    if before.start is None or match.start is None:
        return before.is_weekday or match.is_weekday
    return before.end is None and match.end is None


def _more_exact(before: DateMatch, match: DateMatch) -> DateMatch:
    """ "Kamis, 4 Desember": the date decides, whatever weekday stands beside it."""
    keep = before if match.is_weekday and before.start else match
    return DateMatch(before.first, match.after, keep.start, keep.end, keep.impossible)


def _range(before: DateMatch, match: DateMatch) -> list[DateMatch] | None:
    start, end = before.start, match.end or match.start
    if start is None or end is None:
        return None
    if end < start and match.is_weekday:
        end += timedelta(weeks=1)
    if before.is_weekday and match.is_weekday:
        start += timedelta(weeks=(end - start).days // 7)
    if end < start:
        return None
    return [DateMatch(before.first, match.after, start, end if end > start else None)]
