"""Finds the programme (batch) that a list belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from programme.discretion import find_forbidden
from services.importing.file_reading import ListReading
from services.importing.records import Kind, ParticipantRow, SessionRow
from store import people, sessions
from store.connection import Tx


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


class UnclearProgramme(Exception):
    """A list may belong to several programmes, and nothing says which one is meant.

    `stored` are those of its year, `new` is a name for one more; "" where it can't be a new one.
    """

    def __init__(self, stored: Sequence[Programme], new: str = "") -> None:
        self.stored = stored
        self.new = new
        super().__init__(", ".join([*(one.name for one in stored), *([new] if new else [])]))


FEWEST_OF_A_WAVE = 2
"""A single newcomer joins those who are there."""


def usual_name(year: int) -> str:
    return f"Pelatihan {year}"


def check_name(name: str) -> None:
    """Raises `ForbiddenName`."""
    word = find_forbidden(name)
    if word:
        raise ForbiddenName(word)


def programme_for(
    tx: Tx, one: ListReading, name: str | None, year: int, before: Collection[int]
) -> Programme:
    """The programme called `name`; without a name that of the year which the list belongs to.

    `before` are the programmes that were stored before this import. Raises `UnclearProgramme`.
    """
    if name:
        found = people.programme_by_name(tx, name)
        return Programme(*found) if found else Programme(None, name, year)
    of_year = [Programme(*row) for row in people.programmes(tx) if row[2] == year]
    if not of_year:
        return Programme(None, usual_name(year), year)
    if one.kind is Kind.PARTICIPANTS:
        return _of_participants(tx, one.rows_of(ParticipantRow), of_year, before)
    return _of_sessions(tx, one.rows_of(SessionRow), of_year)


def _of_participants(
    tx: Tx, rows: Sequence[ParticipantRow], of_year: Sequence[Programme], before: Collection[int]
) -> Programme:
    """The one whose people these are already.

    New people may be a second wave where the programme has others of their skills.
    """
    listed = {known.id for row in rows if (known := people.by_number(tx, row.reg_no))}
    skills = {row.skill for row in rows}
    enrolled = {
        each.id: {ident for skill in skills for ident in people.enrolled(tx, each.id, skill)}
        for each in of_year
        if each.id
    }
    same = [each for each in of_year if _are_the_same(listed, enrolled[each.id or 0], len(rows))]
    if len(same) == 1:
        return same[0]
    (first, *others) = of_year
    is_no_wave = len(rows) < FEWEST_OF_A_WAVE or first.id not in before
    if not others and (is_no_wave or not enrolled[first.id or 0]):
        return first
    raise UnclearProgramme(of_year, _next_name(tx, first.year))


def _are_the_same(listed: set[int], enrolled: set[int], rows: int) -> bool:
    """Has the list half of them, or are half of its people among them?"""
    both = len(listed & enrolled)
    return both > 0 and 2 * both >= min(rows, len(enrolled))


def _of_sessions(tx: Tx, rows: Sequence[SessionRow], of_year: Sequence[Programme]) -> Programme:
    """The only one, else the one that has such classes, else the one with people of the skills."""
    listed = {(row.skill, row.starts_at) for row in rows}
    having = [
        each
        for each in of_year
        if any(
            (one.skill, one.starts_at) in listed for one in sessions.of_programme(tx, each.id or 0)
        )
    ]
    skills = {row.skill for row in rows}
    learning = [
        each for each in of_year if any(people.enrolled(tx, each.id or 0, one) for one in skills)
    ]
    for found in (of_year, having, learning):
        if len(found) == 1:
            return found[0]
    raise UnclearProgramme(of_year)


def _next_name(tx: Tx, year: int) -> str:
    """ "Pelatihan 2026 Gelombang 2", or the next number that is free."""
    names = (f"{usual_name(year)} Gelombang {number}" for number in count(2))
    return next(name for name in names if people.programme_by_name(tx, name) is None)
