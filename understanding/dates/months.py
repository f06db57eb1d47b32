"""Months and years, whole or an edge: "bulan depan", "desember", "akhir bulan", "tahun 2026"."""

from collections.abc import Sequence
from datetime import date, timedelta

from understanding import calendar_days as days
from understanding.calendar_days import MONTH_NUMBER
from understanding.dates.match import NEXT, PAST, DateMatch, not_a_day
from understanding.dates.weeks import ORDINALS
from understanding.lexicon import SKILL_OF
from understanding.normalise import Words, word_at
from understanding.numerals import number_at

OLDEST_YEAR = 2015
"""Years and months before this one are mistakes: no class, no certificate is that old."""
_OLDEST_BIRTH = 1930
_IN_FULL = frozenset(MONTH_NUMBER) | {
    "nopember", "pebruari", "december", "january", "february", "october", "august"
}  # fmt: skip
_HONORIFICS = frozenset(("bapak", "ibu", "mas", "mbak", "kak", "cak"))
_HAVE_A_YEAR = frozenset(
    ("jadwal", "kelas", "pelatihan", "agenda", "ujian", "praktik", "kalender", *SKILL_OF)
)
_COUNTING = frozenset(("berapa", "beberapa", "tiap", "setiap", "per", "saben", "pirang"))


def exact_day(
    words: Sequence[str], first: int, after: int, day: tuple[int, int, int]
) -> DateMatch:
    """The match of a (year, month, day) that was said in full."""
    found = days.make_date(*day)
    if found is None:
        return not_a_day(words, first, after)
    return DateMatch(first, after, found if found.year >= _OLDEST_BIRTH else None)


def year_at(words: Sequence[str], at: int, today: date) -> tuple[int, int] | None:
    """A year ("2026", "tahun depan", "tahun 2026") and the position after it."""
    if word_at(words, at) == "tahun":
        period = year(words, at, today)
        return (period.start.year, period.after) if period and period.start else None
    word = word_at(words, at)
    if len(word) == 4 and word.isascii() and word.isdigit() and 1900 <= int(word) < 2100:
        return int(word), at + 1
    return None


def year(words: Sequence[str], at: int, today: date) -> DateMatch | None:
    """The whole year that "tahun" and the word after it mean."""
    following = word_at(words, at + 1)
    if following in NEXT:
        number = today.year + 1
    elif following in PAST:
        number = today.year - 1
    elif following == "ini":
        number = today.year
    elif len(following) == 4 and following.isascii() and following.isdigit():
        number = int(following)
    else:
        return None
    if not OLDEST_YEAR <= number < 2100:
        return None
    return DateMatch(at, at + 2, date(number, 1, 1), date(number, 12, 31))


def other_year(words: Sequence[str], at: int, today: date) -> DateMatch | None:
    """ "jadwal 2025": a year behind what has one; this year's says nothing new."""
    said = year_at(words, at, today)
    if said is None or said[0] == today.year or said[0] < OLDEST_YEAR:
        return None
    if word_at(words, at - 1) not in _HAVE_A_YEAR:
        return None
    return DateMatch(at, said[1], date(said[0], 1, 1), date(said[0], 12, 31))


def month(text: Words, at: int, today: date, *, is_expected: bool = False) -> DateMatch | None:
    """A month by name or distance; a short name ("des") alone only where one is expected."""
    words = text.words
    if words[at] == "bulan" and word_at(words, at + 1) not in MONTH_NUMBER:
        return _month_by_distance(words, at, today)
    name_at = at + 1 if words[at] == "bulan" else at
    if name_at == at:
        if word_at(words, at - 1) in _HONORIFICS:
            return None
        if text.forms[at] not in _IN_FULL and not is_expected:
            return _month_then_day(words, at, today)
    number, after = MONTH_NUMBER[words[name_at]], name_at + 1
    first = days.next_day_and_month(today.replace(day=1), 1, number)
    if first is None:
        return None
    if said := year_at(words, after, today):
        first, after = date(said[0], number, 1), said[1]
    elif word_at(words, after) in PAST:
        first, after = first.replace(year=first.year - (first > today)), after + 1
    elif word_at(words, after) in ("depan", "ini"):
        after += 1
    return _with_day(words, at, after, first)


def _with_day(words: list[str], at: int, after: int, first: date) -> DateMatch:
    """The whole month, or the day of it that "tanggal" names after it."""
    for place in (after, after + 1):
        if word_at(words, place) == "tanggal" and (number := number_at(words, place + 1)):
            return exact_day(words, at, number[1], (first.year, first.month, number[0]))
    return DateMatch(at, after, first, days.month_end(first))


def _month_then_day(words: list[str], at: int, today: date) -> DateMatch | None:
    number = number_at(words, at + 1)
    if number is None or not 1 <= number[0] <= 31:
        return None
    day = days.next_day_and_month(today, number[0], MONTH_NUMBER[words[at]])
    return DateMatch(at, number[1], day) if day else not_a_day(words, at, number[1])


def _month_by_distance(words: list[str], at: int, today: date) -> DateMatch | None:
    if number_at(words, at - 1) if at else None:
        return None
    if word_at(words, at - 1) in _COUNTING:
        return None
    following, after = word_at(words, at + 1), at + 2
    first = today.replace(day=1)
    if following in NEXT:
        first = days.add_months(first, 1)
    elif following in PAST:
        first = days.add_months(first, -1)
    elif (number := number_at(words, at + 1)) and 1 <= number[0] <= 12:
        first, after = days.next_day_and_month(first, 1, number[0]) or first, number[1]
    elif following != "ini":
        return None
    return _with_day(words, at, after, first)


def period(text: Words, at: int, today: date) -> DateMatch | None:
    """The year or month the words at `at` name."""
    return year(text.words, at, today) if text.words[at] == "tahun" else month(text, at, today)


def edge(text: Words, at: int, today: date) -> DateMatch | None:
    """ "awal desember" (ten days), "akhir bulan" (its last day), "pertengahan" (the 15th)."""
    unit = word_at(text.words, at + 1)
    if unit == "tahun":
        whole = year(text.words, at + 1, today)
    elif unit == "bulan" or unit in MONTH_NUMBER:
        whole = month(text, at + 1, today, is_expected=True)
    else:
        return None
    if whole is None:
        whole = _current(text.words[at], unit, at, today)
    if whole.start is None or whole.end is None:
        return whole
    if text.words[at] == "akhir":
        return DateMatch(at, whole.after, whole.end)
    if text.words[at] == "pertengahan":
        return DateMatch(at, whole.after, whole.start + timedelta(days=14))
    return DateMatch(at, whole.after, whole.start, whole.start + timedelta(days=9))


def _current(side: str, unit: str, at: int, today: date) -> DateMatch:
    """This month or year; the next one where its beginning is asked for and is over."""
    months = 1 if unit == "bulan" else 12
    start = today.replace(day=1) if unit == "bulan" else date(today.year, 1, 1)
    if side == "awal" and start < today:
        start = days.add_months(start, months)
    end = days.add_months(start, months) - timedelta(days=1)
    return DateMatch(at, at + 2, start, end)


def week_of_month(text: Words, at: int, today: date) -> DateMatch | None:
    """ "minggu pertama desember": the first to the seventh, and so on."""
    ordinal = ORDINALS.get(word_at(text.words, at + 1))
    if ordinal is None:
        return None
    month_at = at + 3 if word_at(text.words, at + 2) == "di" else at + 2
    name = word_at(text.words, month_at)
    whole = month(text, month_at, today) if name == "bulan" or name in MONTH_NUMBER else None
    if whole is None or whole.start is None:
        return None
    start = whole.start + timedelta(weeks=ordinal - 1)
    return DateMatch(at, whole.after, start, start + timedelta(days=6))
