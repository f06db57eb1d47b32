"""Retry while the store is temporarily unavailable: locked by another process, or disk full."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from store.errors import StoreError

T = TypeVar("T")

PAUSE_WHEN_REFUSED = 1.0
"""Seconds before the next try."""

log = structlog.get_logger()


async def until_stored(task: str, attempt: Callable[[], Awaitable[T]]) -> T:
    """Repeat `attempt` until the store accepts it, and return its result. Logs each refusal."""
    while True:
        try:
            return await attempt()
        except StoreError as refused:
            log.error("store refused", task=task, why=str(refused))  # noqa: TRY400
            await asyncio.sleep(PAUSE_WHEN_REFUSED)
