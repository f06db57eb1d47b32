"""How long codes and links last."""

from __future__ import annotations

from datetime import timedelta

CODE_LASTS = timedelta(days=7)
LONGEST_CODE_DAYS = 365
"""For codes in printed letters."""

FAMILY_MONTHS = 12
FAMILY_LASTS = timedelta(days=365 * FAMILY_MONTHS // 12)

BORROWED_FOR = timedelta(minutes=30)
"""A link on a borrowed phone."""
