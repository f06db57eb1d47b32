"""Readers over aiosqlite: whole reads on its threads, whatever becomes of the task or the loop."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from stores import file_of

from store import settings
from store.connection import Store, Tx
from store.errors import StoreError


def value(tx: Tx) -> str | None:
    return settings.get(tx, "note")


def held_up(started: threading.Event, go_on: threading.Event) -> Callable[[Tx], None]:
    def work(_: Tx) -> None:
        started.set()
        go_on.wait(10)

    return work


def read_in_a_loop_of_its_own(store: Store) -> str | None:
    async def look() -> str | None:
        return await store.read(value)

    return asyncio.run(look())


def test_each_event_loop_reads(store: Store) -> None:
    asyncio.run(store.write(lambda tx: settings.keep(tx, "note", "one")))
    assert [read_in_a_loop_of_its_own(store) for _ in range(3)] == ["one"] * 3


def test_a_read_that_is_given_up_leaves_the_reader_whole(store: Store) -> None:
    """The loop ends right after it; aiosqlite's thread would die if it ended before."""
    started, go_on = threading.Event(), threading.Event()

    async def give_up() -> None:
        reading = asyncio.create_task(store.read(held_up(started, go_on)))
        await asyncio.to_thread(started.wait, 10)
        threading.Timer(0.2, go_on.set).start()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(give_up())
    assert go_on.is_set()
    assert read_in_a_loop_of_its_own(store) is None


async def test_readers_read_side_by_side(store: Store) -> None:
    started, go_on = threading.Event(), threading.Event()
    long = asyncio.create_task(store.read(held_up(started, go_on)))
    await asyncio.to_thread(started.wait, 10)
    async with asyncio.timeout(10):
        assert await store.read(value) is None
    go_on.set()
    await long


async def test_what_can_not_be_opened_is_told_and_tried_again(store: Store) -> None:
    file = file_of(store)
    aside = file.rename(file.with_suffix(".aside"))
    file.mkdir()
    with pytest.raises(StoreError, match="deleted or replaced"):
        await store.read(value)
    file.rmdir()
    aside.rename(file)
    assert await store.read(value) is None


async def test_no_parameter_is_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await store.write(lambda tx: settings.keep(tx, "note", "Budi"))
    assert await store.read(value) == "Budi"
    assert [each for each in caplog.records if each.name == "aiosqlite"] == []


def test_a_process_ends_once_its_store_is_closed(tmp_path: Path) -> None:
    """aiosqlite's threads are no daemons."""
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from store.connection import Store\n"
        "folder = Path(sys.argv[1])\n"
        "store = Store.open(folder / 'bekal.db', folder / 'bekal.key')\n"
        "asyncio.run(store.read(lambda tx: None))\n"
        "store.close()\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(tmp_path)],
        timeout=30,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
