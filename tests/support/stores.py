"""Empty stores for tests: copies of one that each test process makes once.

Loaded as a pytest plugin: the fixture `store` is an open one, closed afterwards.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest

from store.connection import Store, Tx
from store.sealing.key_file import load_keys
from store.sealing.keys import KeyRing
from store.sqlite.connection import connect

T = TypeVar("T")


def new_store(folder: Path) -> Store:
    """An open store in `folder`: bekal.db and bekal.key, as a first start makes them.

    All stores of a test process share one key and one name.
    """
    path, key = _copy(folder)
    return Store.open(path, key)


def file_of(store: Store) -> Path:
    """Where a store is."""
    return Path(store.engine.label)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    yield store
    store.close()


class BareStore:
    """A store used without its threads: one connection, a transaction for each piece of work."""

    def __init__(self, path: Path, keys: KeyRing) -> None:
        self._path = path
        self._keys = keys
        self._db = connect(path)
        self._db.execute("PRAGMA synchronous = OFF")

    def write(self, work: Callable[[Tx], T]) -> T:
        self._db.execute("BEGIN IMMEDIATE")
        result = work(Tx(self._db, self._keys))
        self._db.execute("COMMIT")
        return result

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self._db.execute(query).fetchall()

    def reopen(self) -> None:
        self._db.close()
        self._db = connect(self._path)
        self._db.execute("PRAGMA synchronous = OFF")

    def close(self) -> None:
        self._db.close()


@contextmanager
def bare_store() -> Iterator[BareStore]:
    with TemporaryDirectory() as folder:
        path, key = _copy(Path(folder))
        store = BareStore(path, load_keys(key, None))
        try:
            yield store
        finally:
            store.close()


def _copy(folder: Path) -> tuple[Path, Path]:
    path, key = folder / "bekal.db", folder / "bekal.key"
    shutil.copy(_template() / path.name, path)
    shutil.copy(_template() / key.name, key)
    return path, key


@cache
def _template() -> Path:
    """The folder of a store that holds nothing yet; it goes with the process."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name)
    Store.open(path / "bekal.db", path / "bekal.key").close()
    return path
