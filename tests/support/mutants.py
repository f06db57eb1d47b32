"""Changes programme/ and services/ here and there with mutmut, and tells what no test notices.

`make mutants` tries one change in `ONE_OF` of each file, the same ones each time;
`.venv/bin/python -m mutmut show NAME` shows one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

ONE_OF, SEED = 50, 9
NOBODY_NOTICED = (0, 33, None)
"""mutmut's marks: all tests passed, no test runs it, it was not tried."""


def mutmut(*names: str) -> None:
    """Try the changes of these names."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *names]
    subprocess.run(command, check=False)  # noqa: S603 - names of ours


def outcomes() -> list[dict[str, int | None]]:
    """For each file: the name of a change → how it ended, None if it has not been tried."""
    files = sorted(Path("mutants").rglob("*.meta"))
    return [json.loads(file.read_text())["exit_code_by_key"] for file in files]


def main() -> None:
    mutmut("programme.quiet.*")  # makes all changes, and learns which tests run which function
    random = Random(SEED)  # noqa: S311 - a sample that stays the same
    chosen = [
        name
        for changes in outcomes()
        for name in random.sample(sorted(changes), -(-len(changes) // ONE_OF))
    ]
    mutmut(*chosen)
    ends = {name: end for changes in outcomes() for name, end in changes.items()}
    unnoticed = [name for name in chosen if ends[name] in NOBODY_NOTICED]
    print(*unnoticed, sep="\n")  # noqa: T201 - what the command is there for
    print(f"{len(unnoticed)} of {len(chosen)} changes were not noticed")  # noqa: T201


if __name__ == "__main__":
    main()
