"""All of it: .venv-bench/bin/python -m benchmarks.understanding

The baselines learn from the same texts as ours; all are judged by the held-out ones, each in a
process of its own.
"""

import json
import statistics
import subprocess
import sys
import time

from benchmarks.understanding.ours import NOW
from benchmarks.understanding.texts import HELD_OUT, LEARNT, ROOT, WRITTEN_BY_OTHERS, read, tell
from benchmarks.understanding.train import cross_validate
from understanding import parse
from understanding.normalise import read_token

sys.path.insert(
    0, str(ROOT / "tests" / "support")
)  # the tests' way to compare answers is the one way
from sender_texts import score_announcements, score_questions

WAYS = ("ours", "by_scikit_learn", "by_rapidfuzz")
QUESTIONS = (*HELD_OUT, *WRITTEN_BY_OTHERS, "questions_dev", "questions_seed")
ANNOUNCEMENTS = (
    "announcements_held_out",
    "announcements_held_out_2",
    "announcements_held_out_3",
    "announcements_held_out_4",
    "announcements_held_out_5",
    "announcements_strangers",
    "announcements_dev",
)
FOLDS = 8


def compare() -> None:
    measured = {}
    for way in WAYS:
        command = [sys.executable, "-m", "benchmarks.understanding.measure", way]
        output = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True)  # noqa: S603
        measured[way] = json.loads(output.stdout)
    tell("".join([" " * 24, *(f"{way:>17}" for way in WAYS)]))
    for what in measured["ours"]:
        tell("".join([f"{what:24}", *(f"{measured[way][what]:17.3f}" for way in WAYS)]))


def first_sight_milliseconds() -> float:
    """The median when no word was ever seen before, so that nothing remembered helps."""
    taken = []
    for row in read(*HELD_OUT):
        read_token.cache_clear()
        started = time.perf_counter()
        parse(row["text"], NOW)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1e3


def tell_scores() -> None:
    for name in QUESTIONS:
        tell(f"\n{name}")
        for what, share in sorted(score_questions(read(name)).items()):
            tell(f"  {what:28}{share}")
    tell("\nannouncements, all fields right")
    for name in ANNOUNCEMENTS:
        tell(f"  {name:28}{score_announcements(read(name))}")


def main() -> None:
    compare()
    tell(f"ours, words never seen before: {first_sight_milliseconds():.3f} ms at the median")
    tell(f"\nintent right over the texts learnt from, {FOLDS} folds (d dev, s seed, t ours,")
    tell("A to E strangers, each left out whole)")
    cross_validate(read(*LEARNT), FOLDS)
    tell_scores()


if __name__ == "__main__":
    main()
