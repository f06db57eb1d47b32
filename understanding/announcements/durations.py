"""How much later or earlier: "mundur 1 jam", "maju 30 menit", "telat satu setengah jam"."""

import re

from understanding.numerals import UNITS, number_at

_EARLIER = frozenset(("maju", "awal", "cepat"))
_LATER = frozenset(("undur", "telat", "terlambat", "lambat", "tambah"))
_STARTS = frozenset(("sejam", "setengah", *UNITS))
"""Words a duration can begin with, besides numbers."""
_DAYS = {"hari": 1, "minggu": 7, "pekan": 7}
_LONGEST_HOURS = 12
_DECIMAL = re.compile(r"(\d)[.,](\d)$")


def find_day_shift(words: list[str]) -> int | None:
    """Days from the session's day to the new one: "diundur seminggu", "maju 2 hari"."""
    sign = -1 if "maju" in words else 1 if "undur" in words else 0
    for at in range(len(words)) if sign else ():
        if words[at] in ("seminggu", "sepekan"):
            return sign * 7
        if words[at] == "sehari":
            return sign
        number = number_at(words, at)
        if number and number[1] < len(words) and words[number[1]] in _DAYS:
            return sign * number[0] * _DAYS[words[number[1]]]
    return None


def find_shift(words: list[str]) -> tuple[int | None, list[int]]:
    """Minutes (negative = earlier) and the indices of the words of the duration."""
    duration = _find_duration(words)
    if duration is None:
        return None, []
    minutes, used = duration
    if not _EARLIER.isdisjoint(words):
        return -minutes, used
    return (minutes, used) if not _LATER.isdisjoint(words) else (None, [])


def _find_duration(words: list[str]) -> tuple[int, list[int]] | None:
    for at, word in enumerate(words):
        found = _duration_at(words, at) if word in _STARTS or word[0].isdigit() else None
        if found and found[0]:
            return found[0], list(range(at, found[1]))
    return None


def _duration_at(words: list[str], at: int) -> tuple[int, int] | None:
    """Minutes of the duration that begins at `at`, and the position after it."""
    if words[at] == "sejam":
        return 60, at + 1
    if words[at : at + 2] == ["setengah", "jam"]:
        return 30, at + 2
    if at and words[at - 1] in ("jam", "setengah", "tanggal"):
        return None
    if decimal := _DECIMAL.match(words[at]):
        minutes = int(decimal[1]) * 60 + int(decimal[2]) * 6
        return (minutes, at + 2) if words[at + 1 : at + 2] == ["jam"] else None
    number = number_at(words, at)
    return _with_unit(words, *number) if number else None


def _with_unit(words: list[str], value: int, after: int) -> tuple[int, int] | None:
    if words[after : after + 1] == ["menit"]:
        return value, after + 1
    if words[after : after + 2] == ["setengah", "jam"]:
        return value * 60 + 30, after + 2
    if words[after : after + 1] == ["jam"] and value <= _LONGEST_HOURS:
        return _hours_and_minutes(words, after + 1, value * 60)
    return None


def _hours_and_minutes(words: list[str], after: int, minutes: int) -> tuple[int, int] | None:
    """What may follow "1 jam": "setengah" or "30 menit"; "12 jam setengah 2" is no duration."""
    more = number_at(words, after)
    if more and words[more[1] : more[1] + 1] == ["menit"]:
        return minutes + more[0], more[1] + 1
    if words[after : after + 1] == ["setengah"]:
        return None if number_at(words, after + 1) else (minutes + 30, after + 1)
    return minutes, after
