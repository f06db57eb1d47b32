"""Fetches and reads files with lists beside the turns, which can't wait for them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

import structlog

from handlers.dispatch import answer_later
from handlers.importing import lists
from handlers.turns.turn import Setup, Turn
from programme.messages import DocumentRef
from programme.outbox import Refused, SendProblem
from programme.people import Contact
from services.clock import Clock
from services.importing import uploads
from services.importing.file_reading import FileReading
from services.importing.reading import parse_list
from services.sending.channel import Channel
from store import uploads as stored_uploads
from store.connection import Store
from store.errors import StoreError
from store.uploads import Upload

log = structlog.get_logger()

T = TypeVar("T")

LOOKS_EVERY = 1.0
"""Seconds: whoever sent a list waits for its preview."""


class Uploads:
    """Reads the files of one channel's office chats. `wake` is called after an answer."""

    def __init__(
        self, store: Store, channel: Channel, setup: Setup, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._channel = channel
        self._setup = setup
        self._clock = clock
        self._wake = wake

    async def run(self) -> None:
        """Run until cancelled. A file that was being read then is read again at the next start."""
        while True:
            try:
                has_read = await self.read_next()
            except StoreError as refused:
                log.error("list not stored", channel=self._channel.name, why=str(refused))  # noqa: TRY400
                has_read = False
            except Exception:  # one file's failure is its own: it is tried again, the others go on
                log.exception("list not read", channel=self._channel.name)
                has_read = False
            if not has_read:
                await asyncio.sleep(LOOKS_EVERY)

    async def read_next(self) -> bool:
        """Read the file that has waited longest. False when there is none."""
        name = self._channel.name
        upload_id = await self._store.read(
            lambda tx: stored_uploads.next_to_read(tx, name, self._clock.now())
        )
        if upload_id is None:
            return False
        begun = await self._store.write(lambda tx: uploads.begin(tx, upload_id, self._clock.now()))
        if begun:
            await self._read(*begun)
        self._wake()
        return True

    async def _read(self, sender: Contact, upload: Upload) -> None:
        if uploads.is_hopeless(upload):
            await self._answer(sender, upload, lists.show_unread)
            return
        try:
            content = await self._channel.fetch(upload.document)
        except Refused as problem:
            log.info("list not to be had", upload=upload.id, why=problem.reason)
            await self._answer(sender, upload, lists.show_unread)
            return
        except SendProblem as problem:
            log.info("list not fetched yet", upload=upload.id, why=problem.reason)
            return
        reading = await _aside(partial(self._parse, content, upload.document))
        await self._answer(sender, upload, partial(lists.show_read, reading=reading))

    def _parse(self, content: bytes, document: DocumentRef) -> FileReading:
        zone = self._setup.zone
        today = self._clock.now().astimezone(zone).date()
        return parse_list(content, document.name, today=today, zone=zone)

    async def _answer(
        self, sender: Contact, upload: Upload, show: Callable[[Turn, int], None]
    ) -> None:
        await self._store.write(
            lambda tx: answer_later(
                tx,
                self._setup,
                sender.id,
                f"upload:{upload.id}",
                lambda turn: show(turn, upload.id),
                self._clock.now(),
            )
        )


async def _aside(work: Callable[[], T]) -> T:
    """Run `work` on a daemon thread, which doesn't delay the end of the process."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result, failed = None, None
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            failed = error
        with suppress(RuntimeError):  # nobody waits in a loop that is closed
            loop.call_soon_threadsafe(settle, result, failed)

    threading.Thread(target=run, name="list-reader", daemon=True).start()
    return await done
