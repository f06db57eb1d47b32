"""Finds the programme (batch) that a list belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.discretion import find_forbidden
from store import people
from store.connection import Tx


class UnclearProgramme(Exception):
    """The year has several programmes, and nothing says which one is meant."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class ForbiddenName(Exception):
    """The name of a programme contains a word that would reveal who its people are."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class Programme:
    """`id` is None for a new one."""

    id: int | None
    name: str
    year: int

    def stored(self, tx: Tx, now: datetime) -> int:
        """Store it if it is new; returns its id."""
        return self.id or people.programme_named(tx, self.name, self.year, now)


def usual_name(year: int) -> str:
    return f"Pelatihan {year}"


def check_name(name: str) -> None:
    """Raises `ForbiddenName`."""
    word = find_forbidden(name)
    if word:
        raise ForbiddenName(word)


def programme_for(tx: Tx, name: str | None, year: int) -> Programme:
    """The programme called `name`; without a name the programme of the year, new or stored.

    That is the one with the usual name, else the only one of that year. Raises `UnclearProgramme`.
    """
    found = people.programme_by_name(tx, name or usual_name(year))
    if found:
        return Programme(*found)
    if name is None:
        of_year = [Programme(*row) for row in people.programmes(tx) if row[2] == year]
        if len(of_year) == 1:
            return of_year[0]
        if of_year:
            raise UnclearProgramme([one.name for one in of_year])
    return Programme(None, name or usual_name(year), year)
