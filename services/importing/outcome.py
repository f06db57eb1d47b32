"""What reading a file came to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.importing.problems import Level, Problem
from services.importing.records import Kind, Record


@dataclass(frozen=True, slots=True)
class ListReading:
    """One list of a file: all its tables of one kind, over all sheets."""

    kind: Kind
    rows: tuple[Record, ...]
    problems: tuple[Problem, ...]
    year: int | None
    """When the programme began, as far as the list tells."""

    def with_rows(self, rows: Iterable[Record], more: Iterable[Problem] = ()) -> "ListReading":
        """The same list with other `rows` and with `more` problems, in the order of the rows."""
        problems = sorted(
            (*self.problems, *more), key=lambda problem: (problem.sheet or "", problem.row or 0)
        )
        return replace(self, rows=tuple(rows), problems=tuple(problems))

    @property
    def rejected(self) -> int:
        """How many rows hold a record that can't be taken."""
        wrong = (problem for problem in self.problems if problem.level is Level.ERROR)
        return len(
            {
                (problem.sheet, problem.row)
                for problem in wrong
                if problem.row and problem.is_of_a_row
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
    """What a file holds: its lists, or the one problem why it can't be read at all."""

    name: str
    lists: tuple[ListReading, ...] = ()
    refusal: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        if self.refusal:
            return (self.refusal,)
        return tuple(problem for one in self.lists for problem in one.problems)

    @property
    def has_errors(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.problems)

    def as_json(self) -> list[dict[str, object]]:
        """One entry a list, as `bekal import --json` prints them; one entry for a refused file."""
        if self.refusal is None:
            return [one.as_json(self.name) for one in self.lists]
        return [
            {
                "file": self.name,
                "kind": None,
                "accepted": 0,
                "rejected": 0,
                "rows": [],
                "problems": [self.refusal.as_json()],
            }
        ]
