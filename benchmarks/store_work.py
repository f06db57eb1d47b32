"""Measures the store of the checkout it is run in; prints JSON: what → how many a second.

Run with PYTHONPATH at the checkout. Uses only what commit 350f922 knows as well, for comparison.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.dispatch import take_turn
from locales.consent_texts import VERSION
from programme.messages import ChatType, EventKind, Incoming
from programme.office import Office
from programme.people import ALL_TOPICS, Relation
from store import contacts, people, sessions, settings
from store.connection import Store, Tx

READS, WRITES, TURNS = 3000, 400, 300
SLICES = 6
AT_ONCE_READ, AT_ONCE = 32, 256
CHATS = 500
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
EVENTS = count(1)


def moved(*names: str) -> Any:
    """The first of these modules that there is: topics have been given folders since 350f922."""
    for name in names[:-1]:
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    return import_module(names[-1])


Setup = moved("handlers.turns.turn", "handlers.turn").Setup
conversation = moved("services.inbox.conversation", "services.conversation")
SETUP = Setup("Bekal", ZoneInfo("Asia/Jakarta"), "id", Office(), {})


def fill(tx: Tx) -> None:
    programme = people.programme_named(tx, "Pelatihan 2026", 2026, NOW)
    for number in range(CHATS):
        ident = people.add(tx, f"LMG-2026-{number:05}", "Budi Santoso", None, (), NOW)
        people.enrol(tx, ident, programme, "pengelasan", NOW)
        chat = contacts.at(tx, "telegram", str(number), NOW)
        contacts.add_link(
            tx, chat.id, ident, Relation.SELF, ALL_TOPICS, "Budi", "code", "benchmark", NOW
        )
        contacts.add_consent(tx, chat, VERSION, "id", "benchmark", NOW)
    for days in range(1, 10):
        start = NOW + timedelta(days=days)
        end = start + timedelta(hours=3)
        sessions.add(tx, programme, "pengelasan", "Las", start, end, "Bengkel", None, NOW)


def read_one(tx: Tx) -> object:
    return contacts.by_id(tx, 1)


def read_five(tx: Tx) -> list[object]:
    return [contacts.by_id(tx, ident) for ident in range(1, 6)]


def write(tx: Tx) -> None:
    settings.keep_job_run(tx, "benchmark", NOW)


def turn(tx: Tx, event: int) -> None:
    at = NOW + timedelta(seconds=event)
    incoming = Incoming(
        "telegram", str(event % CHATS), ChatType.PRIVATE, str(event), EventKind.TEXT, at,
        text="jdwl las bsk jam brp pak",
    )  # fmt: skip
    ((inbox_id, stored),) = conversation.receive(tx, [incoming], at)
    take_turn(tx, SETUP, inbox_id, stored, at)


async def seconds(number: int, at_once: int, act: Callable[[], Awaitable[object]]) -> float:
    """How long it takes to do so many, so many at once."""
    left = iter(range(number))

    async def some() -> None:
        for _ in left:
            await act()

    began = time.perf_counter()
    await asyncio.gather(*(some() for _ in range(at_once)))
    return time.perf_counter() - began


async def best(
    number: int, at_once: int, act: Callable[[], Awaitable[object]]
) -> tuple[float, float]:
    """How many a second, and CPU milliseconds for one, each in the best of some slices.

    Others' work only ever adds.
    """
    rates, cpu = [], []
    for _ in range(SLICES):
        began = time.process_time()
        rates.append(number / await seconds(number, at_once, act))
        cpu.append((time.process_time() - began) / number * 1000)
    return max(rates), min(cpu)


async def measure(store: Store) -> dict[str, float]:
    await store.write(fill)
    found: dict[str, float] = {}

    async def one_turn() -> None:
        await store.write(partial(turn, event=next(EVENTS)))

    def one_write() -> Awaitable[None]:
        return store.write(write)

    for name, work in (("read of 1 statement", read_one), ("read of 5 statements", read_five)):
        found[f"{name}, 32 at once"], found[f"CPU ms, {name}"] = await best(
            READS, AT_ONCE_READ, partial(store.read, work)
        )
    found["writes, one at a time"], found["CPU ms, write alone"] = await best(WRITES, 1, one_write)
    found["writes, 256 at once"], _ = await best(10 * WRITES, AT_ONCE, one_write)
    found["turns, one at a time"], _ = await best(TURNS, 1, one_turn)
    found["turns, 256 at once"], found["CPU ms, turn"] = await best(2 * TURNS, AT_ONCE, one_turn)
    return found


def main() -> None:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        store = Store.open(Path(folder) / "bekal.db", Path(folder) / "bekal.key")
        try:
            sys.stdout.write(json.dumps(asyncio.run(measure(store))))
        finally:
            store.close()


if __name__ == "__main__":
    main()
