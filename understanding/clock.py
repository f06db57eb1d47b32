"""Clock times as people say them: "jam 8", "pukul 08.00–12.00", "setengah 2 siang", "jam 1"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from understanding.normalise import Words, fold, split
from understanding.numerals import number_at

_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)$")
_CLOCK_RANGE = re.compile(
    r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?[-–]([01]?\d|2[0-4])(?:[.:]([0-5]\d))?$"
)
_MORNING = ("pagi", "enjing")
_NOON = ("siang",)
_AFTERNOON = ("sore", "sonten")
_NIGHT = ("malam", "dalu")
_DAY_PARTS = (*_MORNING, *_NOON, *_AFTERNOON, *_NIGHT)
_PRAYERS = {
    "dhuhur": time(12), "dzuhur": time(12), "zuhur": time(12), "duhur": time(12),
    "lohor": time(12), "asar": time(15), "ashar": time(15), "ngasar": time(15),
    "jumatan": time(13), "maghrib": time(18), "magrib": time(18), "subuh": time(5),
}  # fmt: skip
_EARLIEST_BARE_HOUR = 6
"""A bare "jam 1" to "jam 5" is said of the afternoon: no class begins before six."""


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """Words `first` to before `after`; `end` only where a range was said."""

    first: int
    after: int
    start: time
    end: time | None = None


def parse_time_range(text: str) -> tuple[time, time | None] | None:
    """The first clock time or range in a text, for a question that asks for one."""
    said = split(fold(text))
    matches = find_times(said)
    if matches:
        return matches[0].start, matches[0].end
    number = number_at(said.words, 0)
    if number and number[0] <= 24:
        found = _clock(number[0], 0, said.words, number[1])
        return (found[0], None) if found else None
    return None


def find_times(text: Words) -> list[TimeMatch]:
    """Every clock time in the order written; the ends of a range come as one."""
    words = text.words
    found: list[TimeMatch] = []
    at = 0
    while at < len(words):
        match = _time_at(words, at)
        if match is None:
            at += 1
            continue
        match = _with_end(words, match)
        found.append(match)
        at = match.after
    return found


def _time_at(words: Sequence[str], at: int) -> TimeMatch | None:
    word = words[at]
    if word == "habis" and at + 1 < len(words):
        prayer_at = at + 2 if words[at + 1] in ("sholat", "salat", "solat") else at + 1
        prayer = _PRAYERS.get(words[prayer_at] if prayer_at < len(words) else "")
        return TimeMatch(at, prayer_at + 1, prayer) if prayer else None
    if word in ("jam", "setengah"):
        return _said_hour(words, at)
    if word[0].isdigit():
        return _written(words, at, is_marked=False) or _hour_and_part(words, at)
    return _hour_and_part(words, at)


def _hour_and_part(words: Sequence[str], at: int) -> TimeMatch | None:
    """ "8 pagi": a number is an hour only with the part of the day after it."""
    number = number_at(list(words), at)
    if number is None or number[1] >= len(words) or words[number[1]] not in _DAY_PARTS:
        return None
    found = _clock(number[0], 0, words, number[1])
    return TimeMatch(at, found[1], found[0]) if found else None


def _said_hour(words: Sequence[str], at: int) -> TimeMatch | None:
    place = at + 1 if words[at] == "jam" else at
    if place >= len(words):
        return None
    is_half = words[place] == "setengah"
    if is_half:
        number = number_at(list(words), place + 1)
        if number is None or not 1 <= number[0] <= 12:
            return None
        found = _clock(number[0] - 1 or 12, 30, words, number[1])
        return TimeMatch(at, found[1], found[0]) if found else None
    if written := _written(words, place, is_marked=True):
        return TimeMatch(at, written.after, written.start, written.end)
    number = number_at(list(words), place)
    if number is None or number[0] > 24:
        return None
    hour, after = number
    minute = 0
    following = words[after] if after < len(words) else ""
    quarter = number_at(list(words), after + 1)
    if following in ("kurang", "kirang") and quarter and quarter[0] < 60:
        hour, minute, after = hour - 1, 60 - quarter[0], quarter[1]
    elif following in ("lewat", "lebih", "lebeh", "luwih") and quarter and quarter[0] < 60:
        minute, after = quarter[0], quarter[1]
    found = _clock(hour, minute, words, after)
    return TimeMatch(at, found[1], found[0]) if found else None


def _written(words: Sequence[str], at: int, *, is_marked: bool) -> TimeMatch | None:
    word = words[at]
    if match := _CLOCK_RANGE.match(word):
        if not is_marked and not (match[2] or match[4]):
            return None
        start = _clock(int(match[1]), int(match[2] or 0), words, at + 1)
        end = _clock(int(match[3]), int(match[4] or 0), words, at + 1)
        if start and end and end[0] > start[0]:
            return TimeMatch(at, end[1], start[0], end[0])
        return None
    if match := _CLOCK.match(word):
        found = _clock(int(match[1]), int(match[2]), words, at + 1)
        return TimeMatch(at, found[1], found[0]) if found else None
    return None


def _clock(hour: int, minute: int, words: Sequence[str], after: int) -> tuple[time, int] | None:
    """The time with the part of the day that may follow, and the position after it."""
    part = words[after] if after < len(words) else ""
    if part in _DAY_PARTS:
        after += 1
        is_after_noon = part in (*_AFTERNOON, *_NIGHT) and 1 <= hour < 12
        if is_after_noon or (part in _NOON and 1 <= hour < _EARLIEST_BARE_HOUR):
            hour += 12
    elif 1 <= hour < _EARLIEST_BARE_HOUR:
        hour += 12
    hour %= 24
    return time(hour, minute), after


def _with_end(words: Sequence[str], match: TimeMatch) -> TimeMatch:
    """The match joined with "sampai 12", "- jam 11" after it."""
    at = match.after
    if match.end or at >= len(words):
        return match
    while at < len(words) and words[at] in ("wib", "an", "nan"):
        at += 1
    if at >= len(words) or words[at] not in ("sampai", "-", "–"):
        return match
    end = _time_at(words, at + 1) if at + 1 < len(words) else None
    if end is None and (number := number_at(list(words), at + 1)) and number[0] <= 24:
        following = words[number[1]] if number[1] < len(words) else ""
        if following in ("hari", "minggu", "bulan", "menit", "jam"):
            return match
        found = _clock(number[0], 0, words, number[1])
        end = TimeMatch(at + 1, found[1], found[0]) if found else None
    if end is None or end.start <= match.start:
        return match
    return TimeMatch(match.first, end.after, match.start, end.start)
