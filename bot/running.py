"""The bot as it is configured: its channels around its store."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import App
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_webhook import WebhookTelegram
from bot.config import Settings, Telegram
from bot.heartbeat import beat
from bot.storage import open_store
from handlers.turn import Setup
from scheduler.jobs import LongJob
from services.backups import back_up_when_due
from services.clock import SystemClock
from services.credentials.issuer import issuer_of
from services.credentials.signing import ensure_key
from services.reminders import ReminderRules
from store.connection import Store
from web.public import public_routes
from web.serving import serving

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
    )


def rules_of(settings: Settings) -> ReminderRules:
    return ReminderRules(settings.reminders.offsets, settings.reminders.quiet)


def long_jobs_of(settings: Settings) -> list[LongJob]:
    """The daily backup, where one is wanted."""
    if settings.backup is None:
        return []
    return [LongJob("back up", LOOK_FOR_A_BACKUP, partial(back_up_when_due, settings.backup))]


def run(settings: Settings) -> None:
    """Run until told to stop.

    Raises `ConfigError` without a channel, `StoreError`, `web.serving.CannotListen`.
    """
    telegram = settings.need_telegram()
    store = open_store(settings)
    try:
        asyncio.run(_run(settings, telegram, store))
    finally:
        store.close()


async def _run(settings: Settings, telegram: Telegram, store: Store) -> None:
    channel, routes = _telegram(telegram)
    routes += await _public_pages(settings, store)
    app = App(
        store,
        setup_of(settings),
        rules_of(settings),
        {channel: settings.pace},
        SystemClock(),
        audit_kept=settings.audit_kept,
        long_jobs=long_jobs_of(settings),
    )
    gc.freeze()  # what is loaded by now stays: no collection has to walk it again
    async with _http_server(settings, routes), _heartbeat(settings, store):
        await app.run()


def _telegram(settings: Telegram) -> tuple[TelegramChannel, list[Route]]:
    """The channel, and what of it has to be served over HTTP."""
    if settings.webhook is None:
        return TelegramChannel(
            settings.token,
            api_base_url=settings.api_base_url,
            poll_seconds=settings.poll_seconds,
        ), []
    posted_to = WebhookTelegram(
        settings.token,
        settings.webhook.url,
        settings.webhook.secret,
        api_base_url=settings.api_base_url,
    )
    return posted_to, [posted_to.route(settings.webhook.path)]


async def _public_pages(settings: Settings, store: Store) -> list[Route]:
    """The pages that anybody may open, where they have an address."""
    if not settings.public_url:
        return []
    await store.write(ensure_key)
    office, programme = settings.office, settings.programme
    issuer = issuer_of(office, programme.name, settings.public_url)
    return public_routes(store, SystemClock(), issuer, office, programme.zone)


@asynccontextmanager
async def _heartbeat(settings: Settings, store: Store) -> AsyncIterator[None]:
    """Tell an outside watcher every minute that all is well, where one is configured."""
    if not settings.ping_url:
        yield
        return
    heart = asyncio.create_task(beat(store, SystemClock(), settings.ping_url))
    try:
        yield
    finally:
        heart.cancel()


@asynccontextmanager
async def _http_server(settings: Settings, routes: list[Route]) -> AsyncIterator[None]:
    """The one HTTP server, where there is anything to serve."""
    if not routes:
        yield
        return
    async with serving(Starlette(routes=routes), settings.listen.port, settings.listen.host):
        yield
