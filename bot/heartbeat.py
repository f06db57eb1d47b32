"""Pings an outside watcher every minute while all is well; it alarms when the pings stop."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog

from services.classes import alarms
from services.clock import Clock
from store.connection import Store
from store.errors import StoreError

log = structlog.get_logger()

EVERY = 60.0
TIMEOUT = aiohttp.ClientTimeout(total=10)


async def beat(store: Store, clock: Clock, ping_url: str) -> None:
    """GET `ping_url` every minute while all is well, until cancelled."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        while True:
            await beat_once(session, store, clock, ping_url)
            await asyncio.sleep(EVERY)


async def beat_once(
    session: aiohttp.ClientSession, store: Store, clock: Clock, ping_url: str
) -> bool:
    """Ping if the store works and due messages leave. True when the ping succeeded."""
    try:
        if not await store.read(lambda tx: alarms.is_leaving(tx, clock.now())):
            return False
        async with session.get(ping_url) as answer:
            answer.raise_for_status()
    except (aiohttp.ClientError, TimeoutError, StoreError) as problem:
        log.warning("watcher not told", why=type(problem).__name__)
        return False
    return True
