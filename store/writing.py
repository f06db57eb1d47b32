"""The writer: a thread of its own, on which pieces of work share commits.

Every piece has a savepoint, and pieces that are ready together share one commit: a hundred turns
cost one fsync. A result is given out only after the commit that carries it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from store.engine import Connection, Engine
from store.errors import StoreError

T = TypeVar("T")

SHARED_COMMIT = 256
SHARED_SECONDS = 0.02
"""At most so many pieces of work share one commit; none joins that has run for so long."""


class Writer:
    """Runs work on `db`, in the order in which it is submitted, until it is closed.

    `prepare` makes of the connection, once a transaction has begun, what a piece of work is given.
    """

    def __init__(
        self, engine: Engine, db: Connection, prepare: Callable[[Connection], Any]
    ) -> None:
        self._engine = engine
        self._db = db
        self._prepare = prepare
        self._closing = threading.Lock()
        self._is_closed = False
        self._waiting: queue.SimpleQueue[_Piece | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Any], T]) -> asyncio.Future[T]:
        """What is submitted later runs later and sees what `work` did."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._closing:
            self.refuse_when_closed()
            self._waiting.put(_Piece(work, future))
        return future

    def close(self) -> None:
        """Finish what is waiting, then close the connection; nothing is taken afterwards."""
        with self._closing:
            self._is_closed = True
            self._waiting.put(None)
        self._thread.join()

    def refuse_when_closed(self) -> None:
        if self._is_closed:
            raise StoreError(f"the database {self._engine.label} is closed; start Bekal again")

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch = _Batch(first, self._waiting)
            self._commit_together(batch)
            hand_out(batch.pieces)
            if batch.is_last:
                break
        self._db.close()

    def _commit_together(self, batch: _Batch) -> None:
        """Run all pieces in one transaction. Each keeps its result or error."""
        try:
            self._db.begin(lambda: self._is_closed)
            given = self._prepare(self._db)
            for piece in batch:
                self._run_in_savepoint(piece, given)
            self._db.commit()
        except (self._engine.error, StoreError) as error:
            with suppress(self._engine.error):
                self._db.rollback()
            batch.take_ready()
            told = error if isinstance(error, StoreError) else self._engine.explain(error)
            for piece in batch.pieces:
                piece.error = told

    def _run_in_savepoint(self, piece: _Piece, given: Any) -> None:
        """Raises the engine's error when the whole transaction is lost (a full disk ends it)."""
        self._db.savepoint()
        try:
            piece.result = piece.work(given)
        except BaseException as error:
            piece.error = error
            if isinstance(error, self._engine.error):
                if not self._db.in_transaction:
                    raise
                piece.error = self._engine.refusal(error) or error
            self._db.undo()
        self._db.release()


class _Piece:
    """One piece of work and where its result goes."""

    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Callable[[Any], Any], future: asyncio.Future[Any]) -> None:
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
    """Pieces that share a commit: the first, and those that are ready when the ones before ran.

    Work that follows from a piece already running so needs no commit of its own.
    """

    def __init__(self, first: _Piece, waiting: queue.SimpleQueue[_Piece | None]) -> None:
        self.pieces = [first]
        self.is_last = False
        self._waiting = waiting

    def __iter__(self) -> Iterator[_Piece]:
        enough_at = time.monotonic() + SHARED_SECONDS
        for piece in self.pieces:
            yield piece
            if piece is self.pieces[-1] and time.monotonic() < enough_at:
                self._take_one()

    def take_ready(self) -> None:
        """Take all that is ready, to share in a failure."""
        while self._take_one():
            pass

    def _take_one(self) -> bool:
        if self.is_last or len(self.pieces) == SHARED_COMMIT:
            return False
        try:
            piece = self._waiting.get_nowait()
        except queue.Empty:
            return False
        if piece is None:
            self.is_last = True
            return False
        self.pieces.append(piece)
        return True


def hand_out(pieces: list[_Piece]) -> None:
    """Give the results to the waiting tasks, in their own event loops."""
    loops: dict[asyncio.AbstractEventLoop, list[_Piece]] = {}
    for piece in pieces:
        loops.setdefault(piece.future.get_loop(), []).append(piece)
    for loop, own in loops.items():
        with suppress(RuntimeError):  # nobody waits in a loop that is closed
            loop.call_soon_threadsafe(settle_all, own)


def settle_all(pieces: list[_Piece]) -> None:
    for piece in pieces:
        piece.settle()
