"""How fast an account may send. Knows only monotonic seconds; decides, never waits.

Telegram Bot FAQ: about 30 messages a second for bulk, one a second in one chat (short bursts are
allowed), 20 a minute in one group.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

CHAT_BURST = 3
"""So many messages may follow each other at once in a private chat."""

GROUP_PER_MINUTE = 20

REPLIES_DELAY_BULK = 1.0
"""Replies push bulk back, but never by more than this many seconds."""

CHATS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`per_second` for bulk (0 = none), `per_chat_seconds` between two messages (0 = none)."""

    per_second: float = 29.5
    per_chat_seconds: float = 1.0


class Pace:
    """One deadline for the account's bulk, one for each chat; they only move forward."""

    def __init__(self, limits: Limits) -> None:
        self._interval = 1 / limits.per_second if limits.per_second else 0.0
        self._per_chat = limits.per_chat_seconds
        self._bulk_at = 0.0
        self._held_until = 0.0
        self._chat_full_at: dict[str, float] = {}
        self._group_sent: dict[str, deque[float]] = {}

    @property
    def held_until(self) -> float:
        """Nothing goes out before this moment."""
        return self._held_until

    @property
    def bulk_at(self) -> float:
        """When the next bulk message may go out."""
        return max(self._bulk_at, self._held_until)

    def hold(self, until: float) -> None:
        """Hold the whole account (429, outage)."""
        self._held_until = max(self._held_until, until)

    def bulk_moments(self, now: float, ahead: float, most: int) -> list[float]:
        """When the next bulk messages may go out, as far as that is within `ahead` of now."""
        moments: list[float] = []
        moment = max(self.bulk_at, now)
        while len(moments) < most and moment <= now + ahead:
            moments.append(moment)
            moment += self._interval
        return moments

    def bulk_sent(self, at: float) -> None:
        self._bulk_at = max(self._bulk_at, at + self._interval)

    def bulk_left(self, at: float) -> None:
        """When the message really left. What leaves late keeps those behind it at a distance.

        A quarter of an interval is let pass. At 29.5 a second thirty messages leave half an
        interval over, and the other quarter is for what happens on the way.
        """
        self._bulk_at = max(self._bulk_at, at + self._interval * 3 / 4)

    def reply_sent(self, now: float) -> None:
        """A reply counts within the account's rate: bulk gives way to it."""
        pushed = max(self._bulk_at, now) + self._interval
        self._bulk_at = max(self._bulk_at, min(pushed, now + REPLIES_DELAY_BULK))

    def chat_at(self, address: str) -> float:
        """When a message may go into this chat."""
        if not self._per_chat:
            return 0.0
        if is_group(address):
            sent = self._group_sent.get(address)
            return sent[0] + 60 if sent and len(sent) == GROUP_PER_MINUTE else 0.0
        return self._chat_full_at.get(address, 0.0) - self._per_chat * (CHAT_BURST - 1)

    def chat_sent(self, address: str, at: float) -> None:
        if not self._per_chat:
            return
        if is_group(address):
            self._group_sent.setdefault(address, deque(maxlen=GROUP_PER_MINUTE)).append(at)
            return
        self._chat_full_at[address] = (
            max(self._chat_full_at.get(address, 0.0), at) + self._per_chat
        )
        if len(self._chat_full_at) > CHATS_REMEMBERED:
            self._chat_full_at = {
                chat: full for chat, full in self._chat_full_at.items() if full > at
            }


def is_group(address: str) -> bool:
    """A group's id is negative (Telegram Bot API)."""
    return address.startswith("-")
