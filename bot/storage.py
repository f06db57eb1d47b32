"""The store that the settings name."""

from __future__ import annotations

from bot.config.settings import Settings
from store.connection import Store
from store.engine import Engine
from store.engines import engine_at


def open_store(settings: Settings) -> Store:
    """Raises `store.errors.StoreError` with how to fix it."""
    return Store.open(settings.store, settings.security.key_file, settings.security.key)


def engine_of(settings: Settings) -> Engine:
    return engine_at(settings.store)
