"""The texts in tests/understanding: those to learn from and those held out."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
WRITTEN_BESIDE_THE_RULES = ("questions", "questions_dev", "questions_seed")
WRITTEN_BY_OTHERS = (
    "questions_strangers", "questions_held_out", "questions_held_out_2", "questions_held_out_3",
    "questions_held_out_4", "questions_held_out_5", "questions_held_out_6",
    "questions_held_out_7", "questions_held_out_8",
)  # fmt: skip
LEARNT = (*WRITTEN_BESIDE_THE_RULES, *WRITTEN_BY_OTHERS)
"""The held-out texts of former rounds are learnt from: what they had to tell has been told."""
HELD_OUT = ("questions_held_out_9",)

Row = dict[str, Any]


def read(*names: str) -> list[Row]:
    folder = ROOT / "tests" / "understanding"
    return [
        json.loads(line)
        for name in names
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def is_right(row: Row, intent: str) -> bool:
    return intent == row["intent"] or intent in row.get("also", ())


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
