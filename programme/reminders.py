"""When a session reminds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from programme.quiet import QuietHours

PLANNED_AHEAD = timedelta(minutes=2)

BEFORE_QUIET = timedelta(minutes=15)
"""A reminder that falls into quiet hours is sent this long before they begin."""


SHORTEST_OWN, LONGEST_OWN = timedelta(minutes=10), timedelta(days=3)
"""How long before a class somebody may be reminded at his own wish."""


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """How long before a session people are reminded, the longest first; when nothing is pushed."""

    offsets: tuple[timedelta, ...]
    quiet: QuietHours | None


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder of one session: `offset` before its start, to be sent from `moment` on (UTC)."""

    offset: timedelta
    moment: datetime


def moment_of(start: datetime, offset: timedelta, quiet: QuietHours | None) -> datetime:
    """When the reminder is sent: `start` − `offset`, or before the quiet hours it falls into."""
    moment = start - offset
    if quiet and quiet.covers(moment):
        return quiet.began(moment).astimezone(UTC) - BEFORE_QUIET
    return moment


def due_reminders(
    start: datetime,
    start_set_at: datetime,
    offsets: Iterable[timedelta],
    quiet: QuietHours | None,
    planned_until: datetime,
    now: datetime,
) -> list[Due]:
    """Reminders to plan at `now`, when everything up to `planned_until` is planned.

    All that come due within two minutes. If there are none: of the missed ones the one nearest to
    the start, even if the session has begun (it expires and is reported). None that was due before
    the start last changed. Of several that quiet hours move to the same moment, only the nearest.
    """
    due: dict[datetime, Due] = {}
    for offset in sorted(offsets):
        moment = moment_of(start, offset, quiet)
        if planned_until < moment <= now + PLANNED_AHEAD and moment >= start_set_at:
            due.setdefault(moment, Due(offset, moment))
    upcoming = [each for each in due.values() if each.moment > now]
    return upcoming or list(due.values())[:1]


def horizon(offsets: Iterable[timedelta]) -> timedelta:
    """How far ahead a session with a reminder due may start (quiet hours: < 24 h)."""
    longest = max(offsets, default=timedelta(0))
    return longest + timedelta(days=1) + BEFORE_QUIET + PLANNED_AHEAD
