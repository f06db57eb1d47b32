"""Copies of a store that is in use, and copies that are opened again.

A copy is read on one snapshot: the writer goes on beside it, in its write-ahead log.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from store import archive
from store.engine import Made, Stopped
from store.errors import StoreError
from store.migrations import refuse_newer
from store.opening import check_key
from store.sealing.key_file import sync_folder
from store.sealing.keys import KeyRing
from store.sealing.sealed import keys_in_use
from store.sqlite.connection import BUSY_SECONDS, connect
from store.sqlite.errors import explain
from store.sqlite.migrate import version
from store.workspace import BrokenOff, paced, workspace

PAGES = 1024
"""So many pages (4 MiB) are copied in one go."""

OPCODES = 1_000_000
"""So often a check that takes long looks whether it is to go on."""


def make(
    path: Path, ring: KeyRing, file: Path, now: datetime, is_stopped: Stopped = lambda: False
) -> Made:
    """Back up the store at `path` into `file`, which must not be there yet, with mode 0600.

    It is opened again before it counts as made. Raises `StoreError` with how to fix it; then
    there is no `file`. May run in any thread, beside whoever writes.
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
    with closing(connect(path)) as db:
        check_key(db, ring, str(name))
        names = db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {
            table: int(db.rows(f'SELECT COUNT(*) FROM "{table}"')[0][0])  # noqa: S608
            for (table,) in names
        }
        return db.schema(), rows, frozenset(keys_in_use(db))


def is_whole(db: sqlite3.Connection, is_stopped: Stopped) -> bool:
    """Does SQLite find nothing wrong? Raises `BrokenOff`."""
    db.set_progress_handler(is_stopped, OPCODES)
    try:
        return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.OperationalError as error:
        if is_stopped():
            raise BrokenOff from error
        raise


def size_of(path: Path) -> int:
    """Bytes of a database with its write-ahead log."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


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
