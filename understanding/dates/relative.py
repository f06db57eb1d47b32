"""Days told from today: "besok", "kemarin lusa", "nanti sore", "2 minggu lagi"."""

from collections.abc import Sequence
from datetime import date, timedelta

from understanding import calendar_days as days
from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.dates.match import DAY_PARTS, NIGHTS, PAST, DateMatch
from understanding.dates.weeks import is_week
from understanding.normalise import Words, word_at
from understanding.numerals import number_at

OFFSETS = {"besok": 1, "lusa": 2, "kemarin": -1, "kemarin_lusa": -2, "hari_ini": 0, "semalam": -1}
ONE_UNIT = {
    "sehari": "hari",
    "seminggu": "minggu",
    "sepekan": "pekan",
    "sebulan": "bulan",
    "setahun": "tahun",
}
_DAYS_IN = {"hari": 1, "minggu": 7, "pekan": 7}
_MONTHS_IN = {"bulan": 1, "tahun": 12}
_AHEAD = frozenset(("lagi", "mendatang", "depan"))
_VISITING = frozenset(
    ("jam", "jadwal", "lapas", "tahanan", "boleh", "bisa", "anak", "suami", "mau", "cara",
     "syarat", "daftar", "online")
)  # fmt: skip


def relative_day(text: Words, at: int, today: date) -> DateMatch | None:
    """The day named from today by the words at `at`."""
    words = text.words
    word, following = words[at], word_at(words, at + 1)
    if word == "hari" and following in OFFSETS:
        at, word, following = at + 1, following, word_at(words, at + 2)
    if word == "besok":
        return _tomorrow(text, at, today)
    if word == "kemarin" and following in ("lusa", "dulu"):
        return _day(at, 2, today, -2)
    if word in OFFSETS:
        return _day(at, 1, today, OFFSETS[word])
    if word_at(words, at - 1) == "selamat":
        return None
    if following == "ini" and (word == "hari" or word in DAY_PARTS):
        return _day(at, 2, today, 0)
    return _part_of_today(word, following, at, today)


def _part_of_today(word: str, following: str, at: int, today: date) -> DateMatch | None:
    if word in DAY_PARTS and following == "nanti":
        return _day(at, 2, today, 0)
    if word == "nanti" and following in DAY_PARTS:
        return _day(at, 2, today, 0)
    if word == "tadi" and following in DAY_PARTS:
        return _day(at, 2, today, -1 if following in NIGHTS else 0)
    return None


def _day(at: int, length: int, today: date, offset: int) -> DateMatch:
    return DateMatch(at, at + length, today + timedelta(days=offset))


def _tomorrow(text: Words, at: int, today: date) -> DateMatch:
    """ "besok"; "besok lusa" is lusa, "besok Senin" the coming Monday, "besok-besok" some day."""
    words = text.words
    following = word_at(words, at + 1)
    if text.forms[at] == "besuk" and _is_visit(words, at):
        return DateMatch(at, at + 1)
    again = at + 2 if following == "-" else at + 1
    if word_at(words, again) == "besok":
        return DateMatch(at, again + 1)
    if following == "lusa":
        return _day(at, 2, today, 2)
    name_at = at + 2 if following in ("hari", ",", "pas") else at + 1
    weekday = word_at(words, name_at)
    if weekday in WEEKDAY_NUMBER and not is_week(text, name_at):
        coming = days.next_weekday(today, WEEKDAY_NUMBER[weekday], after_today=True)
        return DateMatch(at, name_at + 1, coming, is_weekday=True)
    return _day(at, 1, today, 1)


def _is_visit(words: Sequence[str], at: int) -> bool:
    """ "besuk" is "to visit" in Indonesian, "tomorrow" in Javanese: its neighbours decide."""
    return bool(_VISITING & {word_at(words, place) for place in (at - 1, at + 1, at + 2)})


def distance(words: list[str], at: int, today: date) -> DateMatch | None:
    """ "2 minggu lagi", "seminggu lagi", "3 hari yang lalu", and "3 hari ke depan" as a range."""
    if words[at] in ONE_UNIT:
        count, unit, after = 1, ONE_UNIT[words[at]], at + 1
    else:
        number = number_at(words, at)
        if number is None:
            return None
        count, unit, after = number[0], word_at(words, number[1]), number[1] + 1
    if unit not in _DAYS_IN and unit not in _MONTHS_IN:
        return None
    if word_at(words, after) == "yang":
        after += 1
    following = word_at(words, after)
    is_span = following == "ke" and word_at(words, after + 1) == "depan"
    sign = 1 if is_span or following in _AHEAD else -1 if following in PAST else 0
    if not sign or count > days.FARTHEST_YEARS:
        return None
    if unit in _MONTHS_IN:
        day = days.add_months(today, sign * count * _MONTHS_IN[unit])
    else:
        day = today + timedelta(days=sign * count * _DAYS_IN[unit])
    return DateMatch(at, after + 2, today, day) if is_span else DateMatch(at, after + 1, day)
