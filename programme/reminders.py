"""When a session reminds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from programme.quiet import QuietHours

PLANNED_AHEAD = timedelta(minutes=2)

BEFORE_QUIET = timedelta(minutes=15)
"""A reminder due in quiet hours goes out so long before they begin, to be through in time."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder of one session: `offset` before its start, to be sent from `moment` on (UTC)."""

    offset: timedelta
    moment: datetime


def moment_of(start: datetime, offset: timedelta, quiet: QuietHours | None) -> datetime:
    """When the reminder goes out: `start` − `offset`, or before the quiet hours it falls into."""
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
    """What to plan at `now`, when everything up to `planned_until` has been planned before.

    All that come due within two minutes; when there is none, of those that were missed only the
    one nearest to the start (also of a session that began meanwhile: it expires and is told).
    None whose moment precedes the last change of the start. Of those that quiet hours move to one
    moment, again only the nearest.
    """
    due: dict[datetime, Due] = {}
    for offset in sorted(offsets):
        moment = moment_of(start, offset, quiet)
        if planned_until < moment <= now + PLANNED_AHEAD and moment >= start_set_at:
            due.setdefault(moment, Due(offset, moment))
    upcoming = [each for each in due.values() if each.moment > now]
    return upcoming or list(due.values())[:1]


def horizon(offsets: Iterable[timedelta]) -> timedelta:
    """How far ahead of now a session with a reminder due may start (quiet hours: < 24 h)."""
    longest = max(offsets, default=timedelta(0))
    return longest + timedelta(days=1) + BEFORE_QUIET + PLANNED_AHEAD
