"""The open store: one writer, readers beside it, on whatever engine it is kept.

Work is a plain function of a `Tx`; it runs to its end without ever waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from store import opening
from store.engine import Connection, Engine, Made, Stopped
from store.engines import engine_at
from store.sealing import row_seals
from store.sealing.key_file import load_keys
from store.sealing.keys import KeyRing
from store.sealing.keys_in_force import KeysInForce
from store.writing import Writer

T = TypeVar("T")
Work = Callable[["Tx"], T]


class Tx:
    """What a piece of work may use: a connection inside a transaction, the statements, the keys.

    `sql` has the names in queries/*.sql as methods.
    """

    __slots__ = ("_read", "_read_at", "db", "keys", "sql")

    def __init__(self, db: Connection, keys: KeyRing) -> None:
        self.db = db
        self.sql = db.sql
        self.keys = keys
        self._read: dict[Hashable, Any] = {}
        self._read_at = db.changes

    def seal(self, text: str | None, place: str) -> bytes | None:
        return None if text is None else self.keys.seal(text, place)

    def open(self, sealed: bytes | None, place: str) -> str | None:
        return None if sealed is None else self.keys.open(sealed, place)

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` returns, read again for the same `key` only after anything was changed."""
        if self._read_at != self.db.changes:
            self._read.clear()
            self._read_at = self.db.changes
        if key not in self._read:
            self._read[key] = read()
        found: T = self._read[key]
        return found

    def conceal(self, text: str | None, place: str) -> str | None:
        return None if text is None else self.keys.conceal(text, place)

    def reveal(self, concealed: str | None, place: str) -> str | None:
        return None if concealed is None else self.keys.reveal(concealed, place)


class Store:
    """All that is kept. Open with `Store.open`, end with `close`."""

    def __init__(self, engine: Engine, keys: KeysInForce, db: Connection) -> None:
        self.engine = engine
        self._keys = keys
        self._writer = Writer(engine, db, self._begun)

    @classmethod
    def open(cls, place: Path, key_file: Path, key: str | None = None) -> Store:
        """Open or create the store at `place`, bring it to the present schema and check the key.

        `key` is the text of a key file (BEKAL_KEY) and goes before `key_file`. A key file is made
        only for a store that holds nothing yet. Raises `StoreError` with how to fix it.
        """
        engine = engine_at(place)
        db, keys = opening.open_writer(engine, key_file, key)
        return cls(engine, KeysInForce(keys, lambda: load_keys(key_file, key)), db)

    @property
    def keys(self) -> KeyRing:
        """The ring as it was last read."""
        return self._keys.ring

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction and return its result once that is committed.

        When `work` raises, all it did is undone and the error is raised here. Raises `StoreError`
        when the database itself refuses; then nothing of `work` is kept.
        """
        return await self.submit(work)

    def submit(self, work: Work[T]) -> asyncio.Future[T]:
        """`write` without waiting yet: what is submitted after it runs after it and sees it."""
        return self._writer.submit(work)

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a reader, on one snapshot, beside the writer."""
        self._writer.refuse_when_closed()
        return await self.engine.read(lambda db: work(self._within(db)))

    def back_up(self, file: Path, now: datetime, is_stopped: Stopped = lambda: False) -> Made:
        """Back up into `file`, beside the writer; may run in any thread. Raises `StoreError`."""
        return self.engine.back_up(self.keys, file, now, is_stopped)

    def close(self) -> None:
        """Finish what is waiting, then close; nothing is taken afterwards."""
        self._writer.close()
        self.engine.close()

    def _begun(self, db: Connection) -> Tx:
        tx = self._within(db)
        if db.changed_elsewhere():
            row_seals.distrust(db, tx.keys)
        return tx

    def _within(self, db: Connection) -> Tx:
        return Tx(db, self._keys.within(db))


def inspect(place: Path, key_file: Path, key: str | None, work: Work[T]) -> T:
    """Run `work` on one snapshot of the store at `place`, beside whoever runs it.

    Changes nothing. A store of another schema than this Bekal's can't be read. Raises
    `StoreError` with how to fix it.
    """
    with opening.looking(engine_at(place), key_file, key) as (db, keys):
        return work(Tx(db, keys))
