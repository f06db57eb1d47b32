"""Readers: connections that aiosqlite opens, each with a thread on which whole reads run.

aiosqlite makes a hop between threads for each statement. Its documented `factory` gives it a
connection of ours instead, whose `rollback` it calls on that thread: there a read with all its
statements is done and its snapshot ended, in one hop.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite

from store.sqlite.connection import BUSY_SECONDS, Connection

T = TypeVar("T")

READERS = 2


class Readers:
    """Opened in the event loop that reads first; another loop gets its own."""

    def __init__(self, path: Path) -> None:
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # it notes each call's parameters
        self._path = path
        self._loop: asyncio.AbstractEventLoop | None = None
        self._readers: list[_Reader] = []

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one snapshot. Raises what it raises, and `sqlite3.Error`."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self.close()
            self._loop = loop
            self._readers = [_Reader(self._path) for _ in range(READERS)]
        reader = min(self._readers, key=lambda each: len(each.waiting))
        return await reader.run(work)

    def close(self) -> None:
        """Finish what is waiting, then close; aiosqlite's threads would keep the process."""
        while self._readers:
            self._readers.pop().close()


class _Read:
    """One read and what came of it."""

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self.work = work
        self.result: Any = None
        self.error: BaseException | None = None


class _Reader:
    def __init__(self, path: Path) -> None:
        self.waiting: deque[_Read] = deque()
        self._path = path
        self._opening = asyncio.Lock()
        self._db: aiosqlite.Connection | None = None
        self._is_closed = threading.Event()

    async def run(self, work: Callable[[Connection], T]) -> T:
        async with self._opening:
            db = self._db = self._db or await self._open()
        read = _Read(work)
        self.waiting.append(read)
        try:
            await db.rollback()
        except asyncio.CancelledError:
            self.close()
            raise
        if read.error is not None:
            raise read.error
        return cast("T", read.result)

    def close(self) -> None:
        """Finish what is waiting, then close; the next read opens it again.

        Who is cancelled closes it: its thread reports each result to the event loop, and would die
        of one that is closed meanwhile.
        """
        if self._db is not None:
            # On a thread without a loop: nobody has to be told.
            threading.Thread(target=self._db.stop).start()
            self._is_closed.wait(BUSY_SECONDS)
            self._db = None

    async def _open(self) -> aiosqlite.Connection:
        is_closed = self._is_closed = threading.Event()

        def make(*given: Any, **more: Any) -> Connection:
            return _ReadingConnection(self.waiting, is_closed, *given, **more)

        self._db = aiosqlite.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, factory=make
        )
        try:
            return await self._db
        except asyncio.CancelledError:
            self.close()
            raise
        except BaseException:
            self._db = None
            raise


class _ReadingConnection(Connection):
    """Its methods run on aiosqlite's thread."""

    def __init__(
        self, waiting: deque[_Read], is_closed: threading.Event, *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self._waiting = waiting
        self._is_closed = is_closed
        self.execute("PRAGMA journal_mode = WAL")
        self.execute("PRAGMA query_only = ON")

    def rollback(self) -> None:
        """Do the read that waits longest, and end its snapshot."""
        read = self._waiting[0]
        try:
            self.execute("BEGIN")
            try:
                read.result = read.work(self)
            finally:
                super().rollback()
        except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
            read.error = error
        self._waiting.popleft()

    def close(self) -> None:
        super().close()
        self._is_closed.set()
