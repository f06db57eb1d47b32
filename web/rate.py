"""At most so many requests a minute from one address, counted in memory and written nowhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

SECONDS = 60.0

NETWORK_BITS = 64
"""Of an IPv6 address: what one subscriber has for himself."""

MOST_ADDRESSES = 50_000


class Rate:
    """Counts by the clock's minutes. Where there are too many addresses to count, all begin anew.

    `clock` gives seconds that only go forward.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._counted: Counter[str] = Counter()
        self._minute = 0

    def allows(self, address: str) -> bool:
        """Count a request from this address; False when it is one too many."""
        minute = int(self._clock() // SECONDS)
        if minute != self._minute or len(self._counted) >= MOST_ADDRESSES:
            self._minute = minute
            self._counted.clear()
        subscriber = _subscriber(address)
        self._counted[subscriber] += 1
        return self._counted[subscriber] <= self._most


class Limited:
    """Answers with `refusal` what `rate` doesn't allow; the app is not reached."""

    def __init__(self, app: ASGIApp, rate: Rate, refusal: ASGIApp) -> None:
        self._app = app
        self._rate = rate
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client") or ("", 0)
        app = self._app if self._rate.allows(client[0]) else self._refusal
        await app(scope, receive, send)


def _subscriber(address: str) -> str:
    with suppress(ValueError):
        parsed = ip_address(address)
        if isinstance(parsed, IPv6Address):
            if parsed.ipv4_mapped:
                return str(parsed.ipv4_mapped)
            return f"{int(parsed) >> (128 - NETWORK_BITS):x}"
    return address
