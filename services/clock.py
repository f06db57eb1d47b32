"""The source of time, passed in everywhere so that tests can fix it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import structlog

MAY_DIFFER = 5.0
"""Seconds by which a witness and our time may differ without one of them being wrong."""

log = structlog.get_logger()


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment in UTC."""

    def monotonic(self) -> float:
        """Seconds that only move forward, for pauses and pace."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def _uptime() -> float:
    """Seconds since the machine was started; sleep counts, too, where the system tells it."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class RunClock:
    """The time that one process goes by: of the system clock at its start, later of the uptime.

    So nothing is lost when somebody sets the system clock meanwhile. A witness corrects this time:
    a messenger's server, which tells its own with each answer.
    """

    def __init__(
        self, system: Callable[[], float] = time.time, uptime: Callable[[], float] = _uptime
    ) -> None:
        self._uptime = uptime
        self._began = system() - uptime()
        self._last_apart: float | None = None

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._began + self._uptime(), UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def hear(self, told: datetime, waited: float) -> None:
        """A witness told this time (whole seconds) at some moment of the last `waited` seconds.

        The first one is believed. Later it takes two in a row to move the time, so that a single
        odd answer moves nothing.
        """
        ahead = told.timestamp() - self.now().timestamp()
        apart = ahead if ahead > 0 else min(ahead + 1 + waited, 0.0)
        before, self._last_apart = self._last_apart, apart
        if abs(apart) <= MAY_DIFFER:
            return
        if before is None or abs(apart - before) <= MAY_DIFFER:
            self._began += apart
            self._last_apart = 0.0
            log.warning("time corrected by the messenger's", seconds=round(apart))
