"""What a benchmark found, as a table that people read and copy."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Target:
    """What was to be reached and what was."""

    what: str
    found: str
    wanted: str
    is_met: bool


@dataclass(slots=True)
class Report:
    """`table` begins with its headings; the first column is text."""

    title: str
    how: str
    table: list[Sequence[str]]
    targets: list[Target] = field(default_factory=list)

    def as_markdown(self) -> str:
        wanted = [("target", "wanted", "found", ""), *map(_target_row, self.targets)]
        parts = [f"## {self.title}", self.how, _table(self.table), _table(wanted)]
        return "\n\n".join(parts if self.targets else parts[:-1]) + "\n"


def machine() -> str:
    """Where and under which load this was measured: others' work shows in every figure."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}; load average at the end {load}."
    )


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios, each taken within one round."""
    return median(our / their for our, their in zip(ours, theirs, strict=True))


def at_least(what: str, found: float, wanted: float) -> Target:
    return Target(what, f"{found:.2f}", f"≥ {wanted:g}", found >= wanted)


def at_most(what: str, found: float, wanted: float) -> Target:
    return Target(what, f"{found:.2f}", f"≤ {wanted:g}", found <= wanted)


def _target_row(target: Target) -> tuple[str, ...]:
    return target.what, target.wanted, target.found, "met" if target.is_met else "MISSED"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join((first, *others))} |"

    rule = "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths))
    return "\n".join((line(rows[0]), f"|{rule}|", *map(line, rows[1:])))
