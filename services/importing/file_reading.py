"""What was read of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from services.importing.problems import Level, Problem
from services.importing.records import Kind, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ListReading:
    """One list of a file: all its tables of one kind, over all sheets."""

    kind: Kind
    rows: tuple[Record, ...]
    problems: tuple[Problem, ...]
    year: int | None
    """When the programme began, as far as the list says."""

    def rows_of(self, kind: type[R]) -> list[R]:
        return [row for row in self.rows if isinstance(row, kind)]

    def with_rows(self, rows: Iterable[Record], more: Iterable[Problem] = ()) -> "ListReading":
        """The same list with other `rows` and with `more` problems, in the order of the rows."""
        problems = sorted(
            (*self.problems, *more), key=lambda problem: (problem.sheet or "", problem.row or 0)
        )
        return replace(self, rows=tuple(rows), problems=tuple(problems))

    @property
    def rejected(self) -> int:
        """How many rows hold a record that can't be stored."""
        return len(
            {
                (problem.sheet, problem.row)
                for problem in self.problems
                if problem.level is Level.ERROR and problem.row and problem.is_of_a_row
            }
        )

    @property
    def has_errors(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.problems)

    def as_json(self, file_name: str) -> dict[str, object]:
        return {
            "file": file_name,
            "kind": self.kind.value,
            "accepted": len(self.rows),
            "rejected": self.rejected,
            "rows": [row.as_json() for row in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class FileReading:
    """The lists of a file, or the one problem why it can't be read at all."""

    name: str
    lists: tuple[ListReading, ...] = ()
    refusal: Problem | None = None
