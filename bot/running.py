"""Runs the bot as it is configured: its channels around its store."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta
from functools import partial
from typing import Any

from bot.app import App
from bot.channels.configured import accounts_of
from bot.config.settings import Settings
from bot.heartbeat import beat
from bot.storage import open_store
from handlers.turns.turn import Setup
from scheduler.jobs import LongJob
from services.clock import Clock, RunClock
from services.operations.backups import back_up_when_due
from services.sending.channel import Channel
from services.sending.pace import Limits
from store.connection import Store

LOOK_FOR_A_BACKUP = timedelta(minutes=5)


def setup_of(settings: Settings) -> Setup:
    return Setup(
        name=settings.programme.name,
        zone=settings.programme.zone,
        language=settings.programme.locale,
        office=settings.office,
        links={},
        one_time_answers=settings.programme.one_time_answers,
        public_url=settings.public_url,
        quiet=settings.reminders.quiet,
    )


def long_jobs_of(settings: Settings) -> list[LongJob]:
    """The daily backup, if it is configured."""
    if settings.backup is None:
        return []
    return [LongJob("back up", LOOK_FOR_A_BACKUP, partial(back_up_when_due, settings.backup))]


def run(settings: Settings) -> None:
    """Run until told to stop.

    Raises `ConfigError` without a channel, `StoreError`, `web.listening.CannotListen`.
    """
    settings.need_channel()
    store = open_store(settings)
    try:
        asyncio.run(_run(settings, store))
    finally:
        store.close()


async def _run(settings: Settings, store: Store) -> None:
    clock = RunClock()
    channels: dict[Channel, Limits] = {}
    routes: list[Any] = []
    for account in accounts_of(settings):
        channel, served = account.open(clock)
        channels[channel] = account.limits
        routes += served
    server: AbstractAsyncContextManager[None] = nullcontext()
    if routes or settings.public_url:
        from bot import over_http  # noqa: PLC0415 - 4 MB that a bot that polls does without

        server = await over_http.server(settings, store, routes, clock)
    app = App(
        store,
        setup_of(settings),
        settings.reminders,
        channels,
        clock,
        audit_kept=settings.audit_kept,
        long_jobs=long_jobs_of(settings),
    )
    gc.freeze()  # objects loaded by now stay: the collector need not look at them
    async with server, _heartbeat(settings, store, clock):
        await app.run()


@asynccontextmanager
async def _heartbeat(settings: Settings, store: Store, clock: Clock) -> AsyncIterator[None]:
    """Ping the outside watcher, if one is configured."""
    if not settings.ping_url:
        yield
        return
    heart = asyncio.create_task(beat(store, clock, settings.ping_url))
    try:
        yield
    finally:
        heart.cancel()
