"""What the public pages read from: the store, seen as of now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypeVar

from locales import Words
from locales.words import LANGUAGES
from services.clock import Clock
from services.proofs.credentials.issuer import Issuer
from store.connection import Store, Tx

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Registry:
    """`issuer` answers for what is read here; days are those of `zone`."""

    store: Store
    clock: Clock
    issuer: Issuer
    zone: tzinfo

    async def read(self, look: Callable[[Tx, datetime, date], T]) -> T:
        """What `look` finds, given a transaction, the moment (UTC) and the day. Writes nothing.

        Raises `StoreError` when the store can't be read.
        """
        now = self.clock.now()
        today = now.astimezone(self.zone).date()
        return await self.store.read(lambda tx: look(tx, now, today))

    @property
    def say(self) -> Words:
        """Employers read Indonesian."""
        return Words(LANGUAGES[0], self.zone)
