"""Weeks and weekdays: "minggu depan", "kamis minggu ini", "hari Ahad", "malam Jumat"."""

from datetime import date, timedelta

from understanding import calendar_days as days
from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.dates.match import DAY_PARTS, NEXT, NIGHTS, PAST, DateMatch
from understanding.normalise import Words, word_at
from understanding.numerals import number_at

ORDINALS = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}
SATURDAY_NIGHT = "malam_minggu"
_SUNDAYS = frozenset(("ahad", "akad", "sunday"))
"""Forms of "minggu" that never mean a week."""
_EVERY = frozenset(("tiap", "setiap", "per", "saben", "berapa", "beberapa", "pirang"))


def is_week(text: Words, at: int) -> bool:
    """Whether "minggu" there means a week and not Sunday."""
    word = text.words[at]
    if word == "pekan":
        return True
    if word != "minggu" or text.forms[at] in _SUNDAYS or word_at(text.words, at - 1) == "hari":
        return False
    following = word_at(text.words, at + 1)
    return (
        following in NEXT
        or following in PAST
        or following in ("ini", "lagi", "ke")
        or following in ORDINALS
    )


def _is_sunday(text: Words, at: int) -> bool:
    before = word_at(text.words, at - 1)
    if text.forms[at] in _SUNDAYS or before == "hari":
        return True
    is_counted = at > 0 and number_at(text.words, at - 1) is not None
    return before not in _EVERY and not is_counted and not is_week(text, at)


def _weeks_ahead(word: str) -> int | None:
    if word in NEXT:
        return 1
    if word in PAST:
        return -1
    return 0 if word == "ini" else None


def week(text: Words, at: int, today: date) -> DateMatch | None:
    """Monday to Sunday of this, next or last week, or the weekday in it that is named after it."""
    words = text.words
    if words[at] == "next_week":
        ahead, after = 1, at + 1
    elif not is_week(text, at):
        return None
    else:
        found, after = _weeks_ahead(word_at(words, at + 1)), at + 2
        if found is None:
            return DateMatch(at, at + 1)
        ahead = found
    monday = days.monday_of(today) + timedelta(weeks=ahead)
    name_at = after
    while name_at - after < 2 and word_at(words, name_at) in ("hari", ",", "yang", "di"):
        name_at += 1
    weekday = word_at(words, name_at)
    if weekday in WEEKDAY_NUMBER and not is_week(text, name_at):
        day = monday + timedelta(days=WEEKDAY_NUMBER[weekday])
        return DateMatch(at, name_at + 1, day, is_weekday=True)
    return DateMatch(at, after, monday, monday + timedelta(days=6))


def weekday(text: Words, at: int, today: date) -> DateMatch | None:
    """A weekday with what follows it: "depan", "besok", "lalu", "minggu depan", "pagi ini"."""
    words = text.words
    is_eve = words[at] in (*NIGHTS, SATURDAY_NIGHT)
    is_two_words = words[at] in (*NIGHTS, "hari")
    name_at = at + 1 if is_two_words else at
    name = "minggu" if words[at] == SATURDAY_NIGHT else word_at(words, name_at)
    if name not in WEEKDAY_NUMBER or (
        words[name_at] == "minggu" and not _is_sunday(text, name_at)
    ):
        return None
    day, after = _with_what_follows(words, name_at + 1, today, WEEKDAY_NUMBER[name])
    if is_eve:
        day -= timedelta(days=1)
    return DateMatch(at, after, day, is_weekday=True)


def _with_what_follows(words: list[str], after: int, today: date, number: int) -> tuple[date, int]:
    """The day, and the position after the words that say which one."""
    following, second = word_at(words, after), word_at(words, after + 1)
    if following in DAY_PARTS and (second in NEXT or second in PAST or second in _NEAR):
        after, following, second = after + 1, second, word_at(words, after + 2)
    this_week = days.monday_of(today) + timedelta(days=number)
    if following in NEXT or following == "next_week":
        return this_week + timedelta(weeks=1), after + 1
    if following == "besok":
        return days.next_weekday(today, number, after_today=True), after + 1
    if following in PAST:
        return days.last_weekday(today, number), after + 1
    if following == "yang" and second in PAST:
        return days.last_weekday(today, number), after + 2
    ahead = _weeks_ahead(second) if following in ("minggu", "pekan") else None
    if ahead is not None:
        return this_week + timedelta(weeks=ahead), after + 2
    return days.next_weekday(today, number), after + (following == "ini")


_NEAR = frozenset(("ini", "nanti", "besok"))


def next_in_english(words: list[str], at: int, today: date) -> DateMatch | None:
    """ "next Monday": that day of next week."""
    name = word_at(words, at + 1)
    if words[at] != "berikut" or name not in WEEKDAY_NUMBER or name == "minggu":
        return None
    day = days.monday_of(today) + timedelta(days=7 + WEEKDAY_NUMBER[name])
    return DateMatch(at, at + 2, day, is_weekday=True)


def weekend(words: list[str], at: int, today: date) -> DateMatch:
    """Saturday and Sunday of this week, or of next week where "depan" follows."""
    after = at + (1 if words[at] == "weekend" else 2)
    saturday = days.monday_of(today) + timedelta(days=5)
    ahead = _weeks_ahead(word_at(words, after))
    if ahead is not None and ahead >= 0:
        saturday += timedelta(weeks=ahead)
        after += 1
    return DateMatch(at, after, saturday, saturday + timedelta(days=1))
