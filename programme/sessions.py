"""Sessions: one class of one skill on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Times are UTC. `version` counts changes, `announced_version` the last one people were told.

    `start_set_at` is when the present start became known. `missing_since` is set while the newest
    list lacks the session: it then reminds nobody until somebody confirms it.
    """

    id: int
    programme_id: int
    programme: str
    year: int
    skill: str
    topic: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    instructor: str | None
    is_cancelled: bool
    version: int
    announced_version: int
    start_set_at: datetime
    missing_since: datetime | None

    @property
    def is_on(self) -> bool:
        return not self.is_cancelled and self.missing_since is None
