"""How long a certificate is valid, and when that is told. A day counts in the programme's zone."""

from __future__ import annotations

from datetime import date, timedelta

TOLD_BEFORE = (timedelta(days=90), timedelta(days=30))

LONG_AGO = timedelta(days=30)
"""Nobody is told that a certificate ran out so long before."""


def is_over(valid_until: date | None, today: date) -> bool:
    """The last day itself still counts."""
    return valid_until is not None and valid_until < today


def told_before(valid_until: date, today: date) -> timedelta | None:
    """How long before the end it is to be told now: the shortest span that has been reached."""
    reached = [span for span in TOLD_BEFORE if valid_until - span <= today]
    return min(reached) if reached and not is_over(valid_until, today) else None
