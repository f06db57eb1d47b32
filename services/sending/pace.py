"""How fast an account may send. Uses monotonic seconds only; it decides and never waits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from services.sending.channel import Capabilities

CHAT_BURST = 3
"""How many messages may be sent at once into a private chat."""

REPLIES_DELAY_BULK = 1.0
"""Replies delay bulk by at most this many seconds."""

CHATS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`per_second` for bulk (0 = none), `per_chat_seconds` between two messages (0 = none)."""

    per_second: float = 29.5
    per_chat_seconds: float = 1.0


class Pace:
    """One deadline for the account's bulk, one for each chat; they only move forward."""

    def __init__(self, limits: Limits, channel: Capabilities = Capabilities()) -> None:  # noqa: B008 - frozen
        self._channel = channel
        self._interval = 1 / limits.per_second if limits.per_second else 0.0
        self._per_chat = limits.per_chat_seconds
        self._bulk_at = 0.0
        self._held_until = 0.0
        self._chat_full_at: dict[str, float] = {}
        self._chat_held: dict[str, float] = {}
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

    def hold_chat(self, address: str, until: float) -> None:
        """Hold this chat only (429)."""
        self._chat_held[address] = max(self._chat_held.get(address, 0.0), until)
        if len(self._chat_held) > CHATS_REMEMBERED:
            self._chat_held.pop(next(iter(self._chat_held)))

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
        """Keep a message that left late at a distance from the next.

        A quarter of an interval is tolerated. At 29.5 a second thirty messages leave half an
        interval spare; the other quarter covers delays on the network.
        """
        self._bulk_at = max(self._bulk_at, at + self._interval * 3 / 4)

    def reply_sent(self, now: float) -> None:
        """Count a reply within the account's rate: it delays bulk."""
        pushed = max(self._bulk_at, now) + self._interval
        self._bulk_at = max(self._bulk_at, min(pushed, now + REPLIES_DELAY_BULK))

    def chat_at(self, address: str) -> float:
        """When a message may go into this chat."""
        return max(self._chat_held.get(address, 0.0), self._paced_at(address))

    def _paced_at(self, address: str) -> float:
        if not self._per_chat:
            return 0.0
        if self._channel.is_group(address):
            sent = self._group_sent.get(address)
            return sent[0] + 60 if sent and len(sent) == sent.maxlen else 0.0
        return self._chat_full_at.get(address, 0.0) - self._per_chat * (CHAT_BURST - 1)

    def chat_sent(self, address: str, at: float) -> None:
        if not self._per_chat:
            return
        if self._channel.is_group(address):
            most = self._channel.group_per_minute
            self._group_sent.setdefault(address, deque(maxlen=most)).append(at)
            return
        self._chat_full_at[address] = (
            max(self._chat_full_at.get(address, 0.0), at) + self._per_chat
        )
        if len(self._chat_full_at) > CHATS_REMEMBERED:
            self._chat_full_at = {
                chat: full for chat, full in self._chat_full_at.items() if full > at
            }
