"""How long an office waits for a list of 10,000 participants, and how much memory it takes.

Measured is the whole process `bekal import`, with the one it opens workbooks in.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.loopback import PYTHON, ROOT
from benchmarks.reports import Report, at_most

LIST = ROOT / "tests" / "data" / "import" / "rusak" / "16_sepuluh_ribu_baris.xlsx"
ROWS = 10_000
MOST_SECONDS = 5
MOST_MEGABYTES = 200

FIRST = "into an empty store"
AGAIN = "the same list again"
DRY = "dry run"

HOW = f"""\
A workbook of {ROWS:,} participants through `bekal import`, from the start of the process to its
end. Memory is the most that the process, or the one it opens the workbook in, held at once."""


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    cpu: float
    megabytes: float


def run(rounds: int) -> list[Report]:
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        with empty_office() as config:
            runs.setdefault(DRY, []).append(measure(config, "--dry-run"))
            runs.setdefault(FIRST, []).append(measure(config))
            runs.setdefault(AGAIN, []).append(measure(config))
    return [_report(runs)]


@contextmanager
def empty_office() -> Iterator[Path]:
    """The configuration of an office without a store yet."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.touch()
        yield config


def measure(config: Path, *options: str) -> Run:
    command = [PYTHON, "-m", "bot", "import", str(LIST), "--config", str(config), *options]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _report(runs: dict[str, list[Run]]) -> Report:
    table = [
        (
            what,
            f"{median(one.seconds for one in of_kind):.2f}",
            f"{median(one.cpu for one in of_kind):.2f}",
            f"{ROWS / median(one.seconds for one in of_kind):,.0f}",
            f"{median(one.megabytes for one in of_kind):.0f}",
        )
        for what, of_kind in runs.items()
    ]
    targets = [
        at_most("s, first import", median(one.seconds for one in runs[FIRST]), MOST_SECONDS),
        at_most("MB, first import", median(one.megabytes for one in runs[FIRST]), MOST_MEGABYTES),
    ]
    headings = ("10,000 rows", "s", "CPU s", "rows/s", "MB")
    return Report("Import of lists", HOW, [headings, *table], targets)
