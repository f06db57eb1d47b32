"""What goes wrong on the way to Telegram, on order: refusals, floods, cut lines, silence."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

from telegram_rules import ApiRefusal

SENDING = (
    "sendMessage", "sendPhoto", "sendDocument", "sendVenue", "sendContact", "editMessageText",
    "deleteMessage",
)  # fmt: skip


@dataclass
class Fault:
    """One ordered failure of the next `times` fitting calls.

    kind: "refuse" (answer `code` and `description`), "cut" (closed before the body is read),
    "cut_after" (accepted, then closed without an answer), "hang" (not accepted, never answered),
    "hang_after" (accepted, never answered), "say" (not accepted, answered with `body`).
    """

    kind: str
    times: int = 1
    methods: tuple[str, ...] = SENDING
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    chat_id: int | None = None
    body: str = ""

    def refusal(self) -> ApiRefusal:
        parameters = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return ApiRefusal(self.code, self.description, **parameters)


def refusal_of(code: int, description: str | None = None, **options: object) -> Fault:
    words = {
        400: "Bad Request: refused on order",
        401: "Unauthorized",
        403: "Forbidden: bot was blocked by the user",
        404: "Not Found",
        409: "Conflict: terminated by other getUpdates request; make sure that only one bot "
        "instance is running",
        429: f"Too Many Requests: retry after {options.get('retry_after')}",
        502: "Bad Gateway",
    }
    text = description or words.get(code, "Internal Server Error")
    return Fault("refuse", code=code, description=text, **options)  # type: ignore[arg-type]


@dataclass
class RateLimit:
    """A bucket that holds `burst` messages and drains at `rate` a second.

    A message too many blocks the account for `penalty` seconds.
    """

    rate: float = 30.0
    burst: float = 10.0
    penalty: float = 3.0
    refused: int = 0
    _level: float = 0.0
    _filled_at: float = 0.0
    _blocked_until: float = 0.0

    def take(self, now: float) -> None:
        """Raises a 429 when the bucket is empty or the account blocked. `now` is monotonic."""
        if now < self._blocked_until:
            self._refuse(self._blocked_until - now)
        self._level = max(0.0, self._level - (now - self._filled_at) * self.rate)
        self._filled_at = now
        if self._level + 1 > self.burst:
            self._blocked_until = now + self.penalty
            self._refuse(self.penalty)
        self._level += 1

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        wait = math.ceil(seconds)
        raise ApiRefusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


@dataclass
class Storm:
    """Of all sends `share` fail, each in one of the ways there are."""

    share: float
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def before_reading(self) -> Fault | None:
        return Fault("cut") if self.chance.random() < self.share / 5 else None

    def after_reading(self) -> Fault | None:
        if self.chance.random() >= self.share * 4 / 5:
            return None
        return self.chance.choice(
            [
                refusal_of(500),
                refusal_of(429, retry_after=1),
                refusal_of(400, "Bad Request: can't parse entities"),
                Fault("cut_after"),
            ]
        )


@dataclass
class Faults:
    """All that is ordered for one account."""

    ordered: list[Fault] = field(default_factory=list)
    storm: Storm | None = None
    rate_limit: RateLimit | None = None
    drop_share: float = 0.0
    _chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def drop(self, share: float, seed: int = 1) -> None:
        """Of the accepted messages `share` (0.01 = 1 %) get no answer: the line is cut."""
        self.drop_share = share
        self._chance = random.Random(seed)  # noqa: S311

    def is_dropped(self, method: str) -> bool:
        return (
            bool(self.drop_share)
            and method in SENDING
            and (self._chance.random() < self.drop_share)
        )

    def next_before_reading(self, method: str) -> Fault | None:
        if self.storm and method in SENDING and (struck := self.storm.before_reading()):
            return struck
        return self._take(method, ("cut",), None)

    def next_for(self, method: str, chat_id: int | None) -> Fault | None:
        if self.storm and method in SENDING and (struck := self.storm.after_reading()):
            return struck
        return self._take(method, ("refuse", "cut_after", "hang", "hang_after", "say"), chat_id)

    def _take(self, method: str, kinds: tuple[str, ...], chat_id: int | None) -> Fault | None:
        for fault in self.ordered:
            if method not in fault.methods or fault.kind not in kinds:
                continue
            if fault.chat_id is not None and fault.chat_id != chat_id:
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.ordered.remove(fault)
            return fault
        return None
