"""Where the rows of a list differ from what is stored, and what storing them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from programme.sessions import Session
from services.importing.checks import problem_at
from services.importing.problems import Code, Level, Problem
from services.importing.records import Record

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Moved:
    """A session whose start changed."""

    row: int
    old: Session
    new: Session


class Cell(NamedTuple):
    """A field of a row that differed from what was stored."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Updated:
    """A row that changed `whom`: a person, or a class."""

    row: int
    whom: str | Session
    cells: Sequence[Cell]

    @property
    def fields(self) -> list[str]:
        return fields_of(self.cells)


def fields_of(cells: Iterable[Cell]) -> list[str]:
    return [cell.field for cell in cells]


@dataclass(slots=True)
class Changes:
    """`missing` sessions are in no row."""

    added: int = 0
    unchanged: int = 0
    updated: list[Updated] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    missing: list[Session] = field(default_factory=list)
    cancelled: list[Session] = field(default_factory=list)
    back: list[Session] = field(default_factory=list)
    """Sessions that were missing and are on the list again."""
    problems: list[Problem] = field(default_factory=list)

    def note(self, row: Record, whom: str | Session, cells: Sequence[Cell]) -> None:
        if cells:
            self.updated.append(Updated(row.row, whom, cells))
        else:
            self.unchanged += 1

    def report(self, code: Code, row: Record, field_name: str) -> None:
        self.problems.append(problem_at(code, row, field_name))

    def taken(self, rows: Iterable[Record]) -> list[Record]:
        """The rows without an error."""
        refused = {
            (problem.sheet, problem.row)
            for problem in self.problems
            if problem.level is Level.ERROR
        }
        return [row for row in rows if (row.sheet, row.row) not in refused]

    @property
    def are_any(self) -> bool:
        return bool(self.added or self.updated or self.missing or self.cancelled or self.back)

    @property
    def fields(self) -> Counter[str]:
        """How many rows changed each field."""
        return Counter(name for each in self.updated for name in each.fields)

    def counts(self) -> dict[str, object]:
        return {
            "added": self.added,
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "fields": dict(sorted(self.fields.items())),
            "moved": len(self.moved),
            "missing": len(self.missing),
            "cancelled": len(self.cancelled),
        }

    def as_json(self) -> dict[str, object]:
        """The counts, with the rows and sessions themselves."""
        return {
            **self.counts(),
            "rows": [{"row": each.row, "cells": _cells(each)} for each in self.updated],
            "moved": [
                {
                    "row": one.row,
                    "skill": one.new.skill,
                    "topic": one.new.topic,
                    "from": one.old.starts_at.isoformat(),
                    "to": one.new.starts_at.isoformat(),
                }
                for one in self.moved
            ],
            "missing": [_session(one) for one in self.missing],
            "cancelled": [_session(one) for one in self.cancelled],
            "back": [_session(one) for one in self.back],
        }


def _cells(updated: Updated) -> list[dict[str, object]]:
    return [
        {"field": cell.field, "old": _plain(cell.old), "new": _plain(cell.new)}
        for cell in updated.cells
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _session(session: Session) -> dict[str, object]:
    return {
        "skill": session.skill,
        "topic": session.topic,
        "starts_at": session.starts_at.isoformat(),
    }


def corrected(stored: T, row: Record, fields: Mapping[str, str]) -> tuple[T, list[Cell]]:
    """`stored` with the values of the row, and the cells that differed.

    `fields` maps a field of the row to the field of `stored`. Empty fields of the row are ignored.
    """
    differing = {
        name: value
        for name, stored_as in fields.items()
        if (value := getattr(row, name)) not in (None, "", ())
        and value != getattr(stored, stored_as)
    }
    new = replace(stored, **{fields[name]: value for name, value in differing.items()})
    cells = [Cell(name, getattr(stored, fields[name]), value) for name, value in differing.items()]
    return new, cells
