"""`bekal` with failures built in whose errors quote names, texts and numbers, as Python's own do.

`main` is that of `bekal`. A text with GALAT in it fails its turn, one with
GALAT DUA the apology for it as well; chat 13 fails its messages, reminders fail to be worded, and
from the start on a job, a task that nobody awaits, a callback, a thread, a library's log and an
object that is thrown away do.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot import app, cli, turns
from bot.channels.telegram.channel import TelegramChannel
from bot.commands.importing import command
from handlers import claims
from handlers.turns.turn import Setup, Turn
from programme.messages import Incoming, Outgoing
from programme.outbox import Kind, Sent
from scheduler.jobs import Job, jobs_of
from services.pushed import Speaker
from store import contacts, people
from store.connection import Tx
from store.outbox import Row

QUOTED = "Suwarno Hadiningrat, lahir 19-02-1987, HP 0812-0000-4711"

answer, apologise, send, word, start = (
    claims.answer_text,
    turns.apologise,
    TelegramChannel.send,
    Speaker.__call__,
    app.App.start,
)


def failing_answer(turn: Turn) -> None:
    text = turn.reading.text
    if "GALAT" in text:
        who = [person.name for person in people.everybody(turn.tx)]
        try:
            {}[turn.contact.address + text]
        except KeyError as error:
            raise ValueError(f"{who} wrote {text!r}") from error
    answer(turn)


def failing_apology(
    tx: Tx, setup: Setup, inbox_id: int, incoming: Incoming, now: datetime
) -> None:
    if "GALAT DUA" in incoming.text:
        raise LookupError(incoming.text)
    apologise(tx, setup, inbox_id, incoming, now)


async def failing_send(
    self: TelegramChannel, address: str, message: Outgoing, *others: Any
) -> Sent:
    if address == "13":
        raise RuntimeError(f"{QUOTED}: {message.text}")
    return await send(self, address, message, *others)


def failing_words(self: Speaker, tx: Tx, row: Row, *others: Any) -> Any:
    if row.kind is Kind.REMINDER:
        links = contacts.all_links(tx, row.contact_id)
        raise KeyError([link.label for link in links], QUOTED)
    return word(self, tx, row, *others)


def failing_job(tx: Tx, now: datetime) -> int:
    raise ValueError([person.birth_date for person in people.everybody(tx)], QUOTED, now)


class Unreleased:
    def __del__(self) -> None:
        raise ValueError(QUOTED)


async def failing_task() -> None:
    raise ExceptionGroup(QUOTED, [ValueError(QUOTED), OSError(QUOTED)])


def fail(quoted: str) -> None:
    raise ValueError(quoted)


def failing_start(self: app.App) -> None:
    start(self)
    asyncio.get_running_loop().call_soon(fail, QUOTED)
    asyncio.get_running_loop().create_task(failing_task(), name=QUOTED)
    threading.Thread(target=fail, args=(QUOTED,)).start()
    logging.getLogger("library").error("can't take %s", QUOTED)
    logging.getLogger("library").warning(f"odd ({QUOTED})")  # noqa: G004 - libraries do
    Unreleased()


def failing_list(*_: object, **__: object) -> None:
    raise UnicodeError(QUOTED)


def every_second(work: Callable[[Tx, datetime], int]) -> Job:
    return Job("fails", timedelta(seconds=1), work)


def main() -> None:
    claims.answer_text = failing_answer
    turns.apologise = failing_apology
    TelegramChannel.send = failing_send  # type: ignore[method-assign]
    Speaker.__call__ = failing_words  # type: ignore[method-assign]
    app.jobs_of = lambda *given: [*jobs_of(*given), every_second(failing_job)]
    app.App.start = failing_start  # type: ignore[method-assign]
    command.parse_list = failing_list  # type: ignore[assignment]
    cli.main()
