"""Work on the store is atomic, isolated from other work, and survives failures."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from stores import file_of

from store import writing
from store.connection import Store, Tx
from store.errors import StoreError
from store.savepoint import rehearsal
from store.sqlite import connection as sqlite


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(writing, "SHARED_SECONDS", 60)
    store = Store.open(tmp_path / "bekal.db", tmp_path / "bekal.key")
    try:
        yield store
    finally:
        store.close()


def add(name: str) -> Callable[[Tx], str]:
    def work(tx: Tx) -> str:
        tx.db.execute(
            "INSERT INTO programmes (name, year, created_at) VALUES (?, 2026, 1)", (name,)
        )
        return name

    return work


def names(tx: Tx) -> list[str]:
    return [name for (name,) in tx.db.execute("SELECT name FROM programmes ORDER BY id")]


def pragma(text: str) -> Callable[[Tx], Any]:
    return lambda tx: tx.db.execute(f"PRAGMA {text}").fetchone()


async def in_one_commit(store: Store, *pieces: Callable[[Tx], Any]) -> list[Any]:
    """All pieces share one commit, however long one takes; gives their results or errors."""
    started, go_on = threading.Event(), threading.Event()

    def hold_up(_: Tx) -> None:
        started.set()
        go_on.wait(10)

    first = asyncio.create_task(store.write(hold_up))
    await asyncio.to_thread(started.wait, 10)
    tasks = [asyncio.create_task(store.write(piece)) for piece in pieces]
    await asyncio.sleep(0)
    go_on.set()
    return (await asyncio.gather(first, *tasks, return_exceptions=True))[1:]


async def test_pieces_share_a_commit(store: Store) -> None:
    commits = 0

    def count(statement: str) -> None:
        nonlocal commits
        commits += statement == "COMMIT"

    await store.write(lambda tx: tx.db.set_trace_callback(count))
    results = await in_one_commit(store, *(add(f"P{i}") for i in range(20)))
    assert results == [f"P{i}" for i in range(20)]
    assert commits <= 3  # setting the trace, what held them up, the twenty


async def test_a_failing_piece_takes_no_neighbour_with_it(store: Store) -> None:
    def fail(tx: Tx) -> None:
        add("half")(tx)
        raise LookupError("mine")

    def refused(tx: Tx) -> None:
        add("also half")(tx)
        add("before")(tx)  # is there already

    before, failed, rejected, after = await in_one_commit(
        store, add("before"), fail, refused, add("after")
    )
    assert (before, after) == ("before", "after")
    assert isinstance(failed, LookupError)
    assert isinstance(rejected, sqlite3.IntegrityError)
    assert await store.read(names) == ["before", "after"]


async def test_what_was_read_once_is_read_again_after_a_change_and_after_its_undoing(
    store: Store,
) -> None:
    def once(tx: Tx) -> list[str]:
        return tx.once("names", lambda: names(tx))

    def work(tx: Tx) -> None:
        first = once(tx)
        assert once(tx) is first
        add("kept")(tx)
        assert once(tx) == ["kept"]
        with rehearsal(tx):
            add("undone")(tx)
            assert once(tx) == ["kept", "undone"]
        assert once(tx) == ["kept"]

    def fail(tx: Tx) -> None:
        add("lost")(tx)
        assert once(tx) == ["kept", "lost"]
        raise LookupError("mine")

    worked, failed, after = await in_one_commit(store, work, fail, once)
    assert worked is None
    assert isinstance(failed, LookupError)
    assert after == ["kept"]


async def test_an_error_of_the_program_is_not_told_as_the_stores(store: Store) -> None:
    """Whoever tries again when the store refuses would try this for ever."""
    for statement in (
        "INSERT INTO enrolments VALUES (1, 1, 'x', 1)",
        "SELECT * FROM no_such_table",
        "SELECT ?",
    ):
        with pytest.raises(sqlite3.Error):
            await store.write(lambda tx, s=statement: tx.db.execute(s))  # type: ignore[misc]
        if statement.startswith("SELECT"):
            with pytest.raises(sqlite3.Error):
                await store.read(lambda tx, s=statement: tx.db.execute(s))  # type: ignore[misc]


async def test_a_failing_commit_fails_all(store: Store) -> None:
    def owes_a_row(tx: Tx) -> None:
        tx.db.execute("PRAGMA defer_foreign_keys = ON")
        tx.db.execute("INSERT INTO enrolments VALUES (1, 1, 'pengelasan', 1)")

    outcomes = await in_one_commit(store, add("one"), owes_a_row, add("two"))
    assert [type(outcome) for outcome in outcomes] == [StoreError] * 3
    assert await store.read(names) == []
    assert await store.write(add("three")) == "three"


async def test_full_disk_loses_nothing_and_the_next_piece_goes_on(store: Store) -> None:
    await store.write(add("kept"))
    (pages,) = await store.write(pragma("page_count"))
    await store.write(pragma(f"max_page_count = {pages + 2}"))
    big = add("x" * 100_000)
    small, too_big = await in_one_commit(store, add("small"), big)
    assert isinstance(too_big, StoreError)
    assert "is full; free some space" in str(too_big)
    assert await store.read(names) == ["kept"] + (["small"] if small == "small" else [])
    await store.write(pragma("max_page_count = 1000000"))
    await store.write(big)
    assert (await store.read(names))[-1] == "x" * 100_000


async def test_locked_store_refuses_and_works_again_when_free(store: Store) -> None:
    other = sqlite3.connect(file_of(store), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is locked by another process"):
        await store.write(add("one"))
    assert await store.read(names) == []
    other.execute("ROLLBACK")
    other.close()
    assert await store.write(add("one")) == "one"


async def test_readers_see_one_moment_beside_the_writer(store: Store) -> None:
    await store.write(add("one"))
    looked, written = threading.Event(), threading.Event()

    def look_twice(tx: Tx) -> tuple[list[str], list[str]]:
        first = names(tx)
        looked.set()
        written.wait(10)
        return first, names(tx)

    reading = asyncio.create_task(store.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await store.write(add("two"))
    written.set()
    assert await reading == (["one"], ["one"])
    assert await store.read(names) == ["one", "two"]


async def test_readers_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.read(add("one"))
    assert await store.read(names) == []


async def test_nobody_waits_for_a_result_that_was_given_up(store: Store) -> None:
    given_up = asyncio.create_task(store.write(add("one")))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await store.write(add("two")) == "two"
    assert await store.read(names) == ["one", "two"]


async def test_closing_finishes_what_waits_and_takes_nothing_more(store: Store) -> None:
    waiting = [asyncio.create_task(store.write(add(f"P{i}"))) for i in range(10)]
    await asyncio.sleep(0)
    await asyncio.to_thread(store.close)
    assert await asyncio.gather(*waiting) == [f"P{i}" for i in range(10)]
    with pytest.raises(StoreError, match="closed"):
        await store.write(add("late"))
    with pytest.raises(StoreError, match="closed"):
        await store.read(names)
    store.close()


def test_a_loop_that_ended_does_not_end_the_writer(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bekal.db", tmp_path / "bekal.key")
    go_on = threading.Event()

    async def leave_early() -> None:
        task = asyncio.create_task(store.write(lambda _: go_on.wait(10)))
        await asyncio.sleep(0)
        task.cancel()

    async def look() -> list[str]:
        await store.write(add("one"))
        return await store.read(names)

    try:
        asyncio.run(leave_early())
        go_on.set()
        assert asyncio.run(look()) == ["one"]
    finally:
        store.close()
