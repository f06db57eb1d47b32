"""The change of one session, as far as the words say it."""

import datetime
from dataclasses import dataclass

from programme.changes import ChangeKind


@dataclass(frozen=True, slots=True)
class Change:
    """`skill` None: none named, or all classes. `date` is the session's day, `date_end` a range's.

    `delta_minutes` is negative for earlier. `new_place`, `new_instructor` and `reason` are the
    words as written, "online" for any meeting over the net.
    """

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
