"""A connection to a store in an SQLite file."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from store.engine import Column, Stopped
from store.errors import StoreError
from store.migrations import refuse_newer
from store.sealing.sealer import Sealer
from store.sqlite import guard, migrate
from store.sqlite.presence import Presence
from store.statements import Statements

BUSY_SECONDS = 5.0
"""So long another process's lock is waited for."""

LOOK_AGAIN_SECONDS = 0.01

CACHE_KILOBYTES = 512
"""Pages that each connection keeps to itself; the system keeps the file for all of them."""

COLUMNS = """
SELECT t.name, c.name, c.type = 'BLOB', c.pk
FROM sqlite_master t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' ORDER BY t.name, c.cid
"""


REFERENCES = """
SELECT t.name, f."from" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
WHERE t.type = 'table' AND f."table" = :table ORDER BY t.name, f."from"
"""


class Connection(sqlite3.Connection):
    """In autocommit mode, with what every part of Bekal relies on. See `store.engine`."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.sql = Statements(self, "sqlite3")
        self.is_shared = False
        self.presence: Presence | None = None
        self._undone = 0
        self._leaves_waiting_to_sqlite = True
        self._version_seen: int | None = None
        self.execute("PRAGMA synchronous = FULL")
        self.execute("PRAGMA foreign_keys = ON")
        self.execute("PRAGMA secure_delete = ON")
        self.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        return self.execute(statement, values).fetchall()

    def columns(self) -> list[Column]:
        return [
            Column(table, name, bool(is_bytes), position)
            for table, name, is_bytes, position in self.execute(COLUMNS)
        ]

    def references(self, table: str) -> list[tuple[str, str]]:
        return self.rows(REFERENCES, table=table)

    def is_new(self, label: str) -> bool:
        self.execute("BEGIN")
        try:
            found = self.schema()
            ((tables,),) = self.rows("SELECT COUNT(*) FROM sqlite_master")
        finally:
            self.rollback()
        refuse_newer(found)
        if found == 0 and tables:
            raise StoreError(
                f"{label} is not a Bekal database; check [store] url, or restore a backup"
            )
        return found == 0

    def schema(self) -> int:
        return migrate.version(self)

    def migrate(self) -> int:
        """A file that others read meanwhile stays in WAL mode from here on: it is ours."""
        if self.is_shared:
            self.execute("PRAGMA journal_mode = WAL")
        found = migrate.migrate(self)
        if self.presence:
            self.presence.note()
        return found

    def guard(self, sealer: Sealer) -> None:
        guard.guard(self, sealer)

    def changed_elsewhere(self) -> bool:
        ((version,),) = self.rows("PRAGMA data_version")
        is_other = bool(version != self._version_seen)
        self._version_seen = version
        return is_other

    def rollback(self) -> None:
        """What was looked at in this transaction has to be looked at again."""
        self._version_seen = None
        super().rollback()

    def begin(self, is_closing: Stopped = lambda: False) -> None:
        if self.presence:
            self.presence.check()
        if self._leaves_waiting_to_sqlite:
            self.execute("PRAGMA busy_timeout = 0")  # its wait can't be ended early
            self._leaves_waiting_to_sqlite = False
        give_up_at = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                is_locked = error.sqlite_errorname.startswith("SQLITE_BUSY")
                if not is_locked or is_closing() or time.monotonic() > give_up_at:
                    raise
                time.sleep(LOOK_AGAIN_SECONDS)
            else:
                return

    def savepoint(self) -> None:
        self.execute("SAVEPOINT part")

    def undo(self) -> None:
        self._undone += 1
        self.execute("ROLLBACK TO part")

    @property
    def changes(self) -> int:
        return self.total_changes + self._undone

    def release(self) -> None:
        self.execute("RELEASE part")


def connect(path: Path) -> Connection:
    """A file that is not there yet is made with mode 0600; SQLite gives -wal and -shm the same."""
    with suppress(OSError):  # there already; or can't be made, which SQLite says why
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False,
        factory=Connection,
    )  # fmt: skip


def look(path: Path) -> Connection:
    """A connection that changes nothing, on one snapshot. Raises where there is no file."""
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS,
        isolation_level=None, factory=Connection,
    )  # fmt: skip
    db.execute("BEGIN")
    return db
