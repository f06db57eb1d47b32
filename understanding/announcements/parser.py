"""Read the changes that an instructor announces."""

import datetime
from dataclasses import replace
from itertools import pairwise

from programme.changes import ChangeKind
from understanding.announcements.events import Event, find_events
from understanding.announcements.instructors import find_instructor
from understanding.announcements.places import find_place
from understanding.announcements.scope import (
    adds_class,
    means_all,
    means_every_week,
    says_it_takes_place,
)
from understanding.announcements.segments import CANCEL, KEEP, MOVE, ONLINE
from understanding.announcements.sessions import When, find_when
from understanding.clauses import without_negated
from understanding.lexicon import ROLES, SKILL_OF, skills_in
from understanding.model import Change
from understanding.normalise import Words, fold, split, word_at

_QUESTIONS = frozenset(("apa", "apa_saja", "berapa", "kapan", "siapa", "bagaimana", "?"))
"""Beside one of these a text that changes nothing asks: "kelas besok materinya apa"."""
_ASKS_WHETHER = frozenset(("jadi", "bisa", "boleh", "masuk", "ada", "libur"))
_UNDONE = CANCEL | MOVE - {"jadi"}
_UNDOES = ["-", "-", "tetap"]
_OFF = CANCEL - {"batal"}
_TAKEN_BACK = frozenset(("pembatalan", "pembatalannya"))
_TAKES_BACK = frozenset(("cabut", "batal", "ralat", "tarik"))
_PUT_OFF = frozenset(("ditunda", "tunda", "ditangguhkan", "dipending", "pending"))
_SEEKING = ("cari", "pengganti")
"""Somebody who is looking for a substitute has not cancelled anything yet."""
_PARTS = frozenset(("pagi", "siang", "sore", "malam"))
_CLASS_WORDS = frozenset(
    ("kelas", "pelatihan", "sesi", "peserta", "masuk", "ujian", "praktik", "teori", "semua",
     "bawa")
)  # fmt: skip


def parse_announcement(
    text: str, now: datetime.datetime, *, with_past: bool = False
) -> tuple[Change, ...] | None:
    """None for a question, a proposal, an "if", or other business.

    None for what is told of a past day, too, but `with_past`.
    """
    said = without_negated(_with_what_stays(split(fold(text))))
    if _is_uncertain(said):
        return None
    changes: list[Change] = []
    events = find_events(said, now.date())
    for event in events:
        before = changes[-1] if changes else None
        changes += _changes(said, event, before, datetime.date.min if with_past else now.date())
    reason = next((event.reason for event in reversed(events) if event.reason), None)
    if reason and len({change.kind for change in changes}) == 1:
        changes = [_with_reason(change, reason) for change in changes]
    return tuple(changes) or None


def _with_what_stays(said: Words) -> Words:
    """ "Tidak jadi libur" read as "tetap": the class is held after all; "jumat -> sabtu" moves."""
    words = list(said.words)
    for at, pair in enumerate(pairwise(said.words)):
        if pair == ("-", ">"):
            words[at + 1] = "pindah"
    for at in range(len(words) - 1):
        if words[at : at + 2] == ["tidak", "jadi"] and word_at(words, at + 2) in _UNDONE:
            words[at : at + 3] = _UNDOES
        elif words[at] in ("batal", "tidak") and words[at + 1] in _OFF:
            words[at : at + 2] = _UNDOES[1:]
    if not _TAKEN_BACK.isdisjoint(words) and not _TAKES_BACK.isdisjoint(words):
        words = ["tetap" if word in _TAKES_BACK else word for word in words]
    return replace(said, words=words)


def _is_uncertain(said: Words) -> bool:
    """Whether the text asks or supposes ("oleh" is Indonesian "by" here, not Javanese "may")."""
    words = [
        word
        for at, (word, form) in enumerate(zip(said.words, said.forms, strict=True))
        if form != "oleh" and said.words[at : at + 2] != ["boleh", "pulang"]
    ]
    return not ROLES["uncertain"].isdisjoint(words) or any(
        (word in _ASKS_WHETHER and following == "tidak") or (word, following) == _SEEKING
        for word, following in pairwise(words)
    )


def _with_reason(change: Change, reason: str) -> Change:
    """Nothing explains an info: there nothing changes."""
    if change.kind is ChangeKind.INFO:
        return change
    return replace(change, reason=change.reason or reason)


def _changes(
    said: Words, event: Event, before: Change | None, earliest: datetime.date
) -> list[Change]:
    """One change for each session and trade the event names, or that the one before named.

    None of a day before `earliest`.
    """
    place, place_words = _place(said, event)
    skills: list[str | None] = [*_skills_outside(said, event, place_words)] or [*event.skills]
    has_own_skill = bool(skills)
    if not skills:
        skills = [before.skill if before else None]
    when = find_when(said, event, before.date if before else None)
    change = _added(said, event, when, place) or _change(said, event, when, place)
    if (
        change.kind is ChangeKind.INFO
        and not (change.takes_place and _is_undone(event))
        and not _is_worth_telling(said, event, when, has_own_skill)
    ):
        return []
    is_told_afterwards = "tadi" in event.words and not when.sessions
    if is_told_afterwards or any(day < earliest for day in when.sessions):
        return []
    names_some = when.sessions or when.new_date or has_own_skill or change.is_all
    if not (names_some or change.kind is ChangeKind.ADDED or _is_undone(event)):
        return []
    change = _with_reason(change, event.reason) if event.reason else change
    sessions: list[datetime.date | None] = [*when.sessions] or [None]
    pairs = _pairs(event) or [(day, skill) for day in sessions for skill in skills]
    return [replace(change, skill=skill, date=day) for day, skill in pairs]


def _pairs(event: Event) -> list[tuple[datetime.date | None, str | None]]:
    """Each trade with the day behind it, where every one of several has its own."""
    days = [match for segment in event.segments for match in segment.dates]
    trades = [
        (segment.first + at, SKILL_OF[word])
        for segment in event.segments
        for at, word in enumerate(segment.words)
        if word in SKILL_OF
    ]
    if not 1 < len(days) == len(trades):
        return []
    places = [
        at for (first, _), day in zip(trades, days, strict=True) for at in (first, day.first)
    ]
    if places != sorted(places):
        return []
    return [(day.start, skill) for (_, skill), day in zip(trades, days, strict=True) if day.start]


def _added(said: Words, event: Event, when: When, place: str | None) -> Change | None:
    """One more class, unless the words say of a class that it is off or takes longer."""
    if when.delta_minutes is not None or not any(
        adds_class(said, part.first, part.after) for part in event.segments
    ):
        return None
    if any(segment.is_cancelling for segment in event.segments):
        return None
    instructor = _instructor(said, event)
    return Change(
        ChangeKind.ADDED,
        new_date=when.new_date,
        new_start=when.new_start,
        new_end=when.new_end,
        new_place=place,
        new_instructor=None if instructor == "pengganti" else instructor,
    )


def _change(said: Words, event: Event, when: When, place: str | None) -> Change:
    """What happens, for a session still unnamed."""
    instructor = _instructor(said, event)
    is_cancelled = any(segment.is_cancelling for segment in event.segments)
    scope = Change(
        ChangeKind.INFO,
        date_end=when.session_end,
        excepted=when.excepted,
        is_all=any(means_all(segment.words) for segment in event.segments),
        is_weekly=any(means_every_week(segment.words) for segment in event.segments),
    )
    if is_cancelled and not when.new_date and (event.is_off or not instructor):
        return replace(scope, kind=ChangeKind.CANCELLED)
    is_kept = not KEEP.isdisjoint(event.words) and (MOVE - {"jadi"}).isdisjoint(event.words)
    if when.has_moved and not is_kept:
        return replace(
            scope,
            kind=ChangeKind.MOVED,
            new_date=when.new_date,
            new_start=when.new_start,
            new_end=when.new_end,
            delta_minutes=when.delta_minutes,
            new_place=place,
            new_instructor=instructor,
        )
    if instructor:
        return replace(scope, kind=ChangeKind.INSTRUCTOR, new_instructor=instructor)
    if place and KEEP.isdisjoint(event.words) and not _is_other_business(said, event):
        return replace(scope, kind=ChangeKind.ROOM, new_place=place)
    if _is_put_off(said, event):
        return replace(scope, kind=ChangeKind.CANCELLED)
    kind = ChangeKind.MOVED if _names_only_part_of_day(said, event) else ChangeKind.INFO
    is_held = kind is ChangeKind.INFO and says_it_takes_place(event.words)
    return replace(scope, kind=kind, takes_place=is_held)


def _is_undone(event: Event) -> bool:
    """ "Tidak jadi libur", without a word of which class: the one that was called off."""
    return "-" in event.words and "tetap" in event.words


def _place(said: Words, event: Event) -> tuple[str | None, range]:
    """The place, with the indices of the words it is said with."""
    found = next(filter(None, (find_place(said, part) for part in event.segments)), None)
    if not ONLINE.isdisjoint(event.words):
        return "online", range(0)
    return found or (None, range(0))


def _instructor(said: Words, event: Event) -> str | None:
    is_expected = event.is_about_teaching
    names = (find_instructor(said, part, is_expected=is_expected) for part in event.segments)
    return next(filter(None, names), None)


def _skills_outside(said: Words, event: Event, place_words: range) -> list[str]:
    """The trades named, save those in a place's name ("bengkel las utara")."""
    return skills_in(
        said.words[at]
        for segment in event.segments
        for at in range(segment.first, segment.after)
        if at not in place_words and said.words[at] in SKILL_OF
    )


def _is_worth_telling(said: Words, event: Event, when: When, has_own_skill: bool) -> bool:
    """Whether an info is about a class on a day, and neither over nor the office's business."""
    is_about_class = has_own_skill or not _CLASS_WORDS.isdisjoint(event.words)
    return (
        bool(when.sessions)
        and is_about_class
        and "tadi" not in event.words
        and not _is_other_business(said, event)
        and event.words.isdisjoint(_QUESTIONS)
        and not _only_names_a_class(said, event)
    )


def _only_names_a_class(said: Words, event: Event) -> bool:
    """ "Jadwal las besok" asks: it says nothing of the class."""
    in_dates = {
        at
        for segment in event.segments
        for match in segment.dates
        for at in range(match.first, match.after)
    }
    spoken = {
        said.words[at]
        for segment in event.segments
        for at in range(segment.first, segment.after)
        if at not in in_dates and said.words[at][0].isalpha()
    }
    return spoken <= {"jadwal", "kelas", "pelatihan"} | SKILL_OF.keys() | ROLES["filler"]


def _is_put_off(said: Words, event: Event) -> bool:
    """Whether a class is off till further notice: no day is told for it."""
    return any(
        said.forms[at] in _PUT_OFF
        for segment in event.segments
        for at in range(segment.first, segment.after)
    )


def _names_only_part_of_day(said: Words, event: Event) -> bool:
    """ "Las besok sore saja": another hour, that is still to be asked for."""
    spoken = [
        said.words[at] for segment in event.segments for at in range(segment.first, segment.after)
    ]
    return any(pair[0] in _PARTS and pair[1] == "saja" for pair in pairwise(spoken))


def _is_other_business(said: Words, event: Event) -> bool:
    """What the class is asked to bring is its own: "besok tolong bawa helm ya semua"."""
    theirs = ROLES["other_business"] - ({"tolong"} if "bawa" in event.words else set())
    return any(
        not theirs.isdisjoint(said.forms[segment.first : segment.after])
        for segment in event.segments
    )
