"""The store that the settings name."""

from __future__ import annotations

from bot.config.settings import Settings
from store.connection import Store


def open_store(settings: Settings) -> Store:
    """Raises `store.errors.StoreError` with the mend."""
    return Store.open(settings.store, settings.security.key_file, settings.security.key)
