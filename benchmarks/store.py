"""Reads, writes and turns a second, beside another checkout's where one is given."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from statistics import median

from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, at_least, at_most, ratio

WORK = ROOT / "benchmarks" / "store_work.py"

HOW = """\
Work on the store without any network, both checkouts alternately on one disk. Reads: 32 at once, a
snapshot each. Writes and turns: each waited for, then 256 at once, with their commits (fsync). A
turn is the whole of a linked participant's question for the next class. CPU is that of all threads
for one, in milliseconds; everything else is a second. The best of six slices, in each round."""

Figures = dict[str, float]


def run(rounds: int, beside: Path | None = None) -> list[Report]:
    checkouts = {"Bekal": ROOT} | ({"beside": beside} if beside else {})
    found: dict[str, list[Figures]] = {name: [] for name in checkouts}
    for _ in range(rounds):
        for name, root in checkouts.items():
            found[name].append(_figures(root))
    names = list(found["Bekal"][0])
    rows = [(name, *(_median(found[each], name) for each in checkouts)) for name in names]
    targets = []
    if beside:
        for name in names:
            ours = [each[name] for each in found["Bekal"]]
            theirs = [each[name] for each in found["beside"]]
            compare, wanted = (at_most, 1.0) if name.startswith("CPU") else (at_least, 0.95)
            targets.append(compare(f"{name}, to the other's", ratio(ours, theirs), wanted))
    return [Report("The store", HOW, [("work", *checkouts), *rows], targets)]


def _median(found: list[Figures], name: str) -> str:
    value = median(each[name] for each in found)
    return f"{value:.3f}" if name.startswith("CPU") else f"{value:,.0f}"


def _figures(root: Path) -> Figures:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-P", str(WORK)], cwd=root, env=os.environ | {"PYTHONPATH": str(root.resolve())},
        check=True, capture_output=True,
    )  # fmt: skip
    figures: Figures = json.loads(done.stdout)
    return figures
