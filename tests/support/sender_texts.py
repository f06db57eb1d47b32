"""Texts of many senders with what they mean, and how a parser's answer is compared with it.

`tests/understanding/` holds questions and announcements, one JSON object a line. A question's
right answers are its `intent` and those in `also`; a number is compared by letters and digits.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from understanding import parse
from understanding.as_json import announcement_as_json

FOLDER = Path(__file__).parent.parent / "understanding"
WIB_MONDAY = "2025-11-24T09:00:00+07:00"

Row = dict[str, Any]


def read(name: str) -> list[Row]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def written_at(row: Row) -> datetime:
    return datetime.fromisoformat(row.get("now", WIB_MONDAY))


@dataclass
class Share:
    """How many of how many, and the texts that were missed."""

    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def count(self, text: str, *, is_right: bool) -> None:
        self.of += 1
        self.right += is_right
        if not is_right:
            self.missed.append(text)

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.right}/{self.of} = {self.value:.3f}"


def score_questions(rows: Iterable[Row]) -> dict[str, Share]:
    """Shares by name: intent, "jv and mixed", "off topic", refused; each slot right and false."""
    shares: dict[str, Share] = {}

    def count(name: str, row: Row, *, is_right: bool) -> None:
        shares.setdefault(name, Share()).count(row["text"], is_right=is_right)

    for row in rows:
        understood = parse(row["text"], written_at(row))
        is_right = understood.intent in (row["intent"], *row.get("also", ()))
        count("intent", row, is_right=is_right)
        if row.get("lang") in ("jv", "mixed"):
            count("jv and mixed", row, is_right=is_right)
        if row["intent"] == "out_of_scope":
            count("off topic", row, is_right=is_right)
            continue
        count("refused", row, is_right=not is_right and understood.intent == "out_of_scope")
        slots = row.get("slots")
        if slots is None:
            continue
        found = {
            "skill": sorted(understood.skills),
            "date": understood.date.isoformat() if understood.date else None,
            "certificate_number": _plain(understood.certificate_number),
            "participant_number": _plain(understood.participant_number),
            "name": understood.name,
        }
        for slot, value in found.items():
            if slot in slots:
                count(f"{slot} right", row, is_right=value in _accepted(slot, slots))
            else:
                count(f"{slot} false", row, is_right=bool(value))
    return shares


def _accepted(slot: str, slots: Row) -> list[Any]:
    value = slots[slot]
    if slot == "skill":
        return [sorted([value] if isinstance(value, str) else value)]
    if slot == "date":
        return [value, *slots.get("date_also", ())]
    return [_plain(value)] if slot.endswith("number") else [value]


def _plain(number: str | None) -> str | None:
    return re.sub(r"\W", "", number).lower() if number else None


def score_announcements(rows: Iterable[Row]) -> Share:
    """A row counts when all fields of all its changes are right."""
    share = Share()
    for row in rows:
        change = announcement_as_json(row["text"], written_at(row))["change"]
        share.count(row["text"], is_right=_comparable(change) == _comparable(row["change"]))
    return share


def _comparable(change: Row | list[Row] | None) -> list[str] | None:
    """Changes without order, case and the full stop a reason may end with."""
    if change is None:
        return None
    changes = [change] if isinstance(change, dict) else change
    return sorted(
        json.dumps(
            {
                name: str(value).lower().strip(" .!")
                for name, value in one.items()
                if value is not None
            },
            sort_keys=True,
        )
        for one in changes
    )
