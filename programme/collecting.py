"""What people answer to "your certificate is ready", and when they are asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Answer(StrEnum):
    """COLLECTED and LOST are somebody's word: the office has to confirm them."""

    MYSELF = "myself"
    PROXY = "proxy"
    CANNOT = "cannot"
    COLLECTED = "collected"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Answered:
    """`proxy` is who collects in his place; `contact_id` the chat that answered. UTC."""

    answer: Answer
    proxy: str | None
    contact_id: int
    at: datetime


ASKED_AGAIN_AFTER = (timedelta(days=14), timedelta(days=45))
USEFUL_FOR = timedelta(days=30)
"""Nobody is asked again later than this after the last question."""


def asks_again(ready_since: datetime, now: datetime) -> timedelta | None:
    """The latest moment to ask again that has passed, while asking is still useful."""
    waited = now - ready_since
    come = [after for after in ASKED_AGAIN_AFTER if after <= waited]
    return come[-1] if come and waited < ASKED_AGAIN_AFTER[-1] + USEFUL_FOR else None
