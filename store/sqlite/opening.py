"""The file behind a store: is it ours, of a shape we know, sealed with the key that is here?"""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.errors import StoreError, WrongKey
from store.sealing.keys import KeyRing
from store.sqlite.migrate import refuse_newer, version

BUSY_SECONDS = 5.0
"""So long another process's lock is waited for."""

LOOK_AGAIN_SECONDS = 0.01

CACHE_KILOBYTES = 512
"""Pages that each connection keeps to itself; the system keeps the file for all of them."""

KEY_CHECK = "bekal"

SELECT_NAME = "SELECT value FROM settings WHERE name = 'store_name'"


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode with the settings every part of Bekal relies on.

    A file that is not there yet is made with mode 0600; SQLite gives -wal and -shm the same.
    """
    with suppress(OSError):  # there already; or can't be made, which SQLite says why
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    return db


def use_wal(db: sqlite3.Connection) -> None:
    """Readers beside the writer; stays with the file, so only for one that is ours."""
    db.execute("PRAGMA journal_mode = WAL")


def is_empty(db: sqlite3.Connection, path: Path) -> bool:
    """Is this a store yet to be made? Raises `StoreError` when it is something else's."""
    db.execute("BEGIN")
    try:
        found = version(db)
        (tables,) = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    finally:
        db.execute("ROLLBACK")
    refuse_newer(found)
    if found == 0 and tables:
        raise StoreError(f"{path} is not a Bekal database; check [store] url, or restore a backup")
    return found == 0


def check_key(db: sqlite3.Connection, keys: KeyRing, path: Path) -> None:
    """Raise `WrongKey` unless `keys` open this store; a new store remembers them."""
    select = "SELECT value FROM settings WHERE name = 'key_check'"
    row = db.execute(select).fetchone()
    if row is None:
        sealed = keys.seal(KEY_CHECK, "settings.value")
        db.execute(
            "INSERT INTO settings (name, value) VALUES ('key_check', ?) ON CONFLICT DO NOTHING",
            (sealed,),
        )
        row = db.execute(select).fetchone()
    try:
        keys.open(row[0], "settings.value")
    except WrongKey as error:
        raise WrongKey(
            f"{keys.source} is not the key of {path}; "
            "put the key back from the copy that is kept elsewhere"
        ) from error


def name_store(db: sqlite3.Connection, keys: KeyRing) -> None:
    """Give a store without a name one of its own: a backup of it carries the same."""
    if db.execute(SELECT_NAME).fetchone() is None:
        sealed = keys.seal(secrets.token_hex(8), "settings.value")
        db.execute(
            "INSERT INTO settings (name, value) VALUES ('store_name', ?) ON CONFLICT DO NOTHING",
            (sealed,),
        )


def begin_writing(db: sqlite3.Connection, is_closing: Callable[[], bool]) -> None:
    """Begin a transaction when no other process writes; don't wait for that once closing.

    For a connection with `busy_timeout` 0: SQLite's own wait can't be ended.
    """
    give_up_at = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            is_locked = error.sqlite_errorname.startswith("SQLITE_BUSY")
            if not is_locked or is_closing() or time.monotonic() > give_up_at:
                raise
            time.sleep(LOOK_AGAIN_SECONDS)
        else:
            return
