"""An instructor's words → what changes for which session. Nothing is sent before a person confirms."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from understanding.clock import find_times
from understanding.dates import find_dates
from understanding.normalise import fold, split
from understanding.question import SKILL_OF


class ChangeKind(StrEnum):
    """moved covers any other date or time; cancelled has no replacement; info changes nothing."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    ROOM = "room"
    INSTRUCTOR = "instructor"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Change:
    """One session's change, only as far as the text says it. `skill` None: none named, or all."""

    kind: ChangeKind
    skill: str | None = None
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    new_date: datetime.date | None = None
    new_start: datetime.time | None = None
    new_end: datetime.time | None = None
    delta_minutes: int | None = None
    new_place: str | None = None
    new_instructor: str | None = None
    reason: str | None = None


_QUESTION = re.compile(r"\?|\b(usul|kalau|gimana|bagaimana)\b", re.IGNORECASE)


def parse_announcement(text: str, now: datetime.datetime) -> tuple[Change, ...] | None:
    """The changes announced, or None for a question, a proposal, an "if" or other business."""
    said = split(fold(text))
    if _QUESTION.search(text):
        return None
    dates = find_dates(said, now.date())
    times = find_times(said)
    words = set(said.words)
    skill = next((SKILL_OF[word] for word in said.words if word in SKILL_OF), None)
    day = dates[0].start if dates else None
    if words & {"libur", "batal"}:
        return (Change(ChangeKind.CANCELLED, skill, day, dates[0].end if dates else None),)
    if words & {"undur", "maju", "pindah", "ganti", "jadi"} and (len(dates) > 1 or times):
        return (
            Change(
                ChangeKind.MOVED, skill, day,
                new_date=dates[1].start if len(dates) > 1 else None,
                new_start=times[-1].start if times else None,
                new_end=times[-1].end if times else None,
            ),
        )  # fmt: skip
    if day and words & {"tetap", "jadi"}:
        return (Change(ChangeKind.INFO, skill, day),)
    return None
