"""Which row of a schedule is which stored session: they have no number, it is worked out."""

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
    """What a list speaks about: its skills, from its first day to its last, in its own zone."""

    skills: frozenset[str]
    first: date
    last: date
    zone: tzinfo | None

    @classmethod
    def of(cls, rows: Sequence[SessionRow]) -> Span | None:
        """None for a list without a row."""
        if not rows:
            return None
        days = [row.starts_at.date() for row in rows]
        skills = frozenset(row.skill for row in rows)
        return cls(skills, min(days), max(days), rows[0].starts_at.tzinfo)

    def covers(self, session: Session) -> bool:
        day = session.starts_at.astimezone(self.zone).date()
        return session.skill in self.skills and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Matching:
    """`unlisted` are stored sessions that no row is about."""

    pairs: Sequence[tuple[SessionRow, Session]]
    new: Sequence[SessionRow]
    unlisted: Sequence[Session]


def match(
    rows: Sequence[SessionRow],
    stored: Sequence[Session],
    earlier_starts: Mapping[int, Collection[datetime]],
    now: datetime,
) -> Matching:
    """Match a list with one programme's sessions, the surest way first.

    Same skill and start (of several the one with the same topic); the start it had before a change
    was announced (`earlier_starts` by session id: the list is older than that); at last the same
    skill and topic where just one row and one session are left: it was moved.
    """
    work = _Work(rows, stored)
    work.pair(
        lambda row: (row.skill, row.starts_at, _topic(row)),
        lambda session: [(session.skill, session.starts_at, _topic(session))],
    )
    work.pair(
        lambda row: (row.skill, row.starts_at),
        lambda session: [(session.skill, session.starts_at)],
    )
    work.pair(
        lambda row: (row.skill, row.starts_at),
        lambda session: [(session.skill, start) for start in earlier_starts.get(session.id, ())],
    )
    work.pair_unique(_may_have_moved(rows, stored, now))
    return Matching(work.pairs, work.rows, work.sessions)


class _Work:
    """Rows and sessions that are still without each other, and the pairs found."""

    def __init__(self, rows: Iterable[SessionRow], sessions: Iterable[Session]) -> None:
        self.rows = list(rows)
        self.sessions = list(sessions)
        self.pairs: list[tuple[SessionRow, Session]] = []

    def pair(
        self,
        key_of_row: Callable[[SessionRow], Hashable],
        keys_of_session: Callable[[Session], Iterable[Hashable]],
    ) -> None:
        """Pair what has the same key, in the order given."""
        waiting: dict[Hashable, list[Session]] = defaultdict(list)
        for session in self.sessions:
            for key in keys_of_session(session):
                waiting[key].append(session)
        taken: set[int] = set()
        found = []
        for row in self.rows:
            free = [one for one in waiting.get(key_of_row(row), ()) if one.id not in taken]
            if free:
                taken.add(free[0].id)
                found.append((row, free[0]))
        self._keep(found)

    def pair_unique(self, may_have_moved: Callable[[Session], bool]) -> None:
        """Pair a skill's only row and only session on a topic."""
        candidates = [session for session in self.sessions if may_have_moved(session)]
        rows_on = Counter(_subject(row) for row in self.rows)
        sessions_on = Counter(_subject(session) for session in candidates)
        session_on = {_subject(session): session for session in candidates}
        self._keep(
            [
                (row, session_on[_subject(row)])
                for row in self.rows
                if _topic(row) and rows_on[_subject(row)] == sessions_on[_subject(row)] == 1
            ]
        )

    def _keep(self, found: Sequence[tuple[SessionRow, Session]]) -> None:
        self.pairs += found
        rows = {id(row) for row, _ in found}
        ids = {session.id for _, session in found}
        self.rows = [row for row in self.rows if id(row) not in rows]
        self.sessions = [session for session in self.sessions if session.id not in ids]


def was_called_off(session: Session) -> bool:
    """Cancelled by somebody, not for being missing from a list."""
    return session.is_cancelled and session.missing_since is None


def _may_have_moved(
    rows: Sequence[SessionRow], stored: Sequence[Session], now: datetime
) -> Callable[[Session], bool]:
    """Sessions of the list's own days; of other days those to come, where the topic is unique.

    A list of next month that has a topic once more doesn't move this month's session.
    """
    rows_on = Counter(_subject(row) for row in rows)
    sessions_on = Counter(_subject(session) for session in stored)
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
