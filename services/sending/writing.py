"""Notes which claimed messages are being written, just before their first byte leaves.

After a crash only these may have gone out; the rest of what was claimed is simply sent.
"""

from __future__ import annotations

import asyncio
from functools import partial

from services.clock import Clock
from services.sending.outbox import LostClaim
from store import outbox as rows
from store.connection import Store

NOTED_TOGETHER = 32
"""At most so many share one commit: so many may be noted and not written yet in a crash."""


class Writing:
    """The messages of one account. One commit notes all that became ready during the last."""

    def __init__(self, store: Store, owner: str, clock: Clock) -> None:
        self._store = store
        self._owner = owner
        self._clock = clock
        self._ready: dict[int, asyncio.Future[None]] = {}
        self._is_noting = False

    async def begin(self, row_id: int) -> None:
        """Return once it is stored that this message is being written.

        Raises `LostClaim` when it is ours no more, and `StoreError`: then nothing may be written.
        """
        loop = asyncio.get_running_loop()
        self._ready[row_id] = noted = loop.create_future()
        if not self._is_noting:
            self._is_noting = True
            loop.call_soon(self._note)  # those that become ready in this round join
        await noted

    def _note(self) -> None:
        together = {}
        for row_id in list(self._ready)[:NOTED_TOGETHER]:
            together[row_id] = self._ready.pop(row_id)
        self._is_noting = bool(together)
        if together:
            work = partial(rows.begin_writing, row_ids=list(together), owner=self._owner)
            stored = self._store.submit(lambda tx: work(tx, now=self._clock.now()))
            stored.add_done_callback(partial(self._noted, together))

    def _noted(
        self, together: dict[int, asyncio.Future[None]], stored: asyncio.Future[set[int]]
    ) -> None:
        error = stored.exception()
        for row_id, noted in together.items():
            if noted.done():  # nobody waits any more: there was no connection in time
                continue
            if error is not None:
                noted.set_exception(error)
            elif row_id in stored.result():
                noted.set_result(None)
            else:
                noted.set_exception(LostClaim(f"message {row_id} is another's now"))
        self._note()
