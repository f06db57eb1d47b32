"""Sheets of plain cells, into which files of every kind are turned first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell without a stored result."""

    text: str


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error, such as #N/A."""

    text: str


Cell = str | int | float | bool | datetime | date | time | timedelta | Formula | CellError
"""An empty cell is the empty string."""

Area = tuple[tuple[int, int], tuple[int, int]]
"""Merged cells: (row, column) of the first and of the last one, counted from 0."""

MAX_CELLS = 3_000_000
"""Rows times columns of a sheet; empty ones take memory too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows from the first one: `rows[0]` is row 1 of the spreadsheet."""

    name: str | None
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Area] = ()
