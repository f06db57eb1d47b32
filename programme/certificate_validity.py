"""When a certificate expires and when people are told. Days are those of the programme's zone."""

from __future__ import annotations

from datetime import date, timedelta

TOLD_BEFORE = (timedelta(days=90), timedelta(days=30))

LONG_AGO = timedelta(days=30)
"""An expiry longer ago than this is not reported."""


def is_over(valid_until: date | None, today: date) -> bool:
    """The last day itself still counts."""
    return valid_until is not None and valid_until < today


def told_before(valid_until: date, today: date) -> timedelta | None:
    """The shortest of the notice periods that has been reached; None after the last day."""
    reached = [span for span in TOLD_BEFORE if valid_until - span <= today]
    return min(reached) if reached and not is_over(valid_until, today) else None
