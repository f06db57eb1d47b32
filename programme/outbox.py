"""The life of a message on its way out, and what a channel can say about an attempt to send it.

State machine (design: one outbox, one way out):

    queued → sending → sent | failed | uncertain | queued
    queued → cancelled | expired
    uncertain → queued (sent once more) | sent | cancelled | expired
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Priority(IntEnum):
    """Lower goes first; replies overtake bulk."""

    REPLY = 0
    ANNOUNCEMENT = 1
    REMINDER = 2
    BROADCAST = 3


class Kind(StrEnum):
    """A reply's body is a finished `Outgoing`; any other is data, worded when it is sent."""

    REPLY = "reply"
    REMINDER = "reminder"
    ANNOUNCEMENT = "announcement"
    BROADCAST = "broadcast"
    NOTICE = "notice"


RESENT_WHEN_UNCERTAIN = frozenset({Kind.REPLY, Kind.REMINDER, Kind.ANNOUNCEMENT, Kind.NOTICE})
"""Repeating these does no harm, losing them does; staff decide about a plain broadcast."""


def most_uncertain(kind: Kind) -> int:
    """After so many unclear outcomes a message is left for staff: each may have arrived.

    An answer is too old to help before it comes to that.
    """
    return 40 if kind is Kind.REPLY else 5


REPLY_USEFUL_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel accepted the message under this id."""

    provider_id: str


class SendProblem(Exception):
    """A message was not sent, or may not have been. `reason` is a short word kept with the row."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(SendProblem):
    """Certainly not sent (connect error, connect or pool timeout): may be tried again."""


class Throttled(NotSent):
    """The account is asked to wait `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("throttled")
        self.retry_after = retry_after


class ChatThrottled(NotSent):
    """This chat is asked to wait `retry_after` seconds; the account is not."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("throttled")
        self.retry_after = retry_after


class Refused(SendProblem):
    """The channel will never take this message (400 and its like)."""


class Unreachable(Refused):
    """The chat is gone or has blocked us: no message reaches it until the person writes again."""


class ChatMoved(SendProblem):
    """The same chat now lives at `address`."""

    def __init__(self, address: str) -> None:
        super().__init__("moved")
        self.address = address


class Uncertain(SendProblem):
    """It may have gone out: a timeout or reset after writing, a 5xx."""


class AccountTrouble(SendProblem):
    """Nothing of this account can be sent now (401, 404, 409): its rows stay queued."""


class AccountRefused(AccountTrouble):
    """There is no such account (401, 404): waiting doesn't help."""
