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
    """What was looked at, how it is, and the mend if it needs one."""

    level: Level
    about: str
    says: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.level:9}{self.about:15}{'; '.join(filter(None, (self.says, self.mend)))}"
