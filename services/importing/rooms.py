"""Which sessions need one room at one time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.importing.cells import place_key
from services.importing.records import SessionRow


@dataclass(frozen=True, slots=True)
class Booking:
    """A room taken by a session that isn't in the list."""

    place: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Use:
    starts_at: datetime
    ends_at: datetime
    row: SessionRow | None

    def lasts_into(self, other: "_Use") -> bool:
        """Does this one, which begins no later, still need the room? Touching ends don't count."""
        return self.ends_at > other.starts_at or self.starts_at == other.starts_at


def overlapping(
    rows: Sequence[SessionRow], bookings: Iterable[Booking] = ()
) -> list[tuple[SessionRow, list[int]]]:
    """Sessions that find their room taken, with the earlier rows of the list that take it.

    No row is named where a booking takes it. Without an end only the start counts.
    """
    uses: dict[str, list[_Use]] = {}
    listed_and_booked: list[SessionRow | Booking] = [*rows, *bookings]
    for one in listed_and_booked:
        if one.place:
            row = one if isinstance(one, SessionRow) else None
            use = _Use(one.starts_at, one.ends_at or one.starts_at, row)
            uses.setdefault(place_key(one.place), []).append(use)
    taken_by: dict[int, set[int]] = {}
    for uses_of_room in uses.values():
        running: list[_Use] = []
        for use in sorted(uses_of_room, key=lambda each: (each.starts_at, each.ends_at)):
            running = [earlier for earlier in running if earlier.lasts_into(use)]
            for earlier in running:
                _note(taken_by, earlier.row, use.row)
            running.append(use)
    return [(row, sorted(taken_by[id(row)])) for row in rows if id(row) in taken_by]


def _note(taken_by: dict[int, set[int]], one: SessionRow | None, other: SessionRow | None) -> None:
    """Of two sessions in the list the one further down finds the room taken."""
    listed = sorted((row for row in (one, other) if row), key=lambda row: row.row)
    if listed:
        taken_by.setdefault(id(listed[-1]), set()).update(row.row for row in listed[:-1])
