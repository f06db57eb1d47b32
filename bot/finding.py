"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and how to fix it where that is needed."""

    level: Level
    about: str
    says: str
    fix: str = ""

    def as_json(self) -> dict[str, str]:
        return {"level": self.level, "about": self.about, "says": self.says, "mend": self.fix}

    def __str__(self) -> str:
        return f"{self.level:9}{self.about:15}{'; '.join(filter(None, (self.says, self.fix)))}"
