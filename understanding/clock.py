"""Clock times as people say them: "jam 8", "pukul 08.00–12.00", "setengah 2 siang", "jam 1"."""

import re
from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from understanding.normalise import Words, fold, split, word_at
from understanding.numerals import UNITS, number_at

_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)$")
_CLOCK_RANGE = re.compile(
    r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?[-–]([01]?\d|2[0-4])(?:[.:]([0-5]\d))?$"
)
_NOON = "siang"
_AFTER_NOON = frozenset(("sore", "sonten", "malam", "dalu"))
_DAY_PARTS = _AFTER_NOON | {"pagi", "enjing", _NOON}
_PRAYERS = {
    "subuh": time(5), "dhuhur": time(12), "dzuhur": time(12), "zuhur": time(12), "duhur": time(12),
    "lohor": time(12), "jumatan": time(13), "asar": time(15), "ashar": time(15),
    "ngasar": time(15), "maghrib": time(18), "magrib": time(18),
}  # fmt: skip
"""About when each is over here, by which classes are named; classes need no minute of it."""
_STARTS = frozenset(("habis", "setengah", "jam", *UNITS))
"""Words a time can begin with, besides numbers."""
_TO = frozenset(("kurang", "kirang"))
_PAST = frozenset(("lewat", "lebih", "lebeh", "luwih"))
_UNTIL = frozenset(("sampai", "-", "–"))
_SAID_AFTER_A_TIME = frozenset(("wib", "an", "nan"))
_OF_A_DURATION = frozenset(("hari", "minggu", "bulan", "menit", "jam"))
_HOURS = 24
_LATEST_BARE_HOUR = 17
_OPENS_OR_CLOSES = frozenset(("masuk", "mulai", "pulang"))
_EARLIEST_BARE_HOUR = 6
"""A bare "jam 1" to "jam 5" is said of the afternoon: no class begins before six."""


class TimeMatch(NamedTuple):
    """Words `first` to before `after`; `end` only where a range was said."""

    first: int
    after: int
    start: time
    end: time | None = None


def parse_time_range(text: str) -> tuple[time, time | None] | None:
    """The first clock time or range in a text, for a question that asks for one ("8" is eight).

    An end before the start is kept, so that it can be told.
    """
    said = split(fold(text))
    matches = find_times(said)
    if matches:
        first, *others = matches
        between = said.words[first.after : others[0].first] if others else ()
        is_range = bool(between) and all(word in _UNTIL for word in between)
        return first.start, others[0].start if is_range else first.end
    number = number_at(said.words, 0)
    if number is None or number[0] > _HOURS or number[1] < len(said.words):
        return None
    return _time(number[0], 0, said.words, number[1])[0], None


def find_times(text: Words) -> list[TimeMatch]:
    """Every clock time in the order written; the ends of a range come as one."""
    words = text.words
    found: list[TimeMatch] = []
    at = 0
    while at < len(words):
        word = words[at]
        match = _time_at(words, at) if word in _STARTS or word[0].isdigit() else None
        if match is None:
            at += 1
        else:
            found.append(_with_end(words, match))
            at = found[-1].after
    return found


def _time_at(words: Sequence[str], at: int) -> TimeMatch | None:
    word = words[at]
    if word == "habis":
        return _after_prayer(words, at)
    if word == "setengah":
        return _half_hour(words, at, at)
    if word == "jam":
        return (
            _half_hour(words, at, at + 1)
            or _written(words, at, at + 1)
            or _said_hour(words, at, at + 1)
        )
    return _written(words, at, at) or _hour_and_part(words, at) or _bare_after_masuk(words, at)


def _after_prayer(words: Sequence[str], at: int) -> TimeMatch | None:
    """ "habis dhuhur", "habis sholat jumatan"."""
    for prayer_at in (at + 1, at + 2):
        if prayer_at < len(words) and words[prayer_at] in _PRAYERS:
            return TimeMatch(at, prayer_at + 1, _PRAYERS[words[prayer_at]])
    return None


def _half_hour(words: Sequence[str], first: int, at: int) -> TimeMatch | None:
    """ "setengah 2" is 1.30, half of the second hour."""
    if at >= len(words) or words[at] != "setengah":
        return None
    number = number_at(words, at + 1)
    if number is None or not 1 <= number[0] <= 12:
        return None
    start, after = _time(number[0] - 1 or 12, 30, words, number[1])
    return TimeMatch(first, after, start)


def _said_hour(words: Sequence[str], first: int, at: int) -> TimeMatch | None:
    """ "jam 8", "jam wolu", "jam 8 kurang 15", "jam 9 lewat 10"."""
    number = number_at(words, at)
    if number is None or number[0] > _HOURS:
        return None
    (hour, after), minute = number, 0
    minutes = number_at(words, after + 1)
    if minutes and 0 < minutes[0] < 60:
        if words[after] in _TO:
            hour, minute, after = hour - 1, 60 - minutes[0], minutes[1]
        elif words[after] in _PAST:
            minute, after = minutes
    start, after = _time(hour, minute, words, after)
    return TimeMatch(first, after, start)


def _hour_and_part(words: Sequence[str], at: int) -> TimeMatch | None:
    """ "8 pagi": a number is an hour only with the part of the day after it."""
    number = number_at(words, at)
    if number is None or number[0] > _HOURS or number[1] >= len(words):
        return None
    if words[number[1]] not in _DAY_PARTS:
        return None
    start, after = _time(number[0], 0, words, number[1])
    return TimeMatch(at, after, start)


def _bare_after_masuk(words: Sequence[str], at: int) -> TimeMatch | None:
    """ "masuk 9.": a bare hour behind "masuk", "mulai" or "pulang", with nothing counted by it."""
    number = number_at(words, at)
    if number is None or at == 0 or words[at - 1] not in _OPENS_OR_CLOSES:
        return None
    if not _EARLIEST_BARE_HOUR <= number[0] <= _LATEST_BARE_HOUR:
        return None
    if number[1] < len(words) and words[number[1]][0].isalnum():
        return None
    return TimeMatch(at, number[1], time(number[0]))


def _written(words: Sequence[str], first: int, at: int) -> TimeMatch | None:
    """ "08.00", "08.00-12.00", and after "jam" also "8-12"."""
    word = word_at(words, at)
    if both := _CLOCK_RANGE.match(word):
        if first == at and not (both[2] or both[4]):
            return None
        start, _ = _time(int(both[1]), int(both[2] or 0), words, at + 1)
        end, after = _time(int(both[3]), int(both[4] or 0), words, at + 1)
        return TimeMatch(first, after, start, end) if end > start else None
    if one := _CLOCK.match(word):
        start, after = _time(int(one[1]), int(one[2]), words, at + 1)
        return TimeMatch(first, after, start)
    return None


def _time(hour: int, minute: int, words: Sequence[str], after: int) -> tuple[time, int]:
    """The time with the part of the day that may follow, and the position after it."""
    part = word_at(words, after)
    if part in _DAY_PARTS:
        after += 1
        is_after_noon = part in _AFTER_NOON and 1 <= hour < 12
        if is_after_noon or (part == _NOON and 1 <= hour < _EARLIEST_BARE_HOUR):
            hour += 12
    elif 1 <= hour < _EARLIEST_BARE_HOUR:
        hour += 12
    return time(hour % _HOURS, minute), after


def _with_end(words: Sequence[str], match: TimeMatch) -> TimeMatch:
    """The match joined with "sampai 12", "- jam 11" after it."""
    at = match.after
    while at < len(words) and words[at] in _SAID_AFTER_A_TIME:
        at += 1
    if match.end or at + 1 >= len(words) or words[at] not in _UNTIL:
        return match
    end = _time_at(words, at + 1) or _bare_hour(words, at + 1)
    if end is None or end.start <= match.start:
        return match
    return TimeMatch(match.first, end.after, match.start, end.start)


def _bare_hour(words: Sequence[str], at: int) -> TimeMatch | None:
    number = number_at(words, at)
    if number is None or number[0] > _HOURS:
        return None
    if number[1] < len(words) and words[number[1]] in _OF_A_DURATION:
        return None
    start, after = _time(number[0], 0, words, number[1])
    return TimeMatch(at, after, start)
