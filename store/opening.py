"""The file behind a store: is it ours, of a shape we know, sealed with the key that is here?"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.errors import StoreError, WrongKey
from store.keys import KeyRing
from store.migrate import refuse_newer, version

BUSY_SECONDS = 5.0

KEY_CHECK = "bekal"


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode with the settings every part of Bekal relies on."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
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
