"""A part of a piece of work that can be undone by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from store.connection import Tx


@contextmanager
def savepoint(tx: Tx) -> Iterator[None]:
    """Undo what is done inside when the block raises; the rest of the work goes on."""
    tx.db.savepoint()
    try:
        yield
    except BaseException:
        _undo(tx)
        raise
    tx.db.release()


@contextmanager
def rehearsal(tx: Tx) -> Iterator[None]:
    """Undo what is done inside in any case, to see what it would do."""
    tx.db.savepoint()
    try:
        yield
    finally:
        _undo(tx)


def _undo(tx: Tx) -> None:
    if tx.db.in_transaction:  # a full disk ends the whole transaction
        tx.db.undo()
        tx.db.release()
