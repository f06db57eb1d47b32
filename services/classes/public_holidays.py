"""Public holidays and the government's joint days off (cuti bersama)."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache


def is_holiday(day: date) -> bool:
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> Container[date]:
    import holidays  # noqa: PLC0415 - 4 MB that few turns need

    return holidays.country_holidays("ID", years=year, categories=("public", "government"))
