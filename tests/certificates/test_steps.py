"""Every step a certificate may take, and why it may not take the others."""

from __future__ import annotations

from itertools import product

import pytest

from programme.certificates import AFTER_HANDOVER, Refusal, Step, is_step_back, may_move, why_not

TABLE = """
                  regi asse noty plen awai prin read coll expi susp revo lost
registered        =    +    +    +    +    +    +    +    n    n    n    n
assessment        b    =    +    +    +    +    +    +    n    n    n    n
not_yet_competent b    +    =    +    +    +    +    +    n    n    n    n
plenary           b    b    b    =    +    +    +    +    n    n    n    n
awaiting_blank    b    b    b    b    =    +    +    +    n    n    n    n
printing          b    b    b    b    b    =    +    +    n    n    n    n
ready             b    b    b    b    b    b    =    +    +    r    r    +
collected         b    b    b    b    b    b    b    =    +    r    r    +
expired           o    o    o    o    o    o    b    b    =    o    o    o
suspended         o    o    o    o    o    o    +    +    o    =    r    o
revoked           o    o    o    o    o    o    b    b    o    o    =    o
lost              f    f    f    f    f    f    f    f    f    f    f    =
"""
"""+ legal, b back and r taken away: with a reason only, the others never: = there already, n not
ready yet, o only back to where it was, f lost for good. Where a certificate was before is not
known here.
"""

MEANS = {
    "+": None,
    "b": Refusal.NEEDS_REASON,
    "r": Refusal.NEEDS_REASON,
    "=": Refusal.THERE_ALREADY,
    "n": Refusal.NOT_READY_YET,
    "o": Refusal.ONLY_BACK,
    "f": Refusal.LOST_FOR_GOOD,
}


def of_table() -> dict[tuple[Step, Step], str]:
    rows = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return {
        (Step(old), new): mark
        for old, *marks in rows
        for new, mark in zip(Step, marks, strict=True)
    }


def test_the_table_names_every_pair() -> None:
    assert set(of_table()) == set(product(Step, repeat=2))


@pytest.mark.parametrize(("old", "new"), list(product(Step, repeat=2)))
def test_each_pair(old: Step, new: Step) -> None:
    mark = of_table()[old, new]
    expected = MEANS[mark]
    assert why_not(old, new) is expected
    with_reason = None if expected is Refusal.NEEDS_REASON else expected
    assert why_not(old, new, "salah catat") is with_reason
    assert may_move(old, new, "salah catat") is (with_reason is None)
    if mark in "+br":
        assert is_step_back(old, new) is (mark == "b")


@pytest.mark.parametrize("old", sorted(AFTER_HANDOVER - {Step.LOST}))
@pytest.mark.parametrize("before", [Step.READY, Step.COLLECTED, Step.PRINTING])
def test_back_to_where_it_was_and_nowhere_else(old: Step, before: Step) -> None:
    ways_back = {
        new
        for new in set(Step) - AFTER_HANDOVER
        if may_move(old, new, "keputusannya dicabut", before=before)
    }
    assert ways_back == {before}


def test_nothing_leads_out_of_lost() -> None:
    for new, before in product(Step, [None, *Step]):
        assert not may_move(Step.LOST, new, "ketemu lagi", before=before)
