"""How fast an account may send. Knows only monotonic seconds; decides, never waits.

Telegram Bot FAQ: about 30 messages a second for bulk, one a second in one chat (short bursts are
allowed), 20 a minute in one group.
"""

from __future__ import annotations

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

    def reply_sent(self, now: float) -> None:
        """A reply counts within the account's rate: bulk gives way to it."""
        pushed = max(self._bulk_at, now) + self._interval
        self._bulk_at = max(self._bulk_at, min(pushed, now + REPLIES_DELAY_BULK))

    def chat_at(self, address: str) -> float:
        """When a message may go into this chat."""
        if not self._per_chat:
            return 0.0
        interval, burst = self._of_chat(address)
        return self._chat_full_at.get(address, 0.0) - interval * (burst - 1)

    def chat_sent(self, address: str, at: float) -> None:
        if not self._per_chat:
            return
        interval, _ = self._of_chat(address)
        self._chat_full_at[address] = max(self._chat_full_at.get(address, 0.0), at) + interval
        if len(self._chat_full_at) > CHATS_REMEMBERED:
            self._chat_full_at = {
                chat: full for chat, full in self._chat_full_at.items() if full > at
            }

    def _of_chat(self, address: str) -> tuple[float, int]:
        """Interval and burst. A group's id is negative (Telegram Bot API)."""
        if address.startswith("-"):
            return max(self._per_chat, 60 / GROUP_PER_MINUTE), GROUP_PER_MINUTE
        return self._per_chat, CHAT_BURST
