"""The open store: one writer on a thread of its own, readers beside it.

Work is a plain function of a `Tx`; it runs to its end without ever waiting. Every piece of work
has a savepoint, and pieces that are ready together share one commit (`synchronous=FULL`): a
hundred turns cost one fsync. A result is given out only after the commit that carries it.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar

import aiosql

from store.errors import StoreError, explain, is_of_the_store
from store.sealing.key_file import load_keys, make_keys
from store.sealing.keys import KeyRing
from store.sealing.keys_in_force import KeysInForce
from store.sqlite import audit_ends
from store.sqlite.migrate import migrate
from store.sqlite.opening import begin_writing, check_key, connect, is_empty, name_store, use_wal

T = TypeVar("T")
Work = Callable[["Tx"], T]

SHARED_COMMIT = 256
SHARED_SECONDS = 0.02
"""At most so many pieces of work share one commit; none joins that has run for so long."""


@dataclass(frozen=True, slots=True)
class Tx:
    """What a piece of work may use: a connection inside a transaction, the queries, the keys."""

    db: sqlite3.Connection
    sql: Any  # aiosql.Queries: its methods are the names in queries/*.sql
    keys: KeyRing

    def seal(self, text: str | None, place: str) -> bytes | None:
        return None if text is None else self.keys.seal(text, place)

    def open(self, sealed: bytes | None, place: str) -> str | None:
        return None if sealed is None else self.keys.open(sealed, place)


class Store:
    """All that is kept, in one SQLite file (WAL). Open with `Store.open`, end with `close`."""

    def __init__(self, path: Path, keys: KeysInForce, db: sqlite3.Connection) -> None:
        self.path = path
        self._keys = keys
        self._db = db
        self._sql = load_queries()
        self._closing = threading.Lock()
        self._is_closed = False
        self._work: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write_loop, name="store-writer", daemon=True)
        self._readers = ThreadPoolExecutor(2, "store-reader")
        self._local = threading.local()
        self._open_readers: list[sqlite3.Connection] = []
        self._writer.start()

    @classmethod
    def open(cls, path: Path, key_file: Path, key: str | None = None) -> Store:
        """Open or create the store at `path`, bring it to the present schema and check the key.

        `key` is the text of a key file (BEKAL_KEY) and goes before `key_file`. A key file is made
        only for a store that holds nothing yet. Raises `StoreError` with the mend.
        """
        try:
            db = connect(path)
            try:
                is_new = is_empty(db, path)
                keys = make_keys(key_file) if is_new and not key else load_keys(key_file, key)
                if not is_new:
                    check_key(db, keys, path)
                use_wal(db)
                found = migrate(db)
                check_key(db, keys, path)
                if found < audit_ends.SINCE_SCHEMA:
                    audit_ends.prove_end_once(db, keys)
                name_store(db, keys)
            except BaseException:
                db.close()
                raise
        except sqlite3.Error as error:
            raise explain(error, str(path)) from error
        return cls(path, KeysInForce(keys, lambda: load_keys(key_file, key)), db)

    @property
    def keys(self) -> KeyRing:
        """The ring as it was last read."""
        return self._keys.ring

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction and return its result once that is committed.

        When `work` raises, all it did is undone and the error is raised here. Raises `StoreError`
        when the database itself refuses; then nothing of `work` is kept.
        """
        return await self.submit(work)

    def submit(self, work: Work[T]) -> asyncio.Future[T]:
        """`write` without waiting yet: what is submitted after it runs after it and sees it."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._closing:
            self._refuse_when_closed()
            self._work.put(_Job(work, future))
        return future

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a reader, on one snapshot, beside the writer."""
        self._refuse_when_closed()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read, work)

    def close(self) -> None:
        """Finish what is waiting, then close; nothing is taken afterwards."""
        with self._closing:
            self._is_closed = True
            self._work.put(None)
        self._writer.join()
        self._readers.shutdown()
        while self._open_readers:
            self._open_readers.pop().close()

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise StoreError(f"the database {self.path} is closed; start Bekal again")

    def _read(self, work: Work[T]) -> T:
        try:
            db = getattr(self._local, "db", None)
            if db is None:
                db = self._local.db = connect(self.path)
                use_wal(db)
                db.execute("PRAGMA query_only = ON")
                self._open_readers.append(db)
            db.execute("BEGIN")
            try:
                return work(self._within(db))
            finally:
                db.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise as_told(error, str(self.path)) from error

    def _write_loop(self) -> None:
        self._db.execute("PRAGMA busy_timeout = 0")  # begin_writing waits
        while (job := self._work.get()) is not None:
            batch = _Batch(job, self._work)
            commit_together(self._db, self._begin, batch, str(self.path))
            hand_out(batch.jobs)
            if batch.is_last:
                break
        self._db.close()

    def _begin(self) -> Tx:
        begin_writing(self._db, lambda: self._is_closed)
        return self._within(self._db)

    def _within(self, db: sqlite3.Connection) -> Tx:
        return Tx(db, self._sql, self._keys.within(db))


class _Job:
    """One piece of work and where its result goes."""

    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Work[Any], future: asyncio.Future[Any]) -> None:
        self.work = work
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class _Batch:
    """Jobs that share a commit: the first, and those that are ready when the ones before ran.

    Work that follows from a job already running so needs no commit of its own.
    """

    def __init__(self, first: _Job, waiting: queue.SimpleQueue[_Job | None]) -> None:
        self.jobs = [first]
        self.is_last = False
        self._waiting = waiting

    def __iter__(self) -> Iterator[_Job]:
        enough_at = time.monotonic() + SHARED_SECONDS
        for job in self.jobs:
            yield job
            if job is self.jobs[-1] and time.monotonic() < enough_at:
                self._take_one()

    def take_ready(self) -> None:
        """Take all that is ready, to share in a failure."""
        while self._take_one():
            pass

    def _take_one(self) -> bool:
        if self.is_last or len(self.jobs) == SHARED_COMMIT:
            return False
        try:
            job = self._waiting.get_nowait()
        except queue.Empty:
            return False
        if job is None:
            self.is_last = True
            return False
        self.jobs.append(job)
        return True


@cache
def load_queries() -> Any:
    """What `Tx.sql` is: the statements of queries/*.sql by their names, read once a process."""
    with as_file(files("store") / "queries") as folder:
        return aiosql.from_path(folder, "sqlite3", mandatory_parameters=False)


def commit_together(
    db: sqlite3.Connection, begin: Callable[[], Tx], batch: _Batch, path: str
) -> None:
    """Run all jobs in one transaction, each in a savepoint. A job keeps its result or error."""
    try:
        tx = begin()
        for job in batch:
            run_in_savepoint(tx, job, path)
        db.execute("COMMIT")
    except (sqlite3.Error, StoreError) as error:
        if db.in_transaction:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
        batch.take_ready()
        for job in batch.jobs:
            job.error = explain(error, path) if isinstance(error, sqlite3.Error) else error


def run_in_savepoint(tx: Tx, job: _Job, path: str) -> None:
    """Raises `sqlite3.Error` when the whole transaction is lost (a full disk ends it)."""
    tx.db.execute("SAVEPOINT job")
    try:
        job.result = job.work(tx)
    except BaseException as error:
        if isinstance(error, sqlite3.Error):
            if not tx.db.in_transaction:
                raise
            job.error = as_told(error, path)
        else:
            job.error = error
        tx.db.execute("ROLLBACK TO job")
    tx.db.execute("RELEASE job")


def as_told(error: sqlite3.Error, path: str) -> Exception:
    """A `StoreError` where the database refuses; the work's own mistake as it is."""
    return explain(error, path) if is_of_the_store(error) else error


def hand_out(jobs: list[_Job]) -> None:
    """Give the results to the waiting tasks, in their own event loops."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in jobs:
        loops.setdefault(job.future.get_loop(), []).append(job)
    for loop, own in loops.items():
        with suppress(RuntimeError):  # nobody waits in a loop that is closed
            loop.call_soon_threadsafe(settle_all, own)


def settle_all(jobs: list[_Job]) -> None:
    for job in jobs:
        job.settle()
