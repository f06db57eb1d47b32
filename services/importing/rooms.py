"""Finds sessions that need the same room at the same time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.importing.cells import place_key
from services.importing.records import SessionRow


@dataclass(frozen=True, slots=True)
class Booking:
    """A room that a session outside the list takes."""

    place: str
    starts_at: datetime
    ends_at: datetime | None


_Use = SessionRow | Booking


def overlapping(
    rows: Sequence[SessionRow], bookings: Iterable[Booking] = ()
) -> list[tuple[SessionRow, list[int]]]:
    """Sessions whose room is taken, with the earlier rows of the list that take it.

    No row is named if a booking takes it. A session without an end is compared by its start only.
    """
    by_room: dict[str, list[_Use]] = {}
    uses_in_all: list[_Use] = [*rows, *bookings]
    for use in uses_in_all:
        if use.place:
            by_room.setdefault(place_key(use.place), []).append(use)
    taken_by: dict[int, set[int]] = {}
    for uses in by_room.values():
        running: list[_Use] = []
        for use in sorted(uses, key=lambda each: (each.starts_at, _end(each))):
            running = [earlier for earlier in running if _lasts_into(earlier, use)]
            for earlier in running:
                in_list = [one for one in (earlier, use) if isinstance(one, SessionRow)]
                if in_list:
                    *first, later = sorted(in_list, key=lambda one: one.row)
                    taken_by.setdefault(id(later), set()).update(one.row for one in first)
            running.append(use)
    return [(row, sorted(taken_by[id(row)])) for row in rows if id(row) in taken_by]


def _end(use: _Use) -> datetime:
    return use.ends_at or use.starts_at


def _lasts_into(earlier: _Use, later: _Use) -> bool:
    """Does a use that begins no later still need the room? Touching ends don't count."""
    return _end(earlier) > later.starts_at or earlier.starts_at == later.starts_at
