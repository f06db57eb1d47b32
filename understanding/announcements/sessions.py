"""Which sessions an event is about, and their new days and times."""

import datetime
from typing import NamedTuple

from understanding import calendar_days as days
from understanding.announcements.durations import find_day_shift, find_shift
from understanding.announcements.events import Event
from understanding.announcements.segments import MOVE
from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.clock import TimeMatch
from understanding.dates import DateMatch
from understanding.normalise import Words

_ENDING = frozenset(("selesai", "pulang", "sampai", "bubar", "dipersingkat"))
_STANDS_IN = frozenset(("menggantikan", "gantikan", "nggantikan", "ngganteni", "nggenteni"))
"""Forms of "ganti" that say who comes instead of whom, never when."""
_WORDS_FROM_MOVE_TO_DATE = 5
_EXCEPT = frozenset(("kecuali", "selain"))


class When(NamedTuple):
    """The days of the sessions before the change, and their new days and times.

    `excepted` are days of a range that are not meant.
    """

    sessions: list[datetime.date]
    session_end: datetime.date | None = None
    new_date: datetime.date | None = None
    new_start: datetime.time | None = None
    new_end: datetime.time | None = None
    delta_minutes: int | None = None
    excepted: tuple[datetime.date, ...] = ()

    @property
    def has_moved(self) -> bool:
        return bool(
            self.new_date or self.new_start or self.new_end or self.delta_minutes is not None
        )


def find_when(said: Words, event: Event, day_before: datetime.date | None) -> When:
    """`day_before` is the day of the change told before: it stands where this one names none."""
    sessions, new_date, session_end = _days(said, event)
    if not sessions and day_before:
        sessions = [day_before]
    if new_date is None and len(sessions) == 1:
        shifts = (find_day_shift(part.words) for part in event.segments)
        days_later = next(filter(None, shifts), None)
        new_date = sessions[0] + datetime.timedelta(days=days_later) if days_later else None
    if sessions == [new_date]:
        new_date = None
    delta: int | None = None
    times: list[TimeMatch] = []
    for segment in event.segments:
        minutes, used = find_shift(segment.words)
        delta = minutes if delta is None else delta
        inside = {segment.first + at for at in used}
        times += [match for match in segment.times if match.first not in inside]
    start, end = _start_and_end(said, times)
    excepted = _excepted(said, event, sessions[0], session_end) if session_end else ()
    return When(sessions, session_end, new_date, start, end, delta, excepted)


def _days(
    said: Words, event: Event
) -> tuple[list[datetime.date], datetime.date | None, datetime.date | None]:
    """The sessions' days, the day they move to, and the end of a range of days."""
    found = [
        (match, match.start)
        for part in event.segments
        for match in part.dates
        if match.start and not _is_excepted(said, event, match)
    ]
    if not found:
        return [], None, None
    first, first_day = found[0]
    if len(found) == 1:
        if _follows_move(said, event, first) and not first.end:
            return [], first_day, None
        return [first_day], None, first.end
    second, second_day = found[1]
    if "sampai" in said.words[first.after : second.first] and second_day > first_day:
        return [first_day], None, second_day
    if _follows_move(said, event, second):
        return [first_day], _replacement(said, event, first_day, (second, second_day)), None
    return _in_the_order_told(found), None, None


def _in_the_order_told(found: list[tuple[DateMatch, datetime.date]]) -> list[datetime.date]:
    """ "Senin, selasa dan rabu", said on a Tuesday, are three days of next week."""
    told: list[datetime.date] = []
    for match, day in found:
        is_before = bool(told) and match.is_weekday and day < told[-1]
        told.append(days.next_weekday(told[-1], day.weekday()) if is_before else day)
    return list(dict.fromkeys(told))


def _is_excepted(said: Words, event: Event, match: DateMatch) -> bool:
    """ "Minggu depan libur kecuali jumat", and whatever day comes behind."""
    return not _EXCEPT.isdisjoint(said.words[event.segments[0].first : match.first])


def _excepted(
    said: Words, event: Event, first: datetime.date, last: datetime.date
) -> tuple[datetime.date, ...]:
    """The excepted days of a range; a weekday is each of them."""
    named = [
        match
        for part in event.segments
        for match in part.dates
        if match.start and _is_excepted(said, event, match)
    ]
    return tuple(
        day
        for number in range((last - first).days + 1)
        for day in [first + datetime.timedelta(days=number)]
        if any(_means(match, day) for match in named)
    )


def _means(match: DateMatch, day: datetime.date) -> bool:
    if match.start is None:
        return False
    if match.is_weekday:
        return match.start.weekday() == day.weekday()
    return match.start <= day <= (match.end or match.start)


def _follows_move(said: Words, event: Event, match: DateMatch) -> bool:
    """Whether a word like "pindah" stands shortly before the date: then it is the new one."""
    segment = next(part for part in event.segments if part.first <= match.first < part.after)
    nearest = range(max(segment.first, match.first - _WORDS_FROM_MOVE_TO_DATE), match.first)
    return any(
        said.words[at] in MOVE
        and said.forms[at] not in _STANDS_IN
        and (said.words[at] != "jadi" or at > segment.first or at + 1 == match.first)
        for at in nearest
    )


def _replacement(
    said: Words,
    event: Event,
    session: datetime.date,
    found: tuple[DateMatch, datetime.date],
) -> datetime.date:
    """A bare weekday is the first such day after the session, with "dimajukan" the last before."""
    match, day = found
    names = [word for word in said.words[match.first : match.after] if word != "hari"]
    if len(names) != 1 or names[0] not in WEEKDAY_NUMBER:
        return day
    weekday = WEEKDAY_NUMBER[names[0]]
    if "maju" in event.words:
        return days.last_weekday(session, weekday)
    return days.next_weekday(session, weekday, after_today=True)


def _start_and_end(
    said: Words, times: list[TimeMatch]
) -> tuple[datetime.time | None, datetime.time | None]:
    """The last start and end said: "jam 9 jadi jam 10" means ten."""
    start = end = None
    for match in times:
        before = said.words[max(0, match.first - 3) : match.first]
        if match.end:
            start, end = match.start, match.end
        elif _ENDING.isdisjoint(before):
            start = match.start
        else:
            end = match.start
    return start, end
