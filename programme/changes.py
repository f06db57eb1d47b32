"""A change of one session: what an instructor announces."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from programme.sessions import Session

URGENT_WITHIN = timedelta(hours=12)
"""A change this long before the class, at its old or new time, is sent at night, too."""


class ChangeKind(StrEnum):
    """MOVED is another time (perhaps another place too), or none: the class takes place after all.

    INFO is a note that changes nothing, ADDED one more class.
    """

    MOVED = "moved"
    CANCELLED = "cancelled"
    ROOM = "room"
    INSTRUCTOR = "instructor"
    INFO = "info"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class SessionChange:
    """Only what changes is set. Times are UTC. `note` and `reason` are the writer's own words."""

    kind: ChangeKind
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str | None = None
    instructor: str | None = None
    note: str | None = None
    reason: str | None = None

    @property
    def own_words(self) -> str:
        """All of it that was written freely."""
        return "\n".join(filter(None, (self.place, self.instructor, self.note, self.reason)))

    def to_json(self) -> str:
        values = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(values, default=datetime.timestamp, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> SessionChange:
        values = json.loads(text)
        for name in ("starts_at", "ends_at"):
            if name in values:
                values[name] = datetime.fromtimestamp(values[name], UTC)
        values["kind"] = ChangeKind(values["kind"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Draft:
    """A change as it was previewed, of a session that had `version` then."""

    session_id: int
    version: int
    change: SessionChange


class HeldState(StrEnum):
    """What becomes of a message that the office has to confirm."""

    WAITING = "waiting"
    SENT = "sent"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session as people know it when a change is announced."""

    id: int
    programme_id: int
    skill: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    instructor: str | None

    @classmethod
    def of(cls, session: Session) -> KnownSession:
        return cls(
            session.id,
            session.programme_id,
            session.skill,
            session.starts_at,
            session.ends_at,
            session.place,
            session.instructor,
        )

    def after(self, change: SessionChange) -> KnownSession:
        """The same session once `change` is made."""
        start = change.starts_at or self.starts_at
        return replace(
            self,
            starts_at=start,
            ends_at=change.ends_at or (self.ends_at and start + (self.ends_at - self.starts_at)),
            place=change.place or self.place,
            instructor=change.instructor or self.instructor,
        )


def changed(session: Session, change: SessionChange, now: datetime) -> Session:
    """The session as it will be. A moved session keeps its length unless an end is given."""
    starts_at = change.starts_at or session.starts_at
    ends_at = change.ends_at or session.ends_at
    if change.starts_at and not change.ends_at and session.ends_at:
        ends_at = change.starts_at + (session.ends_at - session.starts_at)
    return replace(
        session,
        starts_at=starts_at,
        ends_at=ends_at,
        place=change.place or session.place,
        instructor=change.instructor or session.instructor,
        is_cancelled=change.kind is ChangeKind.CANCELLED,
        start_set_at=now if starts_at != session.starts_at else session.start_set_at,
        missing_since=None,
    )


def is_nothing_new(session: Session, change: SessionChange, now: datetime) -> bool:
    """Would the session be as it is already?"""
    new = changed(session, change, now)
    return change.kind is not ChangeKind.INFO and new == replace(
        session, start_set_at=new.start_set_at, missing_since=None
    )
