"""SQLite's errors in words."""

from __future__ import annotations

from store.errors import StoreError

FIXES = {
    "SQLITE_BUSY": "the database {path} is locked by another process; end that process, or wait",
    "SQLITE_LOCKED": "the database {path} is locked by another process; end that process, or wait",
    "SQLITE_FULL": "the disk that holds {path} is full; free some space, nothing was half written",
    "SQLITE_READONLY": "the database {path} can't be written; give this user write permission on "
    "the file and its folder",
    "SQLITE_CANTOPEN": "the database {path} can't be opened; its folder must exist and be "
    "writable for this user",
    "SQLITE_NOTADB": "{path} is not a Bekal database; check [store] url, or restore a backup",
    "SQLITE_CORRUPT": "the database {path} is damaged; stop Bekal and restore the latest backup",
    "SQLITE_IOERR": "the disk that holds {path} reports errors; check the disk, then restart",
    "SQLITE_NOMEM": "there is not enough memory to use {path}; end other programs, then restart",
}


def refusal(error: Exception, path: str) -> StoreError | None:
    """What to tell when the database itself refuses, so that the same work may succeed later.

    None for a broken constraint or a wrong statement: it fails again.
    """
    name = getattr(error, "sqlite_errorname", None) or ""
    words = next((words for prefix, words in FIXES.items() if name.startswith(prefix)), None)
    return StoreError(words.format(path=path)) if words else None


def explain(error: Exception, path: str) -> StoreError:
    """Put any error of SQLite into words."""
    return refusal(error, path) or StoreError(f"the database {path} refused: {error}")
