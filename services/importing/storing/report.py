"""What became of the lists that were to be stored."""

from __future__ import annotations

import json
from dataclasses import dataclass

from services.importing.notifying import Unaware
from services.importing.outcome import FileReading, ListReading
from services.importing.storing.changes import Changes


@dataclass(frozen=True, slots=True)
class ListReport:
    """`taken` is the list with the rows that were stored and everything that is wrong with it.

    `programme` is None for a list that belongs to none; `unaware` is who doesn't know yet of
    sessions to come that this or an earlier list has changed, None for other kinds of lists.
    """

    taken: ListReading
    changes: Changes
    programme_id: int | None = None
    programme: str | None = None
    unaware: Unaware | None = None

    def as_json(self, file_name: str) -> dict[str, object]:
        return {
            **self.taken.as_json(file_name),
            "programme": self.programme,
            "changes": self.changes.as_json(),
            "unaware": self.unaware.as_json() if self.unaware else None,
        }

    def to_keep(self) -> str:
        """What is kept of it: no value of any cell, so that nobody's data stays behind in it."""
        left_out = {"value", "message"}
        problems = [
            {name: value for name, value in problem.as_json().items() if name not in left_out}
            for problem in self.taken.problems
        ]
        changes = self.changes
        counts = {
            "added": changes.added,
            "updated": len(changes.updated),
            "unchanged": changes.unchanged,
            "fields": changes.fields,
            "moved": len(changes.moved),
            "missing": len(changes.missing),
            "cancelled": len(changes.cancelled),
        }
        return json.dumps({"problems": problems, "changes": counts})


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file's lists in the order they were stored; none for one that was refused."""

    reading: FileReading
    lists: tuple[ListReport, ...] = ()

    @property
    def has_errors(self) -> bool:
        return self.reading.refusal is not None or any(one.taken.has_errors for one in self.lists)

    def as_json(self) -> list[dict[str, object]]:
        """One entry a list, or the one entry of a refused file."""
        if self.reading.refusal:
            return self.reading.as_json()
        return [one.as_json(self.reading.name) for one in self.lists]
