"""Patience with a store that refuses for a while: locked by another process, or its disk full."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from store.errors import StoreError

T = TypeVar("T")

PAUSE_WHEN_REFUSED = 1.0
"""Seconds before the store is asked again."""

log = structlog.get_logger()


async def until_stored(task: str, attempt: Callable[[], Awaitable[T]]) -> T:
    """What `attempt` gives, tried until the store no longer refuses; each refusal is logged."""
    while True:
        try:
            return await attempt()
        except StoreError as refused:
            log.error("store refused", task=task, why=str(refused))  # noqa: TRY400
            await asyncio.sleep(PAUSE_WHEN_REFUSED)
