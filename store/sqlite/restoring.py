"""A backup comes into the place of a store, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from store import archive
from store.errors import StoreError
from store.opening import SETTING, bring_up_to_date
from store.sealing.key_file import sync_folder
from store.sealing.keys import KeyRing
from store.sqlite import backup
from store.sqlite.connection import Connection, connect
from store.sqlite.errors import explain
from store.sqlite.present import Present
from store.workspace import workspace

SUFFIXES = ("-wal", "-shm", "")
"""A database's files, in the order in which they go: never does a log remain alone."""


class Incoming:
    """A backup that was opened and checked in `folder`. See `store.engine`."""

    def __init__(
        self, path: Path, file: Path, folder: Path, ring: KeyRing, opens: KeyRing
    ) -> None:
        self.header = archive.read_header(file)
        self.ring = opens
        self._path = path
        self._present_ring = ring
        self._ready = folder / "ready"
        self._present = folder / "present"
        rows = backup.open_again(file, self._ready, opens, lambda: False)
        self.rows = sum(rows.values())
        self._is_readable = path.exists() and _copy_readable(path, self._present, ring)
        self.is_known = self._is_readable and self._is_same_store()

    @contextmanager
    def settling(self) -> Iterator[tuple[Connection, Present | None]]:
        with _prepared(self._ready, self.ring) as db:
            present = Present(db, self._present) if self.is_known else None
            db.begin()
            yield db, present
            db.commit()

    def put_in_place(
        self, kept_in: Path, now: datetime, refuse: Callable[[], None]
    ) -> Path | None:
        path, mark = self._path, f"{now:%Y-%m-%d-%H%M%S}"
        if not path.exists():
            _put_in_place(self._ready, path)
            return None
        if not self._is_readable:
            with _moved_aside(path, f"before-restore-{mark}") as aside:
                _put_in_place(self._ready, path)
            return aside
        kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = kept_in / f"bekal-{mark}-before-restore.backup"
        backup.make(path, self._present_ring, kept, now)
        refuse()
        _put_into(self._ready, path)
        return kept

    def _is_same_store(self) -> bool:
        """Is the one that is there what became of the backed up store, and no new one?"""
        return self._name(self._present, self._present_ring) == self._name(self._ready, self.ring)

    def _name(self, path: Path, ring: KeyRing) -> str:
        with _prepared(path, ring) as db:
            return ring.open(db.sql.setting(name="store_name"), SETTING)


@contextmanager
def incoming(
    path: Path, file: Path, ring: KeyRing, old_ring: KeyRing | None
) -> Iterator[Incoming]:
    """Raises `StoreError`; then nothing has changed."""
    stored = backup.size_of(path) if path.exists() else 0
    try:
        with workspace(path.parent, 2 * file.stat().st_size + 3 * stored) as folder:
            opens = ring.together_with(old_ring) if old_ring else ring
            yield Incoming(path, file, folder, ring, opens)
    except OSError as error:
        why = f"{error.filename or path}: {error.strerror}"
        raise StoreError(f"nothing was restored and nothing has changed: {why}") from error


def _copy_readable(path: Path, target: Path, ring: KeyRing) -> bool:
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
        if db.is_new(str(path)):
            return False
        try:
            bring_up_to_date(db, ring, str(path))
        except (StoreError, sqlite3.Error):
            return False
    return True


@contextmanager
def _prepared(path: Path, ring: KeyRing) -> Iterator[Connection]:
    """Work on the database at `path` before it is put in place. Raises `StoreError`."""
    try:
        with closing(connect(path)) as db:
            bring_up_to_date(db, ring, str(path))
            yield db
    except sqlite3.Error as error:
        raise explain(error, str(path.parent)) from error


def _put_in_place(ready: Path, path: Path) -> None:
    """`ready` becomes the store at `path`, where there is none; its folder's owner owns it."""
    with closing(connect(ready)) as db:
        db.rows("PRAGMA journal_mode = DELETE")
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


def _put_into(ready: Path, path: Path) -> None:
    """The store at `path` gets the content of `ready`, in one transaction of its own."""
    try:
        with closing(connect(ready)) as source, closing(connect(path)) as db:
            db.execute("BEGIN IMMEDIATE")  # tells who else writes, which `backup` would wait for
            db.rollback()
            source.backup(db)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise explain(error, str(path)) from error


@contextmanager
def _moved_aside(path: Path, mark: str) -> Iterator[Path]:
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
