"""`make bench`: run the benchmarks, print their tables, keep them and pictures in results/.

make bench                            all, medians of five rounds
make bench ARGS="answers --rounds 1"  one of them, quickly
make bench ARGS="turn --beside PATH"  beside another checkout of Bekal
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.plots import draw
from benchmarks.reports import machine

BENCHMARKS = (
    "answers",
    "killed",
    "import_lists",
    "announcements",
    "crowd",
    "crashes",
    "rush",
    "limited",
    "planning",
    "timing",
    "backup",
    "turn",
    "store",
)
"""Modules beside this one, each with `run(rounds)`, which returns reports."""

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="make bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--rounds", type=int, default=5, help="medians of so many (default: 5)")
    parser.add_argument("--beside", type=Path, help="another checkout, for turn and store")
    given = parser.parse_args()
    unknown = set(given.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    RESULTS.mkdir(exist_ok=True)
    for name in given.names or BENCHMARKS:
        beside = {"beside": given.beside} if name in ("turn", "store") else {}
        reports = import_module(f"benchmarks.{name}").run(given.rounds, **beside)
        written = "\n".join(report.as_markdown() for report in reports)
        words = f"{written}\nMedians of {given.rounds}. {machine()}\n"
        (RESULTS / f"{name}.md").write_text(words)
        for number, report in enumerate(reports, 1):
            draw(report, RESULTS / f"{name}{number}.png")
        sys.stdout.write(words)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
