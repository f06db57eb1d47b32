"""Finds the stored session of each row of a schedule; sessions have no number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from programme.people import number_key
from programme.sessions import Session
from services.importing.records import SessionRow


@dataclass(frozen=True, slots=True)
class Span:
    """What a list covers: its skills, from its first day to its last, in its own zone."""

    skills: frozenset[str]
    first: date
    last: date
    zone: tzinfo | None

    @classmethod
    def of(cls, rows: Sequence[SessionRow]) -> Span | None:
        """None for a list without rows."""
        if not rows:
            return None
        days = [row.starts_at.date() for row in rows]
        skills = frozenset(row.skill for row in rows)
        return cls(skills, min(days), max(days), rows[0].starts_at.tzinfo)

    def covers(self, session: Session) -> bool:
        day = session.starts_at.astimezone(self.zone).date()
        return session.skill in self.skills and self.first <= day <= self.last


class Matching:
    """Rows and stored sessions that belong together, and those left over on either side."""

    def __init__(self, rows: Iterable[SessionRow], stored: Iterable[Session]) -> None:
        self.pairs: list[tuple[SessionRow, Session]] = []
        self.new = list(rows)
        self.unlisted = list(stored)

    def pair(
        self,
        key_of_row: Callable[[SessionRow], Hashable],
        keys_of_session: Callable[[Session], Iterable[Hashable]],
    ) -> None:
        """Pair rows and sessions with the same key, in the order given."""
        waiting: dict[Hashable, list[Session]] = defaultdict(list)
        for session in self.unlisted:
            for key in keys_of_session(session):
                waiting[key].append(session)
        taken: set[int] = set()
        found = []
        for row in self.new:
            free = [one for one in waiting.get(key_of_row(row), ()) if one.id not in taken]
            if free:
                taken.add(free[0].id)
                found.append((row, free[0]))
        self._keep(found)

    def pair_unique(self, may_have_moved: Callable[[Session], bool]) -> None:
        """Pair a skill's only row and only session on a topic."""
        candidates = [session for session in self.unlisted if may_have_moved(session)]
        rows_on = Counter(map(_subject, self.new))
        sessions_on = Counter(map(_subject, candidates))
        session_on = {_subject(session): session for session in candidates}
        self._keep(
            [
                (row, session_on[_subject(row)])
                for row in self.new
                if _topic(row) and rows_on[_subject(row)] == sessions_on[_subject(row)] == 1
            ]
        )

    def _keep(self, found: Sequence[tuple[SessionRow, Session]]) -> None:
        self.pairs += found
        rows = {id(row) for row, _ in found}
        ids = {session.id for _, session in found}
        self.new = [row for row in self.new if id(row) not in rows]
        self.unlisted = [session for session in self.unlisted if session.id not in ids]


def match(
    rows: Sequence[SessionRow],
    stored: Sequence[Session],
    earlier_starts: Mapping[int, Collection[datetime]],
    now: datetime,
) -> Matching:
    """Match a list with one programme's sessions, the most reliable rule first.

    1. Same skill and start, and the same topic if there are several.
    2. Same skill and a start from before an announced change (`earlier_starts`, by session id):
       the list is older than the announcement.
    3. Same skill and topic, if only one row and one session are left: the session was moved.
    """
    matching = Matching(rows, stored)
    matching.pair(
        lambda row: (row.skill, row.starts_at, _topic(row)),
        lambda session: [(session.skill, session.starts_at, _topic(session))],
    )
    matching.pair(
        lambda row: (row.skill, row.starts_at),
        lambda session: [(session.skill, session.starts_at)],
    )
    matching.pair(
        lambda row: (row.skill, row.starts_at),
        lambda session: [(session.skill, start) for start in earlier_starts.get(session.id, ())],
    )
    matching.pair_unique(_may_have_moved(rows, stored, now))
    return matching


def was_called_off(session: Session) -> bool:
    """Cancelled by somebody, not because it is missing from a list."""
    return session.is_cancelled and session.missing_since is None


def _may_have_moved(
    rows: Sequence[SessionRow], stored: Sequence[Session], now: datetime
) -> Callable[[Session], bool]:
    """Sessions on the days of the list, and coming ones on other days if their topic is unique.

    A list of next month that repeats a topic doesn't move this month's session.
    """
    rows_on = Counter(map(_subject, rows))
    sessions_on = Counter(map(_subject, stored))
    span = Span.of(rows)

    def may(session: Session) -> bool:
        if was_called_off(session):
            return False
        is_unique = rows_on[_subject(session)] == sessions_on[_subject(session)] == 1
        is_covered = span is not None and span.covers(session)
        return is_covered or (session.starts_at > now and is_unique)

    return may


def _topic(one: SessionRow | Session) -> str:
    return number_key(one.topic or "")


def _subject(one: SessionRow | Session) -> tuple[str, str]:
    return one.skill, _topic(one)
