"""What storing the lists of files did."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from services.importing.file_reading import FileReading, ListReading
from services.importing.notifying import Unaware
from services.importing.problems import Code
from services.importing.storing.changes import Changes
from services.importing.storing.programmes import UnclearProgramme


@dataclass(frozen=True, slots=True)
class ListReport:
    """`taken` is the list with the rows that were stored and all problems of it.

    `programme` is None for a list that belongs to none. `unaware` counts who doesn't know yet of
    changes to coming sessions, by this or an earlier list; None for other kinds of lists.
    """

    taken: ListReading
    changes: Changes
    programme_id: int | None = None
    programme: str | None = None
    unaware: Unaware | None = None
    unclear: UnclearProgramme | None = None

    @property
    def lacks_programme(self) -> bool:
        """May it belong to several programmes, and nobody said which one is meant?"""
        return self.unclear is not None

    @property
    def renamed(self) -> int:
        """How many numbers come with somebody else's name."""
        return sum(problem.code is Code.RENAMED for problem in self.taken.problems)

    def as_json(self, file_name: str) -> dict[str, object]:
        return {
            **self.taken.as_json(file_name),
            "programme": self.programme,
            "changes": self.changes.as_json(),
            "unaware": asdict(self.unaware) if self.unaware else None,
        }

    def to_keep(self) -> str:
        """The report for the record of imports: without cell values, which are personal data."""
        left_out = {"value", "message"}
        problems = [
            {name: value for name, value in problem.as_json().items() if name not in left_out}
            for problem in self.taken.problems
        ]
        return json.dumps({"problems": problems, "changes": self.changes.counts()})


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file's lists in the order they were stored; none for a refused file."""

    reading: FileReading
    lists: tuple[ListReport, ...] = ()

    @property
    def has_errors(self) -> bool:
        return self.reading.refusal is not None or any(one.taken.has_errors for one in self.lists)

    def as_json(self) -> list[dict[str, object]]:
        """One entry a list, as `bekal import --json` prints them; one for a refused file."""
        name, refusal = self.reading.name, self.reading.refusal
        if refusal is None:
            return [one.as_json(name) for one in self.lists]
        refused = {"kind": None, "accepted": 0, "rejected": 0, "problems": [refusal.as_json()]}
        return [{"file": name, "rows": [], **refused}]
