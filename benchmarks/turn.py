"""What a turn touches, and what it costs; beside another checkout with `--beside`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, at_most, ratio

HOW = """\
One turn of each kind on a store of 50 linked chats, traced: the files and functions of our own
code, and their calls. Then 500 turns of each kind: CPU milliseconds a turn without its commit."""

HEADINGS = ("turn", "files", "functions", "calls", "CPU ms")
MOST_FILES = 45
MOST_CPU = 2 / 3
"""Of a schedule question, in files and beside commit 350f922."""

Figures = dict[str, list[float]]
"""Kind of turn → files, functions, calls, milliseconds."""


def run(rounds: int, beside: Path | None = None) -> list[Report]:
    checkouts = {"Bekal": ROOT} | ({"beside": beside} if beside else {})
    found: dict[str, list[Figures]] = {name: [] for name in checkouts}
    for _ in range(rounds):
        for name, root in checkouts.items():
            found[name].append(_taken(root))
    kinds = list(found["Bekal"][0])
    rows = [_row(f"{kind}, {name}", kind, found[name]) for kind in kinds for name in checkouts]
    files = found["Bekal"][0]["schedule"][0]
    targets = [at_most("files of a schedule question", files, MOST_FILES)]
    for kind in kinds if beside else ():
        ours, theirs = ([each[kind][3] for each in found[name]] for name in checkouts)
        targets.append(at_most(f"CPU of {kind}, to the other’s", ratio(ours, theirs), MOST_CPU))
    return [Report("A turn", HOW, [HEADINGS, *rows], targets)]


def _row(name: str, kind: str, found: Sequence[Figures]) -> tuple[str, ...]:
    files, functions, calls, ms = (median(each[kind][at] for each in found) for at in range(4))
    return name, f"{files:.0f}", f"{functions:.0f}", f"{calls:.0f}", f"{ms:.3f}"


def _taken(checkout: Path) -> Figures:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-P", str(ROOT / "benchmarks" / "turn_taken.py")],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout.resolve())},
        check=True,
        capture_output=True,
    )
    figures: Figures = json.loads(done.stdout)
    return figures
