"""A prepared database comes into the place of a store, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from store.connection import Tx, load_queries
from store.errors import StoreError, explain
from store.sealing.key_file import sync_folder
from store.sealing.keys import KeyRing
from store.sqlite import audit_ends, backup, sealed
from store.sqlite.migrate import migrate
from store.sqlite.opening import check_key, connect, is_empty, name_store
from store.sqlite.sealed import Key

SUFFIXES = ("-wal", "-shm", "")
"""A database's files, in the order in which they go: never does a log remain alone."""

SLICE = 1000


def lease_holders(path: Path) -> list[tuple[str, int]]:
    """Who holds an account of the store at `path`, each until when (epoch seconds).

    Needs no key. Nobody is found where there is no store or it can't be read.
    """
    if not path.exists():
        return []
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(uri, uri=True)) as db:
        held = "SELECT lease_owner, lease_until FROM accounts WHERE lease_owner IS NOT NULL"
        return [(owner, until or 0) for owner, until in db.execute(held)]
    return []


def copy_readable(path: Path, target: Path, ring: KeyRing) -> bool:
    """Copy the store at `path` in the present schema. False when it isn't whole or not ours.

    Raises `StoreError` when it is something else's database.
    """
    try:
        backup.copy(path, target, lambda: False)
        with closing(connect(target)) as db:
            if not backup.is_whole(db, lambda: False):
                return False
    except sqlite3.Error:
        return False
    with closing(connect(target)) as db:
        if is_empty(db, path):
            return False
        try:
            bring_up_to_date(db, ring, path)
        except (StoreError, sqlite3.Error):
            return False
    return True


def bring_up_to_date(db: sqlite3.Connection, ring: KeyRing, name: Path) -> None:
    """The present schema and all that opening a store sees to. Raises `StoreError`."""
    check_key(db, ring, name)
    found = migrate(db)
    if found < audit_ends.SINCE_SCHEMA:
        audit_ends.prove_end_once(db, ring)
    name_store(db, ring)


@contextmanager
def prepared(path: Path, ring: KeyRing) -> Iterator[Tx]:
    """Work on the database at `path`, outside any transaction, before it is put in place.

    What SQLite refuses is raised as a `StoreError`.
    """
    try:
        with closing(connect(path)) as db:
            bring_up_to_date(db, ring, path)
            yield Tx(db, load_queries(), ring)
    except sqlite3.Error as error:
        raise explain(error, str(path.parent)) from error


def seal_all_anew(tx: Tx) -> None:
    """Everything with the ring's present key. Raises `StoreError` where a value does not open."""
    for table in sealed.tables(tx.db):
        after: Key | None = None
        while rows := sealed.outdated(tx, table, after, SLICE):
            sealed.seal_anew(tx, table, rows)
            after = rows[-1]


def put_in_place(ready: Path, path: Path) -> None:
    """`ready` becomes the store at `path`, where there is none; its folder's owner owns it."""
    with closing(connect(ready)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    for suffix in SUFFIXES[:2]:
        _beside(path, suffix).unlink(missing_ok=True)
    ready.chmod(0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(ready, folder.st_uid, folder.st_gid)
    try:
        path.hardlink_to(ready)
    except FileExistsError as error:
        raise StoreError(f"{path} came into being meanwhile; try again") from error
    sync_folder(path.parent)


def put_into(ready: Path, path: Path) -> None:
    """The store at `path` gets the content of `ready`, in one transaction of its own."""
    try:
        with closing(connect(ready)) as source, closing(connect(path)) as db:
            db.execute("BEGIN IMMEDIATE")  # tells who else writes, which `backup` would wait for
            db.execute("ROLLBACK")
            source.backup(db)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise explain(error, str(path)) from error


@contextmanager
def moved_aside(path: Path, mark: str) -> Iterator[Path]:
    """Give a store that can't be read another name: its own again if what is done then fails."""
    aside = path.with_name(f"{path.name}.{mark}")
    _rename(path, aside)
    try:
        yield aside
    except BaseException:
        _rename(aside, path)
        raise


def _rename(path: Path, other: Path) -> None:
    for suffix in SUFFIXES:
        with suppress(FileNotFoundError):
            _beside(path, suffix).rename(_beside(other, suffix))
    sync_folder(path.parent)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
