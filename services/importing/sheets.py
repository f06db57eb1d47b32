"""A sheet of plain cells: what every kind of file becomes before meaning is read into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula cell whose result isn't stored in the file."""

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
"""Rows times columns of a sheet: they are all laid out in memory, empty ones too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the sheet's first row on, so that `rows[0]` is what a spreadsheet calls row 1."""

    name: str | None
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Area] = ()
