"""How long codes and links last, and requests of chats that have no code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CODE_LASTS = timedelta(days=7)
LONGEST_CODE_DAYS = 365
"""For codes in printed letters."""

FAMILY_MONTHS = 12
FAMILY_LASTS = timedelta(days=365 * FAMILY_MONTHS // 12)

BORROWED_FOR = timedelta(minutes=30)
"""A link on a borrowed phone."""


class RequestState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody without a code says: in words, or by a number (E.164 where it can be read).

    `phone_is_own`: the channel vouches for the number being the sender's.
    """

    text: str = ""
    phone: str | None = None
    phone_is_own: bool = False


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """Times are UTC. `invite_id` is what was opened for the chat, once it is approved."""

    id: int
    contact_id: int
    claim: Claim
    state: RequestState
    invite_id: int | None
    created_at: datetime
    due_at: datetime
