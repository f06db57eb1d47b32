"""Segments into changes: which segments belong together, what happens, to which session."""

import datetime
from dataclasses import dataclass, field, replace

from understanding import calendar_days as days
from understanding.announcements.change import Change, ChangeKind
from understanding.announcements.durations import find_day_shift, find_shift
from understanding.announcements.instructors import find_instructor
from understanding.announcements.places import find_place, is_online
from understanding.announcements.reasons import bare_reason, marked_reason, reason_before_outcome
from understanding.announcements.segments import CANCEL, KEEP, MOVE, TEACH, Segment, cut
from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.clock import TimeMatch, find_times
from understanding.dates import DateMatch, find_dates
from understanding.negation import without_negated
from understanding.normalise import Words, fold, split
from understanding.question import SKILL_OF

_UNCERTAIN = frozenset(
    "? kalau usul rencana rencananya mungkin kayaknya sepertinya semoga kira boleh apakah siapa berapa "
    "kapan bagaimana mengapa seandainya andaikan wacana".split()
)
_OTHER_BUSINESS = frozenset(
    "stok honor absen absensi laporan tolong minta beli belikan order pesan pesankan kunci piket foto "
    "setor cek taruh titip daftar diorder dibelikan proposal spj gaji lpj".split()
)
_ASKS_WHETHER = frozenset(("jadi", "bisa", "boleh", "masuk", "ada", "libur"))
_ENDING = frozenset(("selesai", "pulang", "sampai", "bubar", "dipersingkat"))
_CLASS_WORDS = frozenset(
    ("kelas", "pelatihan", "sesi", "peserta", "masuk", "ujian", "praktik", "teori", "semua")
)


@dataclass(slots=True)
class _Event:
    """Segments that speak of one change."""

    segments: list[Segment] = field(default_factory=list)
    reason: str | None = None

    @property
    def has_action(self) -> bool:
        return any(segment.is_action for segment in self.segments)

    @property
    def words(self) -> set[str]:
        return {word for segment in self.segments for word in segment.words}


def parse_announcement(text: str, now: datetime.datetime) -> tuple[Change, ...] | None:
    """The changes announced, or None for a question, a proposal, an "if", the past, other business."""
    said = split(fold(text))
    kept = without_negated(said.words, said.forms)
    said = said if len(kept) == len(said.words) else said.only(kept)
    if _is_uncertain(said):
        return None
    changes: list[Change] = []
    reason = None
    for event in _events(said, now.date()):
        reason = event.reason or reason
        changes.extend(_changes_of(said, event, changes[-1] if changes else None, now.date()))
    if reason:
        changes = [
            replace(change, reason=change.reason or _reason_for(change, changes, reason))
            for change in changes
        ]
    return tuple(changes) or None


def _reason_for(change: Change, changes: list[Change], reason: str) -> str | None:
    """A reason that stands apart is every change's, save that nothing explains an info."""
    is_shared = len({other.kind for other in changes}) == 1
    return (
        reason if change.kind is not ChangeKind.INFO and (is_shared or len(changes) == 1) else None
    )


def _is_uncertain(said: Words) -> bool:
    words = [word for word, form in zip(said.words, said.forms, strict=True) if form != "oleh"]
    if not _UNCERTAIN.isdisjoint(words):
        return True
    return any(
        word in _ASKS_WHETHER and following == "tidak"
        for word, following in zip(words, words[1:], strict=False)
    )


def _events(said: Words, today: datetime.date) -> list[_Event]:
    dates, times = find_dates(said, today), find_times(said)
    events = [_Event()]
    for first, after in cut(said):
        segment = _segment(said, first, after, dates, times)
        current = events[-1]
        current.reason = current.reason or reason_before_outcome(said, segment)
        marked = marked_reason(said, segment)
        if marked:
            current.reason = marked[0]
            if marked[1] == segment.first:
                continue
            segment = _segment(said, first, marked[1], dates, times)
        says_something = (segment.is_action or segment.skills or segment.dates) and not (
            _only_names_a_teacher(said, segment, current)
            or _only_names_the_trade(segment, current)
        )
        starts_with_warning = segment.words[:1] == ["jangan"]
        if not says_something or starts_with_warning or _is_aside(segment):
            if _awaits_instructor(said, current) and find_instructor(
                said, segment, is_expected=True
            ):
                current.segments.append(segment)
            elif _says_what_changes(said, current):
                if not current.reason and not _is_aside(segment):
                    current.reason = bare_reason(said, segment)
            elif not starts_with_warning:
                current.segments.append(segment)
            continue
        is_new = segment.is_action and current.has_action and (segment.skills or segment.dates)
        if is_new and not _continues(segment, current):
            events.append(_Event([segment]))
        else:
            current.segments.append(segment)
    return [event for event in events if event.segments]


def _is_aside(segment: Segment) -> bool:
    """ "masuk lagi tgl 29": when things are as before again."""
    return "lagi" in segment.words and "masuk" in segment.words


def _only_names_the_trade(segment: Segment, event: _Event) -> bool:
    """ "nunggu kayu datang" after a change of the same class: a reason."""
    known = {skill for part in event.segments for skill in part.skills}
    return (
        event.has_action
        and not (segment.is_action or segment.dates)
        and bool(segment.skills)
        and known.issuperset(segment.skills)
    )


def _only_names_a_teacher(said: Words, segment: Segment, event: _Event) -> bool:
    """ "instruktur ikut lomba" after a change: a reason, not another change."""
    return (
        event.has_action
        and not (segment.skills or segment.dates or segment.times)
        and not (segment.is_moving or segment.is_cancelling)
        and not TEACH.isdisjoint(segment.words)
        and find_instructor(said, segment) is None
    )


def _is_about_teaching(event: _Event) -> bool:
    return any(not TEACH.isdisjoint(segment.words) for segment in event.segments)


def _awaits_instructor(said: Words, event: _Event) -> bool:
    return _is_about_teaching(event) and not any(
        find_instructor(said, segment, is_expected=True) for segment in event.segments
    )


def _says_what_changes(said: Words, event: _Event) -> bool:
    return event.has_action or any(
        find_place(said, segment) or find_instructor(said, segment) for segment in event.segments
    )


def _continues(segment: Segment, event: _Event) -> bool:
    """Whether a segment with a date only says where to the session before it moves."""
    return (
        not segment.skills
        and not segment.is_cancelling
        and len(segment.dates) == 1
        and segment.is_moving
        and any(part.is_cancelling or part.is_moving for part in event.segments)
        and segment.words[0] in (*MOVE, "dan", "ke")
    )


def _segment(
    said: Words, first: int, after: int, dates: list[DateMatch], times: list[TimeMatch]
) -> Segment:
    words = said.words[first:after]
    return Segment(
        first,
        after,
        words,
        skills=list(dict.fromkeys(SKILL_OF[word] for word in words if word in SKILL_OF)),
        dates=[match for match in dates if first <= match.first < after],
        times=[match for match in times if first <= match.first < after],
    )


def _changes_of(
    said: Words, event: _Event, before: Change | None, today: datetime.date
) -> list[Change]:
    words = event.words
    dates = [match for segment in event.segments for match in segment.dates if match.start]
    skills: list[str | None] = list(
        dict.fromkeys(skill for segment in event.segments for skill in segment.skills)
    )
    place, inside = None, range(0)
    instructor = None
    shift: int | None = None
    times: list[TimeMatch] = []
    for segment in event.segments:
        found = find_place(said, segment)
        if found and not place:
            place, inside = found
        instructor = instructor or find_instructor(
            said, segment, is_expected=_is_about_teaching(event)
        )
        minutes, used = find_shift(segment.words)
        shift = minutes if shift is None else shift
        span = {segment.first + at for at in used}
        times += [match for match in segment.times if match.first not in span]
    if is_online(list(words)):
        place = "online"
    outside = [
        SKILL_OF[said.words[at]]
        for segment in event.segments
        for at in range(segment.first, segment.after)
        if said.words[at] in SKILL_OF and at not in inside
    ]
    skills = list(dict.fromkeys(outside)) or skills
    if not skills:
        skills = [before.skill if before else None]
    session_dates, new_date, date_end = _which_days(said, event, dates, today)
    if not session_dates and before and before.date:
        session_dates = [before.date]
    day_shift = next(filter(None, (find_day_shift(part.words) for part in event.segments)), None)
    if day_shift and new_date is None and len(session_dates) == 1:
        new_date = session_dates[0] + datetime.timedelta(days=day_shift)
    start, end = _new_times(said, times)
    is_cancelled = any(segment.is_cancelling for segment in event.segments)
    is_kept = not KEEP.isdisjoint(words) and new_date is None and shift is None
    has_moved = bool(new_date or start or end or shift is not None)
    change = Change(ChangeKind.INFO)
    is_cancelled = is_cancelled and not (instructor and not _is_off(event))
    if is_cancelled and not new_date:
        change = Change(ChangeKind.CANCELLED, date_end=date_end)
    elif has_moved and not (is_kept and not (MOVE - {"jadi"}) & words):
        change = Change(
            ChangeKind.MOVED, new_date=new_date, new_start=start, new_end=end,
            delta_minutes=shift, new_place=place, new_instructor=instructor,
        )  # fmt: skip
    elif instructor:
        change = Change(ChangeKind.INSTRUCTOR, new_instructor=instructor)
    elif place and not is_kept and not _is_other_business(said, event):
        change = Change(ChangeKind.ROOM, new_place=place)
    elif (
        not session_dates
        or not (outside or words & _CLASS_WORDS)
        or _is_other_business(said, event)
    ):
        return []
    if any(day < today for day in session_dates):
        return []
    if change.kind is ChangeKind.INFO and "tadi" in words:
        return []
    if not session_dates and not new_date and not outside:
        return []
    reason = event.reason if change.kind is not ChangeKind.INFO else None
    return [
        replace(change, skill=skill, date=day, reason=reason)
        for day in (session_dates or [None])
        for skill in skills
    ]


def _is_off(event: _Event) -> bool:
    return any(not CANCEL.isdisjoint(segment.words) for segment in event.segments)


def _is_other_business(said: Words, event: _Event) -> bool:
    return any(
        not _OTHER_BUSINESS.isdisjoint(said.forms[segment.first : segment.after])
        for segment in event.segments
    )


def _which_days(
    said: Words, event: _Event, dates: list[DateMatch], today: datetime.date
) -> tuple[list[datetime.date], datetime.date | None, datetime.date | None]:
    """The session's days, the day it moves to, and the end of a range of days."""
    if not dates:
        return [], None, None
    first = dates[0]
    assert first.start  # noqa: S101
    if len(dates) == 1:
        if _follows_move(said, event, first) and not first.end:
            return [], first.start, None
        return [first.start], None, first.end
    second = dates[1]
    if said.words[second.first - 1] == "sampai" and second.start and second.start > first.start:
        return [first.start], None, second.start
    if _follows_move(said, event, second):
        return [first.start], _replacement(said, event, first.start, second), None
    return [match.start for match in dates if match.start], None, None


def _follows_move(said: Words, event: _Event, match: DateMatch) -> bool:
    segment = next(part for part in event.segments if part.first <= match.first < part.after)
    before = said.words[segment.first : match.first]
    moves = [at for at, word in enumerate(before) if word in MOVE]
    return bool(moves) and len(before) - moves[-1] <= 5


def _replacement(
    said: Words, event: _Event, session: datetime.date, match: DateMatch
) -> datetime.date | None:
    """A bare weekday is the first such day after the session, with "dimajukan" the last before."""
    names = [word for word in said.words[match.first : match.after] if word != "hari"]
    if len(names) == 1 and names[0] in WEEKDAY_NUMBER:
        weekday = WEEKDAY_NUMBER[names[0]]
        if "maju" in event.words:
            return days.last_weekday(session, weekday)
        return days.next_weekday(session, weekday, after_today=True)
    return match.start


def _new_times(
    said: Words, times: list[TimeMatch]
) -> tuple[datetime.time | None, datetime.time | None]:
    if not times:
        return None, None
    start = end = None
    for match in times:
        before = said.words[max(0, match.first - 3) : match.first]
        if match.end:
            start, end = match.start, match.end
        elif not _ENDING.isdisjoint(before):
            end = match.start
        else:
            start = match.start
    return start, end
