"""How values stand in rows: times as UTC epoch seconds, sets as words with commas between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import overload


@overload
def epoch(moment: datetime) -> int: ...
@overload
def epoch(moment: None) -> None: ...
def epoch(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


@overload
def moment(seconds: int) -> datetime: ...
@overload
def moment(seconds: None) -> None: ...
def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def latest(seconds: int | None) -> datetime | None:
    """The result of MAX or MIN, which is None where there are no rows."""
    return moment(seconds)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def joined(words: Iterable[str]) -> str:
    return ",".join(sorted(words))


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
