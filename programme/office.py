"""What the office tells about itself; all of it data, since it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


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
    """Where people go and whom they ask. Empty texts are simply not told."""

    name: str = ""
    address: str = ""
    map_url: str = ""
    phone: str = ""
    hours: tuple[OpeningHours, ...] = ()
    collect_at: str = ""
    bring: tuple[str, ...] = ()


def hours_in_force(office: Office, day: date) -> tuple[OpeningHours, ...]:
    """The hours that hold around `day`: those with dates when there are any, else the usual."""
    special = tuple(h for h in office.hours if (h.since or h.until) and h.holds_on(day))
    return special or tuple(h for h in office.hours if not (h.since or h.until))


def hours_on(office: Office, day: date) -> OpeningHours | None:
    """When the office is open on `day`, if at all (holidays are not known here)."""
    for hours in hours_in_force(office, day):
        if day.weekday() in hours.weekdays:
            return hours
    return None
