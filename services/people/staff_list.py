"""Finds staff by name."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from programme.names import name_key
from programme.people import StaffMember
from store import staff
from store.connection import Tx

ALIKE = 75.0
"""Minimum similarity (0..100) of a suggested name."""

MOST_NEAREST = 3


class UnknownStaff(Exception):
    """Nobody of this name is on the staff list. `nearest` are names that may have been meant."""

    def __init__(self, nearest: tuple[str, ...]) -> None:
        super().__init__(*nearest)
        self.nearest = nearest


class SeveralStaff(Exception):
    """All of these `names` may be meant."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(*names)
        self.names = names


def of_name(tx: Tx, name: str) -> list[StaffMember]:
    """Staff with this name: exactly, else ignoring titles and degrees."""
    exact = staff.named(tx, name)
    if exact is not None:
        return [exact]
    key = name_key(name)
    return [member for member in staff.everybody(tx) if key and name_key(member.name) == key]


def one_of_name(tx: Tx, name: str) -> StaffMember:
    """The one with this name who still has a role. Raises `UnknownStaff`, `SeveralStaff`."""
    found = [member for member in of_name(tx, name) if staff.by_id(tx, member.id)]
    if not found:
        raise UnknownStaff(_nearest(tx, name))
    if len(found) > 1:
        raise SeveralStaff(tuple(member.name for member in found))
    return found[0]


def _nearest(tx: Tx, name: str) -> tuple[str, ...]:
    names = [member.name for member in staff.everybody(tx)]
    found = process.extract(
        name, names, scorer=fuzz.WRatio, processor=name_key, limit=MOST_NEAREST, score_cutoff=ALIKE
    )
    return tuple(nearest for nearest, _, _ in found)
