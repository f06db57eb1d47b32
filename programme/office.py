"""What the office says about itself; all of it is configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

LOOKED_AHEAD = timedelta(days=60)
"""An office that does not open within this time has no next opening."""


CRISIS_LINE = "119 ext. 8, healing119.id"
"""Indonesia's line for people in despair (Kementerian Kesehatan), unless the office names another.
"""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Open on `weekdays` (Monday = 0), local time; with `since`/`until` only in that time of year.

    Hours with dates (Ramadan) go before those without.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Office:
    """Where people go and whom they ask. Empty texts are simply not told.

    `certified_by` is who issues the certificates of competence. `closed_on` are the office's own
    days off, beside the public holidays. `crisis_line` is whom somebody in despair can turn to.
    `coordinates` are latitude and longitude in degrees.
    """

    name: str = ""
    address: str = ""
    map_url: str = ""
    phone: str = ""
    hours: tuple[OpeningHours, ...] = ()
    collect_at: str = ""
    bring: tuple[str, ...] = ()
    certified_by: str = ""
    closed_on: tuple[date, ...] = ()
    crisis_line: str = CRISIS_LINE
    coordinates: tuple[float, float] | None = None


def hours_in_force(office: Office, day: date) -> tuple[OpeningHours, ...]:
    """The hours that hold around `day`: those with dates when there are any, else the usual."""
    special = tuple(h for h in office.hours if (h.since or h.until) and h.holds_on(day))
    return special or tuple(h for h in office.hours if not (h.since or h.until))


def hours_on(
    office: Office, day: date, is_holiday: Callable[[date], bool] = lambda _: False
) -> OpeningHours | None:
    """When the office is open on `day`, if at all."""
    if day in office.closed_on or is_holiday(day):
        return None
    for hours in hours_in_force(office, day):
        if day.weekday() in hours.weekdays:
            return hours
    return None


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """The office's opening hours over time, with holidays. All moments are aware.

    An office without hours counts as always open.
    """

    office: Office
    zone: tzinfo
    is_holiday: Callable[[date], bool]

    def is_open(self, moment: datetime) -> bool:
        return not self.office.hours or any(
            opens <= moment < closes for opens, closes in self._intervals(moment, moment)
        )

    def next_opening(self, moment: datetime) -> datetime | None:
        """When the office opens next after `moment` (UTC), if that is known."""
        ahead = self._intervals(moment, moment + LOOKED_AHEAD)
        return next((opens for opens, _ in ahead if opens > moment), None)

    def open_time(self, since: datetime, until: datetime) -> timedelta:
        """How long the office is open between the two moments."""
        if not self.office.hours:
            return max(timedelta(), until - since)
        return sum(
            (
                max(timedelta(), min(closes, until) - max(opens, since))
                for opens, closes in self._intervals(since, until)
            ),
            timedelta(),
        )

    def _intervals(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Opening and closing (UTC) of each open day from that of `since` to that of `until`."""
        day, last = (moment.astimezone(self.zone).date() for moment in (since, until))
        while day <= last:
            if hours := hours_on(self.office, day, self.is_holiday):
                yield self._at(day, hours.opens), self._at(day, hours.closes)
            day += timedelta(days=1)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
