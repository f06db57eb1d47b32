"""Turns while a large store is backed up; run with Bekal's own interpreter.

ROWS messages stand in the outbox. A hundred turns a second are taken, at their moments whatever
the ones before take, first alone, then while the backup is made on a thread as the running bot
makes it. Afterwards a backup of the store at rest is opened again and compared row by row. Prints
JSON: the seconds of each turn ("alone", "backing up"), of the backup, its bytes, and whether the
copy is identical.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
import tempfile
import time as clock
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from handlers.dispatch import take_turn
from handlers.turns.turn import Setup
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from programme.office import Office
from services.inbox import conversation
from services.operations import backups
from services.operations.backups import BackupRules, back_up_when_due
from store.connection import Store, Tx
from store.sealing.concealed import ADDRESS
from store.sqlite import backup
from store.sqlite.connection import connect

PER_SECOND = 100
ALONE = 5.0
CHATS = 1000
SETUP = Setup("Bekal", ZoneInfo("Asia/Jakarta"), "id", Office(), {})
ANSWER = Outgoing("Kelas besok, Rabu, 25 November 2026, pukul 08.00 WIB. Tempat: Bengkel Las")
EVENTS = count(1)


def fill(tx: Tx, rows: int, now: datetime) -> None:
    """Messages that were sent, each sealed on its own."""
    at = int(now.timestamp()) - 86400
    for chat in range(1, CHATS + 1):
        tx.db.execute(
            "INSERT INTO contacts (id, uid, channel, address, created_at, last_seen_at)"
            " VALUES (?, ?, 'telegram', ?, ?, ?)",
            (chat, f"uid-{chat}", tx.conceal(str(chat), ADDRESS), at, at),
        )
    body = ANSWER.to_json()
    tx.db.executemany(
        "INSERT INTO outbox (channel, contact_id, address, kind, priority, dedupe_key, body,"
        " state, not_before, provider_id, created_at, updated_at)"
        " VALUES ('telegram', ?, ?, 'reply', 0, ?, ?, 'sent', ?, ?, ?, ?)",
        (
            (
                number % CHATS + 1, f"chat {number % CHATS + 1}", f"filled:{number}",
                tx.seal(body, "outbox.body"), at, str(number), at, at,
            )
            for number in range(rows)
        ),
    )  # fmt: skip


async def turn(store: Store) -> float:
    """One chat's question; returns the seconds until its answer is committed."""
    number, now = next(EVENTS), datetime.now(UTC)
    incoming = Incoming(
        channel="telegram", address=str(number % CHATS + 1), chat_type=ChatType.PRIVATE,
        event_id=str(number), kind=EventKind.TEXT, sent_at=now, text="jdwl las bsk jam brp pak",
    )  # fmt: skip

    def work(tx: Tx) -> None:
        ((inbox_id, stored),) = conversation.receive(tx, [incoming], now)
        take_turn(tx, SETUP, inbox_id, stored, now)

    began = clock.perf_counter()
    await store.write(work)
    return clock.perf_counter() - began


async def turns_until(store: Store, over: asyncio.Event) -> list[float]:
    """A hundred a second until `over`. A late start counts to the turn it delays."""
    taken: list[asyncio.Task[float]] = []
    late: list[float] = []
    began = clock.perf_counter()
    while not over.is_set():
        moment = began + len(taken) / PER_SECOND
        await asyncio.sleep(max(moment - clock.perf_counter(), 0))
        late.append(max(clock.perf_counter() - moment, 0.0))
        taken.append(asyncio.create_task(turn(store)))
    seconds = await asyncio.gather(*taken)
    return [each + delay for each, delay in zip(seconds, late, strict=True)]


async def measure(store: Store, folder: Path) -> dict[str, object]:
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(ALONE, over.set)
    alone = await turns_until(store, over)
    rules = BackupRules(folder / "backups", time(0), UTC, timedelta(days=1))
    await store.write(lambda tx: backups.note_made(tx, datetime(2026, 1, 1, tzinfo=UTC)))
    made = asyncio.Event()
    taking = asyncio.create_task(turns_until(store, made))
    began = clock.perf_counter()
    number = await back_up_when_due(rules, store, datetime.now(UTC))
    seconds = clock.perf_counter() - began
    made.set()
    if number != 1:
        raise RuntimeError("no backup was made")
    return {"alone": alone, "backing up": await taking, "seconds": seconds}


def is_identical(store: Store, folder: Path) -> tuple[bool, int]:
    """A backup of the store at rest, opened again; and its bytes."""
    file, again = folder / "rest.backup", folder / "again.db"
    made = store.back_up(file, datetime.now(UTC))
    backup.open_again(file, again, store.keys, lambda: False)
    return digest(Path(store.engine.label)) == digest(again), made.size


def digest(path: Path) -> str:
    """Of every row of every table, and of what the tables are."""
    found = hashlib.sha256()
    with closing(connect(path)) as db:
        for line in db.iterdump():
            found.update(line.encode())
    return found.hexdigest()


def main(rows: int) -> None:
    logs.configure("json", "warning")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store.open(folder / "bekal.db", folder / "bekal.key")
        asyncio.run(store.write(lambda tx: fill(tx, rows, datetime.now(UTC))))
        try:
            found = asyncio.run(measure(store, folder))
        finally:
            store.close()
        found["identical"], found["bytes"] = is_identical(store, folder)
        sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
