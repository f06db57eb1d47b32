"""The country’s time zones."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

WIB, WITA, WIT = (ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))


def at(local: str, zone: ZoneInfo = WIB) -> datetime:
    """The UTC moment of a local time."""
    return datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)
