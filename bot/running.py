"""`bekal run`: every channel that is configured, around the configured store."""

from __future__ import annotations

import asyncio

from bot.app import App
from bot.channels.telegram import TelegramChannel
from bot.config import Settings
from handlers.turn import Setup
from services.clock import SystemClock
from services.reminders import ReminderRules
from store.connection import Store


def open_store(settings: Settings) -> Store:
    """Raises `store.errors.StoreError` with the mend."""
    return Store.open(settings.store, settings.security.key_file, settings.security.key)


def setup_of(settings: Settings) -> Setup:
    return Setup(
        name=settings.programme.name,
        zone=settings.programme.zone,
        language=settings.programme.locale,
        office=settings.office,
        links={},
    )


def rules_of(settings: Settings) -> ReminderRules:
    return ReminderRules(settings.reminders.offsets, settings.reminders.quiet)


def run(settings: Settings) -> None:
    """Run until told to stop. Raises `ConfigError` without a channel, `StoreError`."""
    telegram = settings.need_telegram()
    store = open_store(settings)
    try:
        channel = TelegramChannel(
            telegram.token,
            api_base_url=telegram.api_base_url,
            poll_seconds=telegram.poll_seconds,
        )
        app = App(
            store,
            setup_of(settings),
            rules_of(settings),
            {channel: settings.pace},
            SystemClock(),
        )
        asyncio.run(app.run())
    finally:
        store.close()
