"""SQLite as an engine: one file in WAL mode, `synchronous=FULL`. See `store.engine`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from store.engine import Made, Stopped
from store.errors import StoreError
from store.sealing.keys import KeyRing
from store.sqlite import backup, connection, errors, restoring
from store.sqlite.connection import Connection
from store.sqlite.presence import Presence
from store.sqlite.readers import Readers
from store.sqlite.restoring import Incoming

T = TypeVar("T")


class SqliteEngine:
    error = sqlite3.Error

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = str(path)
        self._readers = Readers(path)
        self._presence = Presence(path)

    def refusal(self, error: Exception) -> StoreError | None:
        return errors.refusal(error, self.label)

    def explain(self, error: Exception) -> StoreError:
        return errors.explain(error, self.label)

    def exists(self) -> bool:
        return self.path.exists()

    def connect(self) -> Connection:
        db = connection.connect(self.path)
        db.is_shared = True
        db.presence = self._presence
        return db

    def look(self) -> Connection:
        return connection.look(self.path)

    async def read(self, work: Callable[[Connection], T]) -> T:
        self._presence.check()
        try:
            return await self._readers.run(work)
        except sqlite3.Error as error:
            raise self.refusal(error) or error from error

    def close(self) -> None:
        self._readers.close()

    def size(self) -> int:
        return backup.size_of(self.path)

    def lease_holders(self) -> list[tuple[str, int]]:
        """Nobody is found where there is no store or it can't be read."""
        if self.exists():
            with suppress(sqlite3.Error), closing(self.look()) as db:
                return [(owner, until or 0) for owner, until in db.sql.lease_holders()]
        return []

    def back_up(
        self, ring: KeyRing, file: Path, now: datetime, is_stopped: Stopped = lambda: False
    ) -> Made:
        return backup.make(self.path, ring, file, now, is_stopped)

    def incoming(
        self, file: Path, ring: KeyRing, old_ring: KeyRing | None
    ) -> AbstractContextManager[Incoming]:
        return restoring.incoming(self.path, file, ring, old_ring)
