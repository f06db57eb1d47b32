"""Which segments of an announcement speak of one change, and which only say why."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from understanding.announcements.instructors import find_instructor
from understanding.announcements.places import find_place
from understanding.announcements.reasons import (
    bare_reason,
    marked_reason,
    reason_before_outcome,
    trailing_reason,
)
from understanding.announcements.segments import CANCEL, MOVE, TEACH, Segment, cut
from understanding.clock import TimeMatch, find_times
from understanding.dates import DateMatch, find_dates
from understanding.lexicon import ROLES, skills_in
from understanding.normalise import Words

_ANNOUNCED = frozenset(("kelas", "pelatihan", "peserta", "sesi", "jadwal", "instruktur"))
"""What a heading speaks of, and no reason that is told before the change."""

_ASIDES_END = {"yang": "telat", "pulang": "tetap"}
"""First word → another of what is said beside a change."""


@dataclass(slots=True)
class Event:
    """Segments that speak of one change, and the reason told with it."""

    segments: list[Segment] = field(default_factory=list)
    reason: str | None = None

    @property
    def words(self) -> set[str]:
        return {word for segment in self.segments for word in segment.words}

    @property
    def skills(self) -> list[str]:
        return list(dict.fromkeys(skill for part in self.segments for skill in part.skills))

    @property
    def has_action(self) -> bool:
        return any(segment.is_action for segment in self.segments)

    @property
    def is_about_teaching(self) -> bool:
        return any(not TEACH.isdisjoint(segment.words) for segment in self.segments)

    @property
    def is_off(self) -> bool:
        """Whether a word like "libur" was said, not only that somebody can't come."""
        return not CANCEL.isdisjoint(self.words)


def find_events(said: Words, today: datetime.date) -> list[Event]:
    """The changes in the order told; segments before the first action belong to the first one."""
    events = [Event()]
    for whole in _segments(said, today):
        event = events[-1]
        event.reason = event.reason or reason_before_outcome(said, whole)
        segment = _without_marked_reason(said, whole, event)
        if segment is None or _is_aside(segment, event):
            continue
        if _is_only_why(said, segment, event):
            event.reason = event.reason or bare_reason(said, segment)
        elif _begins_another(segment, event):
            events.append(Event([segment]))
        else:
            event.segments.append(segment)
    return [event for event in events if event.segments]


def _segments(said: Words, today: datetime.date) -> list[Segment]:
    dates, times = find_dates(said, today), find_times(said)
    coming = [match for match in dates if not _is_over(match, today)] or dates
    return [_segment(said, first, after, coming, times) for first, after in cut(said)]


def _segment(
    said: Words, first: int, after: int, dates: Sequence[DateMatch], times: list[TimeMatch]
) -> Segment:
    words = said.words[first:after]
    return Segment(
        first,
        after,
        words,
        skills_in(words),
        [match for match in dates if first <= match.first < after],
        [match for match in times if first <= match.first < after],
    )


def _is_over(match: DateMatch, today: datetime.date) -> bool:
    last = match.end or match.start
    return last is not None and last < today


def _without_marked_reason(said: Words, segment: Segment, event: Event) -> Segment | None:
    """The segment up to its "karena", whose rest becomes the event's reason."""
    marked = marked_reason(said, segment) or trailing_reason(said, segment)
    if marked is None:
        return segment
    event.reason, after = marked
    if after == segment.first:
        return None
    return _segment(said, segment.first, after, segment.dates, segment.times)


def _is_aside(segment: Segment, event: Event) -> bool:
    """ "jangan telat", "yang telat tidak usah ikut" or, beside a change, "masuk lagi tgl 29"."""
    words = segment.words
    if words[0] == "jangan":
        return words[1:2] != ["lupa"]
    is_again = {"lagi", "masuk"} <= set(words) and bool(event.segments)
    return is_again or _ASIDES_END.get(words[0], "") in words


def _is_only_why(said: Words, segment: Segment, event: Event) -> bool:
    """Whether a segment changes nothing itself, so that it can be a reason at most."""
    if not event.segments:
        is_told = segment.words[0] == "saya" or _tells_of_trouble(segment)
        return is_told and not (segment.is_action or segment.skills)
    if not _says_what_changes(said, event):
        return False
    if segment.is_action:
        return _only_names_a_teacher(said, segment)
    if event.is_about_teaching and not _names_a_teacher(said, event):
        return find_instructor(said, segment, is_expected=True) is None
    return set(event.skills).issuperset(segment.skills) and (
        not segment.dates or _repeats_the_day(segment, event)
    )


def _tells_of_trouble(segment: Segment) -> bool:
    """ "jembatan macet total", "ada tamu dari kementerian", told before what follows from it."""
    return (
        not (segment.dates or segment.times)
        and not ROLES["trouble"].isdisjoint(segment.words)
        and _ANNOUNCED.isdisjoint(segment.words)
    )


def _repeats_the_day(segment: Segment, event: Event) -> bool:
    known = {match.start for part in event.segments for match in part.dates}
    return known.issuperset(match.start for match in segment.dates)


def _only_names_a_teacher(said: Words, segment: Segment) -> bool:
    """ "instruktur ikut lomba" after a change is no other change."""
    return (
        not (segment.skills or segment.dates or segment.times)
        and not (segment.is_moving or segment.is_cancelling)
        and not TEACH.isdisjoint(segment.words)
        and find_instructor(said, segment) is None
    )


def _names_a_teacher(said: Words, event: Event) -> bool:
    return any(find_instructor(said, part, is_expected=True) for part in event.segments)


def _says_what_changes(said: Words, event: Event) -> bool:
    return event.has_action or any(
        find_place(said, segment) or find_instructor(said, segment) for segment in event.segments
    )


def _begins_another(segment: Segment, event: Event) -> bool:
    """Whether an action on a class or day of its own follows one that was told already."""
    has_own_session = bool(segment.skills or segment.dates)
    return (
        event.has_action
        and segment.is_action
        and has_own_session
        and not _says_where_to(segment, event)
    )


def _says_where_to(segment: Segment, event: Event) -> bool:
    """ "besok libur, diganti lusa": the day the same session moves to."""
    return (
        not segment.skills
        and not segment.is_cancelling
        and len(segment.dates) == 1
        and segment.is_moving
        and segment.words[0] in (*MOVE, "dan", "ke")
        and any(part.is_cancelling or part.is_moving for part in event.segments)
    )
