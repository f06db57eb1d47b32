"""Days and ranges of days in a text, as people near Lamongan write them (rules: docs/understanding.md).

Durations ("2 bulan nunggu"), ages and clock times are no dates. Day comes before month. A day and
month without a year is the next one, today included.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from understanding import calendar_days as days
from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.normalise import Words, fold, split
from understanding.numerals import number_at

_DAY_PARTS = frozenset(("pagi", "enjing", "siang", "sore", "sonten", "malam", "dalu"))
_PAST = frozenset(("lalu", "kemarin", "silam"))
_NEXT = frozenset(("depan", "berikut", "mendatang"))
_SINGLE = {"sehari": "hari", "seminggu": "minggu", "sepekan": "pekan", "sebulan": "bulan",
           "setahun": "tahun", "sakminggu": "minggu", "sakwulan": "bulan"}  # fmt: skip
_UNITS = frozenset(("hari", "minggu", "pekan", "bulan", "tahun"))
_MONTH_NAMES_IN_FULL = frozenset(MONTH_NUMBER) | {
    "nopember", "pebruari", "december", "january", "february", "october", "august"
}  # fmt: skip
_HONORIFICS = frozenset(("bapak", "ibu", "mas", "mbak", "kak", "cak"))
_EVERY = frozenset(("tiap", "setiap", "per", "saben", "berapa", "beberapa", "pirang"))
_DAY_MONTH = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_RANGE = re.compile(r"(\d{1,2})[-–](\d{1,2})$")
_ORDINALS = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
_OLDEST_YEAR = 2015
_VISITING = frozenset(
    (
        "jam",
        "jadwal",
        "lapas",
        "tahanan",
        "boleh",
        "bisa",
        "anak",
        "suami",
        "mau",
        "cara",
        "syarat",
        "daftar",
        "online",
    )
)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """One expression: words `first` to before `after`; `end` is inclusive, None for a single day.

    `impossible` holds the words of a day that doesn't exist; `start` is None then. `is_weekday`
    and `is_bare_day` ("tgl 5") tell how much of the day was said.
    """

    first: int
    after: int
    start: date | None
    end: date | None = None
    impossible: str | None = None
    is_weekday: bool = False
    is_bare_day: bool = False


def find_date(text: str, today: date) -> DateMatch | None:
    """The first day or range in `text`, for a question that asks for one."""
    matches = find_dates(split(fold(text)), today)
    return matches[0] if matches else None


def find_dates(text: Words, today: date) -> list[DateMatch]:
    """Every day or range in the order written."""
    words = text.words
    found: list[DateMatch] = []
    at = 0
    while at < len(words):
        match = (
            _match_at(text, at, today) if words[at] in _STARTS or words[at][0].isdigit() else None
        )
        if match is None:
            at += 1
            continue
        found.append(match)
        at = max(match.after, at + 1)
    if len(found) > 1:
        found = _merge(found, text.words, today)
    return [_widened(match, text, today) for match in found]


_STARTS = frozenset(
    [
        "besok", "lusa", "kemarin", "kemarin_lusa", "hari_ini", "hari", "nanti", "tadi", "semalam",
        "tanggal", "awal", "akhir", "pertengahan", "minggu_depan", "weekend", "bulan", "tahun",
        "pekan", "berikut", "besuk", "sateya", *_DAY_PARTS, *WEEKDAY_NUMBER, *MONTH_NUMBER, *_SINGLE,
        "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
        "sebelas", "dua_belas",
    ]
)  # fmt: skip


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _match_at(text: Words, at: int, today: date) -> DateMatch | None:
    word = text.words[at]
    if word in _RELATIVE or word == "hari" or word in _DAY_PARTS or word in ("nanti", "tadi"):
        return _relative_day(text, at, today) or (
            _weekday(text, at, today) if word == "hari" or word in ("malam", "dalu") else None
        )
    if word == "berikut":
        return _next_in_english(text.words, at, today)
    if word in WEEKDAY_NUMBER or word == "pekan" or word == "minggu_depan":
        return _week(text, at, today) or _weekday(text, at, today)
    if word in ("awal", "akhir", "pertengahan", "weekend"):
        return _edge(text, at, today)
    if word in ("bulan", "tahun") or word in MONTH_NUMBER:
        return _month_or_year(text, at, today)
    return (
        _distance(text.words, at, today)
        or _numeric(text, at, today)
        or _day_of_month(text, at, today)
    )


_RELATIVE = {
    "besok": 1,
    "lusa": 2,
    "kemarin": -1,
    "kemarin_lusa": -2,
    "hari_ini": 0,
    "semalam": -1,
}


def _relative_day(text: Words, at: int, today: date) -> DateMatch | None:
    words = text.words
    word, following = words[at], _word(words, at + 1)

    def day(offset: int, length: int) -> DateMatch:
        return DateMatch(at, at + length, today + timedelta(days=offset))

    if word == "hari" and following == "ini":
        return day(0, 2)
    if word == "hari" and following in _RELATIVE:
        return _relative_day(text, at + 1, today)
    if text.forms[at] == "besuk" and _is_visit(words, at):
        return DateMatch(at, at + 1, None)
    if word == "besok":
        again = at + 2 if following == "-" else at + 1
        if _word(words, again) == "besok":
            return DateMatch(at, again + 1, None)
        if following == "lusa":
            return day(2, 2)
        skip = 2 if following in ("hari", ",", "pas") else 1
        weekday = _word(words, at + skip)
        if weekday in WEEKDAY_NUMBER and not _is_week(text, at + skip):
            coming = days.next_weekday(today, WEEKDAY_NUMBER[weekday], after_today=True)
            return DateMatch(at, at + skip + 1, coming, is_weekday=True)
    if word == "kemarin" and following in ("lusa", "dulu"):
        return day(-2, 2)
    if word in _RELATIVE:
        return day(_RELATIVE[word], 1)
    if word in _DAY_PARTS and following in ("ini", "nanti"):
        return day(0, 2)
    if word == "nanti" and following in _DAY_PARTS:
        return day(0, 2)
    if word == "tadi" and following in _DAY_PARTS:
        return day(-1 if following in ("malam", "dalu") else 0, 2)
    return None


def _is_visit(words: Sequence[str], at: int) -> bool:
    """ "besuk" is "to visit" in Indonesian and "tomorrow" in Javanese: the words beside it decide."""
    return bool(_VISITING & {_word(words, at - 1), _word(words, at + 1), _word(words, at + 2)})


def _is_week(text: Words, at: int) -> bool:
    """Whether "minggu" at `at` means a week and not Sunday."""
    if text.words[at] == "pekan":
        return True
    if text.words[at] != "minggu" or text.forms[at] in ("ahad", "akad", "sunday"):
        return False
    following = _word(text.words, at + 1)
    return _word(text.words, at - 1) != "hari" and (
        following in _NEXT or following in _PAST or following in ("ini", "lagi", "ke", *_ORDINALS)
    )


def _week(text: Words, at: int, today: date) -> DateMatch | None:
    """ "minggu depan", "minggu ini", "pekan lalu", each perhaps with a weekday after it."""
    words = text.words
    if words[at] == "minggu_depan":
        offset, after = 7, at + 1
    else:
        following = _word(words, at + 1)
        if not _is_week(text, at):
            return None
        if following in _NEXT:
            offset, after = 7, at + 2
        elif following in _PAST:
            offset, after = -7, at + 2
        elif following == "ini":
            offset, after = 0, at + 2
        elif following in _ORDINALS:
            return _week_of_month(text, at, today)
        else:
            return DateMatch(at, at + 1, None)
    monday = days.monday_of(today) + timedelta(days=offset)
    skip = after
    while _word(words, skip) in ("hari", ",", "yang", "di"):
        skip += 1
    weekday = _word(words, skip)
    if weekday in WEEKDAY_NUMBER and not _is_week(text, skip) and skip - after <= 2:
        day = monday + timedelta(days=WEEKDAY_NUMBER[weekday])
        return DateMatch(at, skip + 1, day, is_weekday=True)
    return DateMatch(at, after, monday, monday + timedelta(days=6))


def _week_of_month(text: Words, at: int, today: date) -> DateMatch | None:
    skip = at + 3 if _word(text.words, at + 2) == "di" else at + 2
    month = _month_or_year(text, skip, today) if _word(text.words, skip) in _STARTS else None
    if month is None or month.start is None or month.end is None:
        return DateMatch(at, at + 2, None)
    start = month.start + timedelta(days=7 * (_ORDINALS[text.words[at + 1]] - 1))
    return DateMatch(at, month.after, start, start + timedelta(days=6))


def _weekday(text: Words, at: int, today: date) -> DateMatch | None:
    words = text.words
    name_at = at + 1 if words[at] in ("hari", "malam", "dalu") else at
    name = _word(words, name_at)
    if name not in WEEKDAY_NUMBER or (name == "minggu" and not _is_sunday(text, name_at)):
        return None
    weekday = WEEKDAY_NUMBER[name]
    after = name_at + 1
    following, second = _word(words, after), _word(words, after + 1)
    day = days.next_weekday(today, weekday)
    this_week = days.monday_of(today) + timedelta(days=weekday)
    if following in _DAY_PARTS and second in ("ini", "nanti", *_NEXT, *_PAST, "besok"):
        following, second, after = second, _word(words, after + 2), after + 1
    if following in _NEXT:
        day, after = this_week + timedelta(days=7), after + 1
    elif following == "besok":
        day, after = days.next_weekday(today, weekday, after_today=True), after + 1
    elif following in _PAST or (following == "yang" and second in _PAST):
        day = days.last_weekday(today, weekday)
        after += 1 if following in _PAST else 2
    elif following in ("minggu", "pekan") and second in ("ini", *_NEXT, *_PAST):
        offset = 7 if second in _NEXT else 0 if second == "ini" else -7
        day, after = this_week + timedelta(days=offset), after + 2
    elif following == "minggu_depan":
        day, after = this_week + timedelta(days=7), after + 1
    elif following == "ini":
        after += 1
    if words[at] in ("malam", "dalu"):
        day -= timedelta(days=1)
    return DateMatch(at, after, day, is_weekday=True)


def _is_sunday(text: Words, at: int) -> bool:
    if text.forms[at] in ("ahad", "akad", "sunday") or _word(text.words, at - 1) == "hari":
        return True
    before = _word(text.words, at - 1)
    is_counted = before.isdigit() or number_at(text.words, at - 1) is not None if at else False
    return before not in _EVERY and not is_counted and not _is_week(text, at)


def _next_in_english(words: list[str], at: int, today: date) -> DateMatch | None:
    weekday = _word(words, at + 1)
    if weekday not in WEEKDAY_NUMBER or weekday == "minggu":
        return None
    day = days.monday_of(today) + timedelta(days=7 + WEEKDAY_NUMBER[weekday])
    return DateMatch(at, at + 2, day, is_weekday=True)


def _edge(text: Words, at: int, today: date) -> DateMatch | None:
    """ "awal desember", "akhir bulan", "akhir pekan", "pertengahan bulan depan"."""
    words = text.words
    edge, unit = words[at], _word(words, at + 1)
    if edge == "weekend" or (edge == "akhir" and unit in ("minggu", "pekan")):
        length = 1 if edge == "weekend" else 2
        saturday = days.monday_of(today) + timedelta(days=5)
        if _word(words, at + length) in ("depan", "ini"):
            saturday += timedelta(days=7 if _word(words, at + length) == "depan" else 0)
            length += 1
        return DateMatch(at, at + length, saturday, saturday + timedelta(days=1))
    if unit not in MONTH_NUMBER and unit not in ("bulan", "tahun"):
        return None
    period = _month_or_year(text, at + 1, today, is_named=True)
    if period is None:
        start = today.replace(day=1) if unit == "bulan" else date(today.year, 1, 1)
        end = days.month_end(start if unit == "bulan" else date(today.year, 12, 1))
        if edge == "awal" and start < today:
            start = days.add_months(start, 1 if unit == "bulan" else 12)
        period = DateMatch(at, at + 2, start, end)
    if period.start is None or period.end is None:
        return period
    if edge == "akhir":
        return DateMatch(at, period.after, period.end)
    if edge == "pertengahan":
        return DateMatch(at, period.after, period.start + timedelta(days=14))
    return DateMatch(at, period.after, period.start, period.start + timedelta(days=9))


def _month_or_year(
    text: Words, at: int, today: date, *, is_named: bool = False
) -> DateMatch | None:
    words = text.words
    word, following = words[at], _word(words, at + 1)
    if word == "tahun":
        return _year(words, at, today)
    if word == "bulan" and following not in MONTH_NUMBER:
        if number_at(words, at - 1) or _word(words, at - 1) in _EVERY:
            return None
        return _month_by_distance(words, at, today)
    name_at = at + 1 if word == "bulan" else at
    if word != "bulan":
        is_full = text.forms[name_at] in _MONTH_NAMES_IN_FULL
        if _word(words, at - 1) in _HONORIFICS or not (is_full or is_named):
            return _month_then_day(words, at, today)
    month, after = MONTH_NUMBER[words[name_at]], name_at + 1
    first = days.next_day_and_month(today.replace(day=1), 1, month)
    year = year_at(words, after, today)
    if year is not None:
        first, after = date(year[0], month, 1), year[1]
    elif _word(words, after) in _PAST and first:
        first, after = first.replace(year=first.year - (first > today)), after + 1
    elif _word(words, after) in ("depan", "ini"):
        after += 1
    if first is None:
        return None
    for skip in (after, after + 1):
        if _word(words, skip) == "tanggal" and (number := number_at(words, skip + 1)):
            return _exact(words, at, number[1], first.year, month, number[0])
    return DateMatch(at, after, first, days.month_end(first))


def _month_then_day(words: list[str], at: int, today: date) -> DateMatch | None:
    number = number_at(words, at + 1)
    if number is None or not 1 <= number[0] <= 31:
        return None
    month = MONTH_NUMBER[words[at]]
    day = days.next_day_and_month(today, number[0], month)
    return DateMatch(at, number[1], day) if day else None


def _month_by_distance(words: list[str], at: int, today: date) -> DateMatch | None:
    following, after = _word(words, at + 1), at + 2
    first = today.replace(day=1)
    if following in _NEXT:
        first = days.add_months(first, 1)
    elif following in _PAST:
        first = days.add_months(first, -1)
    elif (number := number_at(words, at + 1)) and 1 <= number[0] <= 12:
        found = days.next_day_and_month(first, 1, number[0])
        first, after = found or first, number[1]
    elif following != "ini":
        return None
    if _word(words, after) == "tanggal" and (day := number_at(words, after + 1)):
        return _exact(words, at, day[1], first.year, first.month, day[0])
    return DateMatch(at, after, first, days.month_end(first))


def _year(words: list[str], at: int, today: date) -> DateMatch | None:
    following = _word(words, at + 1)
    if following in _NEXT:
        year = today.year + 1
    elif following in _PAST:
        year = today.year - 1
    elif following == "ini":
        year = today.year
    elif following.isdigit() and len(following) == 4 and _OLDEST_YEAR <= int(following) < 2100:
        year = int(following)
    else:
        return None
    return DateMatch(at, at + 2, date(year, 1, 1), date(year, 12, 31))


def year_at(words: Sequence[str], at: int, today: date) -> tuple[int, int] | None:
    """A year, or "tahun depan" and its kind, and the position after it."""
    if _word(words, at) == "tahun":
        period = _year(list(words), at, today)
        return (period.start.year, period.after) if period and period.start else None
    word = _word(words, at)
    if len(word) == 4 and word.isdigit() and word.isascii() and 1900 <= int(word) < 2100:
        return int(word), at + 1
    return None


def _distance(words: list[str], at: int, today: date) -> DateMatch | None:
    """ "2 minggu lagi", "seminggu lagi", "3 hari yang lalu", "3 hari ke depan"."""
    if words[at] in _SINGLE:
        count, unit, after = 1, _SINGLE[words[at]], at + 1
    else:
        number = number_at(words, at)
        if number is None or _word(words, number[1]) not in _UNITS:
            return None
        count, unit, after = number[0], words[number[1]], number[1] + 1
    following = _word(words, after)
    if following == "yang":
        after, following = after + 1, _word(words, after + 1)
    is_span = following == "ke" and _word(words, after + 1) == "depan"
    if following in ("lagi", "mendatang", "depan") or is_span:
        sign = 1
    elif following in _PAST:
        sign = -1
    else:
        return None
    after += 2 if is_span else 1
    if count > days.FARTHEST_YEARS:
        return None
    if unit in ("bulan", "tahun"):
        day = days.add_months(today, sign * count * (12 if unit == "tahun" else 1))
    else:
        day = today + timedelta(days=sign * count * (1 if unit == "hari" else 7))
    return DateMatch(at, after, today, day) if is_span else DateMatch(at, after, day)


def _numeric(text: Words, at: int, today: date) -> DateMatch | None:
    """ "4/12", "01-12-2025", "2025-12-01"; with a dot only as "1.12.2025" or after "tgl"."""
    words = text.words
    is_marked = words[at] == "tanggal"
    number_place = at + 1 if is_marked else at
    word = _word(words, number_place)
    after = number_place + 1
    if iso := _ISO.match(word):
        year, month, day = (int(part) for part in iso.groups())
        return _exact(words, at, after, year, month, day)
    parts = _DAY_MONTH.match(word)
    if parts is None or _word(words, at - 1) == "jam" or _word(words, after) in MONTH_NUMBER:
        return None
    separator, written_year = parts[2], parts[4]
    day, month = int(parts[1]), int(parts[3])
    if written_year:
        year = int(written_year) if len(written_year) == 4 else 2000 + int(written_year)
        return _exact(words, at, after, year, month, day)
    if separator == "." and not is_marked:
        return None
    if separator == "-" and not (is_marked and month in _near_months(today)):
        return None
    if following := year_at(words, after, today):
        return _exact(words, at, following[1], following[0], month, day)
    if month > 12 and not is_marked:
        return None
    return _next(words, at, after, today, month, day)


def _near_months(today: date) -> set[int]:
    return {days.add_months(today, ahead).month for ahead in range(3)}


def _day_of_month(text: Words, at: int, today: date) -> DateMatch | None:
    """ "tgl 5", "5 des 2025", "tanggal 5 bulan depan", "24-26 des", "tgl 24 s/d 26"."""
    words = text.words
    is_marked = words[at] == "tanggal"
    place = at + 1 if is_marked else at
    while is_marked and _word(words, place) in (".", ":", "ke", "-"):
        place += 1
    if _word(words, at - 1) == "jam":
        return None
    range_match = _DAY_RANGE.match(_word(words, place))
    if range_match:
        first_day, day, after = int(range_match[1]), int(range_match[2]), place + 1
    else:
        number = number_at(words, place)
        if number is None:
            return None
        first_day, (day, after) = 0, number
    if _word(words, after) in ("sampai", "-", "–") and (second := number_at(words, after + 1)):
        if _word(words, second[1]) in MONTH_NUMBER or (is_marked and second[0] > day):
            first_day, (day, after) = first_day or day, second
    month = _month_after(text, after, today)
    if month is None and not is_marked:
        return None
    if month is None:
        last = days.next_day_of_month(today, day) if 1 <= day <= 31 else None
        match = DateMatch(at, after, last, None if last else None, None, False, True)
        if last is None:
            return _not_a_day(words, at, after)
    else:
        month_number, year, after = month
        match = (
            _next(words, at, after, today, month_number, day)
            if year is None
            else _exact(words, at, after, year, month_number, day)
        )
    if first_day and match.start:
        start = days.make_date(match.start.year, match.start.month, first_day)
        if start is None or start > match.start:
            return _not_a_day(words, at, after)
        return DateMatch(at, after, start, match.start)
    return match


def _month_after(text: Words, at: int, today: date) -> tuple[int, int | None, int] | None:
    """The month (and year, where said) that follows a day, and the position after them."""
    words = text.words
    word, following = _word(words, at), _word(words, at + 1)
    if word == "bulan" and following in MONTH_NUMBER:
        at, word = at + 1, following
    if word in MONTH_NUMBER:
        year = year_at(words, at + 1, today)
        return (
            (MONTH_NUMBER[word], year[0], year[1]) if year else (MONTH_NUMBER[word], None, at + 1)
        )
    if word != "bulan":
        return None
    if following in (*_NEXT, *_PAST, "ini"):
        step = 1 if following in _NEXT else 0 if following == "ini" else -1
        first = days.add_months(today.replace(day=1), step)
        return first.month, first.year, at + 2
    number = number_at(words, at + 1)
    if number and 1 <= number[0] <= 12:
        year = year_at(words, number[1], today)
        return (number[0], year[0], year[1]) if year else (number[0], None, number[1])
    return None


def _next(words: list[str], at: int, after: int, today: date, month: int, day: int) -> DateMatch:
    found = days.next_day_and_month(today, day, month) if 1 <= month <= 12 else None
    return DateMatch(at, after, found) if found else _not_a_day(words, at, after)


def _exact(words: list[str], at: int, after: int, year: int, month: int, day: int) -> DateMatch:
    found = days.make_date(year, month, day)
    if found is None:
        return _not_a_day(words, at, after)
    return DateMatch(at, after, found if year >= _OLDEST_YEAR else None)


def _not_a_day(words: list[str], at: int, after: int) -> DateMatch:
    said = [word for word in words[at:after] if word not in ("tanggal", "bulan", ".", ":")]
    return DateMatch(at, after, None, impossible=" ".join(said))


def _merge(found: list[DateMatch], words: list[str], today: date) -> list[DateMatch]:
    """One match of a weekday with the date beside it, and of both ends of a range."""
    merged = [found[0]]
    for match in found[1:]:
        before = merged[-1]
        between = [word for word in words[before.after : match.first] if word not in (",", "hari")]
        if not between and _says_the_same(before, match):
            keep = match if not match.is_weekday or not before.start else before
            merged[-1] = DateMatch(
                before.first, match.after, keep.start, keep.end, keep.impossible
            )
        elif between in (["sampai"], ["-"], ["–"], ["ke"]) and _is_range(before, match, between):
            end = match.end or match.start
            start = before.start
            if end and start and end < start and match.is_weekday:
                end += timedelta(days=7)
            if end and start and before.is_weekday and match.is_weekday:
                start += timedelta(days=(end - start).days // 7 * 7)
            merged[-1] = DateMatch(before.first, match.after, start, end)
        else:
            merged.append(match)
    return [match for match in merged if match.start or match.impossible]


def _says_the_same(before: DateMatch, match: DateMatch) -> bool:
    if before.start is None or match.start is None:
        return before.is_weekday or match.is_weekday
    if before.is_weekday and match.is_weekday:
        return False
    return before.end is None and match.end is None


def _is_range(before: DateMatch, match: DateMatch, between: list[str]) -> bool:
    if before.start is None or match.start is None or between == ["ke"]:
        return False
    end = match.end or match.start
    return end >= before.start or match.is_weekday


def _widened(match: DateMatch, text: Words, today: date) -> DateMatch:
    """The match, without a range that ends where it begins."""
    if match.end is not None and match.end == match.start:
        return DateMatch(match.first, match.after, match.start)
    return match
