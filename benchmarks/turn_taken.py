"""Takes turns on a real store and prints JSON: kind of turn → files, functions, calls, CPU ms.

Run by path with Bekal's own interpreter, and with the checkout that is to be measured as
PYTHONPATH and working directory: it uses only what commits since 350f922 have under one name.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from time import thread_time
from types import CodeType, FrameType
from zoneinfo import ZoneInfo

from benchmarks.office import SKILLS, WRITER, announce, fill
from handlers import dispatch
from programme.messages import ChatType, EventKind, Incoming
from programme.office import Office
from store.connection import Store, Tx

CHATS = 50
TURNS = 500
WARM_UP = 50
SETUP = dispatch.Setup("Bekal", ZoneInfo("Asia/Jakarta"), "id", Office(), {})
PACKAGES = ("bot", "handlers", "understanding", "services", "store", "programme", "locales")
ROOT = Path.cwd()

LINKED = [str(chat) for chat in range(1, CHATS + 1)]
STRANGERS = [str(700_000 + chat) for chat in range(CHATS)]
KINDS = {
    "schedule": (LINKED, "jdwl las bsk jam brp pak"),
    "certificate": (LINKED, "sertif sy udh jadi blm"),
    "menu": (LINKED, "menu"),
    "stranger": (STRANGERS, "kursusnya apa aja"),
    "announcement": ([WRITER], "Las besok diundur jam 10, pindah ke bengkel 2"),
}
"""What is written, and in which chats."""

EVENTS = count(1)


def take(tx: Tx, address: str, text: str, now: datetime) -> float:
    """One turn; the CPU seconds it took without its commit."""
    event = str(next(EVENTS))
    incoming = Incoming(
        channel="telegram", address=address, chat_type=ChatType.PRIVATE, event_id=event,
        sent_at=now, kind=EventKind.TEXT, text=text,
    )  # fmt: skip
    ((inbox_id, stored),) = dispatch.conversation.receive(tx, [incoming], now)
    began = thread_time()
    dispatch.take_turn(tx, SETUP, inbox_id, stored, now)
    return thread_time() - began


def traced(tx: Tx, address: str, text: str, now: datetime) -> Counter[CodeType]:
    """How often each function of ours was called in a turn."""
    calls: Counter[CodeType] = Counter()
    places = tuple(f"{ROOT / each}/" for each in PACKAGES)

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(places):
            calls[frame.f_code] += 1

    sys.setprofile(note)
    try:
        take(tx, address, text, now)
    finally:
        sys.setprofile(None)
    return calls


def moments() -> Iterator[datetime]:
    """Turns come so far apart that no chat asks the same again within half an hour."""
    start = datetime.now(UTC)
    return (start + timedelta(seconds=40 * turn) for turn in count())


def measured(tx: Tx) -> dict[str, list[float]]:
    clock, found = moments(), {}
    for kind, (addresses, text) in KINDS.items():
        took = [
            take(tx, addresses[turn % len(addresses)], text, next(clock))
            for turn in range(WARM_UP + TURNS)
        ]
        calls = traced(tx, addresses[0], text, next(clock))
        files = {code.co_filename for code in calls}
        ms = sum(took[WARM_UP:]) / TURNS * 1000
        found[kind] = [len(files), len(calls), calls.total(), ms]
        if "--files" in sys.argv:
            sys.stderr.write("\n".join((kind, *sorted(files), "")))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "bekal.db", Path(folder) / "bekal.key")

        def work(tx: Tx) -> dict[str, list[float]]:
            now = datetime.now(UTC)
            fill(tx, range(1, CHATS + 1), SKILLS, now)
            announce(tx, now)
            gc.freeze()  # as the running bot does
            return measured(tx)

        try:
            json.dump(asyncio.run(store.write(work)), sys.stdout)
        finally:
            store.close()


if __name__ == "__main__":
    main()
