"""What can be wrong with the store itself; every sentence says the mend."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The store can't be used as it is. The text says what is wrong and what to do."""


class WrongKey(StoreError):
    """The key file does not belong to this database."""


class StoreTooNew(StoreError):
    """The database was written by a newer version of Bekal."""


MENDS = {
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


def is_of_the_store(error: sqlite3.Error) -> bool:
    """Does the database itself refuse, so that the same work may succeed once that is mended?

    A broken constraint or a wrong statement is the work's own fault and fails again.
    """
    return _sentence(error) is not None


def explain(error: sqlite3.Error, path: str) -> StoreError:
    """Put SQLite's error into words with a mend."""
    sentence = _sentence(error) or f"the database {{path}} refused: {error}"
    return StoreError(sentence.format(path=path))


def _sentence(error: sqlite3.Error) -> str | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((words for prefix, words in MENDS.items() if name.startswith(prefix)), None)
