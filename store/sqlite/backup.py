"""Copies of a store that is in use, and copies that are opened again.

A copy is read on one snapshot: the writer goes on beside it, in its write-ahead log.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from store.errors import StoreError, explain
from store.sealing.key_file import sync_folder
from store.sealing.keys import KeyRing
from store.sqlite import archive
from store.sqlite.migrate import refuse_newer, version
from store.sqlite.opening import BUSY_SECONDS, check_key
from store.sqlite.sealed import keys_in_use

PAGES = 1024
"""So many pages (4 MiB) are copied in one go."""

PAUSE = 0.005
"""Seconds after every such piece, in which the disk and the processor are for others."""

SPARE = 32 * 1024 * 1024
"""Bytes that a disk keeps free beyond what a backup needs."""

OPCODES = 1_000_000
"""So often a check that takes long looks whether it is to go on."""

WORKSPACE = ".bekal-work-"

Stopped = Callable[[], bool]


class BrokenOff(StoreError):
    """It was told to stop; nothing of it is left."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: how many rows it holds, how many bytes it is."""

    file: Path
    made_at: datetime
    rows: int
    size: int


def make(
    path: Path, ring: KeyRing, file: Path, now: datetime, is_stopped: Stopped = lambda: False
) -> Made:
    """Back up the store at `path` into `file`, which must not be there yet, with mode 0600.

    It is opened again before it counts as made. Raises `StoreError` with the mend; then there is
    no `file`. May run in any thread, beside whoever writes.
    """
    if not path.exists():
        raise StoreError(f"there is no store at {path} yet")
    if file.exists():
        raise StoreError(f"{file} is there already; give another name")
    try:
        with workspace(file.parent, 2 * size_of(path)) as folder:
            copied, sealed = folder / "copy", folder / "sealed"
            copy(path, copied, is_stopped)
            schema, rows, keys = look_into(copied, ring, path)
            header = archive.new_header(ring, now, schema, keys)
            with copied.open("rb") as content, sealed.open("xb") as out:
                archive.seal(content, out, ring, header, paced(out, is_stopped))
            copied.unlink()
            try:
                is_same = open_again(sealed, folder / "again", ring, is_stopped) == rows
            except archive.Unusable:
                is_same = False
            if not is_same:
                raise StoreError(
                    f"the backup does not open again whole: {path} or its disk is damaged; "
                    "check the disk, and keep the latest good backup"
                )
            _put_in_place(sealed, file)
            return Made(file, now, sum(rows.values()), file.stat().st_size)
    except sqlite3.Error as error:
        raise explain(error, str(path)) from error
    except OSError as error:
        raise StoreError(
            f"{file} can't be written: {error.strerror}; nothing was half written"
        ) from error


def open_again(sealed: Path, target: Path, ring: KeyRing, is_stopped: Stopped) -> dict[str, int]:
    """Unseal a backup into `target` and see that it is whole; returns its rows by table.

    Raises `archive.Unusable` or another `StoreError`.
    """
    with target.open("xb") as out:
        header = archive.unseal(sealed, out, ring, paced(out, is_stopped))
    refuse_newer(header.schema)
    with closing(sqlite3.connect(target, isolation_level=None)) as db:
        whole = is_whole(db, is_stopped)
    if not whole:
        raise archive.Unusable(f"{sealed} holds a damaged database; take another backup")
    schema, rows, _ = look_into(target, ring, sealed)
    if schema != header.schema:
        raise archive.Unusable(f"{sealed} holds another schema than it says; take another backup")
    return rows


def copy(path: Path, target: Path, is_stopped: Stopped) -> None:
    """Copy the database at `path` as it is now, page by page. Raises `sqlite3.Error`."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with (
        target.open("xb") as written,
        closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as db,
        closing(sqlite3.connect(target, isolation_level=None)) as out,
    ):
        out.execute("PRAGMA journal_mode = OFF")
        out.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        version(db)  # from here on a snapshot: a backup without one begins anew at every commit
        each = paced(written, is_stopped)
        db.backup(out, pages=PAGES, progress=lambda *_: each())


def look_into(path: Path, ring: KeyRing, name: Path) -> tuple[int, dict[str, int], frozenset[int]]:
    """The schema of the database at `path`, its rows by table, and the keys that sealed values.

    Raises `WrongKey` naming `name` when `ring` doesn't open it.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        check_key(db, ring, name)
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {
            table: int(db.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])  # noqa: S608
            for (table,) in names
        }
        return version(db), rows, frozenset(keys_in_use(db))


def paced(out: BinaryIO, is_stopped: Stopped) -> Callable[[], None]:
    """What is called after every piece written to `out`: it reaches the disk bit by bit.

    Otherwise others' commits would have to wait for all of it at once. Raises `BrokenOff`.
    """

    def each() -> None:
        if is_stopped():
            raise BrokenOff("the backup was broken off; nothing of it is left")
        out.flush()
        os.fdatasync(out.fileno())
        time.sleep(PAUSE)

    return each


def is_whole(db: sqlite3.Connection, is_stopped: Stopped) -> bool:
    """Does SQLite find nothing wrong? Raises `BrokenOff`."""
    db.set_progress_handler(is_stopped, OPCODES)
    try:
        return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.OperationalError as error:
        if is_stopped():
            raise BrokenOff("the backup was broken off; nothing of it is left") from error
        raise


@contextmanager
def workspace(beside: Path, room: int) -> Iterator[Path]:
    """A folder for its owner only, in `beside`, gone afterwards; what dead ones left is, too.

    Raises `StoreError` when the disk has no `room` (bytes) for what is to be put there.
    """
    for left in beside.glob(f"{WORKSPACE}*"):
        if not _is_in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    free = shutil.disk_usage(beside).free
    if free < room + SPARE:
        raise StoreError(
            f"the disk that holds {beside} has {free // 2**20} MB left and needs "
            f"{(room + SPARE) // 2**20}; free some space, nothing was half written"
        )
    with tempfile.TemporaryDirectory(prefix=f"{WORKSPACE}{os.getpid()}-", dir=beside) as folder:
        yield Path(folder)


def is_being_made_in(folder: Path) -> bool:
    """Does a living process make a backup there?"""
    return any(_is_in_use(each) for each in folder.glob(f"{WORKSPACE}*"))


def size_of(path: Path) -> int:
    """Bytes of a database with its write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _is_in_use(folder: Path) -> bool:
    """Does the process live whose workspace it is?"""
    process = int(folder.name.removeprefix(WORKSPACE).partition("-")[0])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_in_place(sealed: Path, file: Path) -> None:
    """Under its name, without replacing anything that has come there meanwhile."""
    sealed.chmod(0o600)
    try:
        file.hardlink_to(sealed)
    except FileExistsError as error:
        raise StoreError(f"{file} is there already; give another name") from error
    except OSError:  # a disk without links, such as a USB stick
        sealed.rename(file)
    sync_folder(file.parent)
