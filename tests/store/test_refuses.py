"""The bot survives a store that is unavailable for a while: locked, or its disk full."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bot_in_process import Log, bot_on, logged
from stores import file_of, new_store
from telegram_events import TelegramBot
from telegram_faults import Fault
from telegram_fixtures import MakeChannel

from store.connection import Store, Tx
from store.errors import StoreError
from store.sqlite import connection as sqlite


@pytest.fixture
def log() -> Iterator[Log]:
    with logged() as log:
        yield log


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """A store that has little patience with a lock; the bot has little with the store."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    for module in (
        "services.sending.retrying",
        "services.sending.delivery",
        "bot.account",
        "bot.turns",
    ):
        monkeypatch.setattr(f"{module}.PAUSE_WHEN_REFUSED", 0.05)
    store = new_store(tmp_path)
    yield store
    store.close()


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another process writes and does not come to an end."""
    other = sqlite3.connect(file_of(store), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def fill_disk(store: Store) -> None:
    """From here on the database can't grow."""

    def work(tx: Tx) -> None:
        (pages,) = tx.db.execute("PRAGMA page_count").fetchone()
        tx.db.execute(f"PRAGMA max_page_count = {pages}")

    await store.write(work)


async def free_disk(store: Store) -> None:
    await store.write(lambda tx: tx.db.execute("PRAGMA max_page_count = 1000000").fetchone())


async def test_a_question_in_a_locked_store_waits_and_is_answered(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    async with bot_on(store, make_channel):
        account.push_text(5, "halo")
        await account.next_message(5)
        with locked(store):
            question = account.push_text(5, "jadwal besok")
            why = await log.tells("events not stored", times=2)
            assert "is locked by another process; end that process, or wait" in why
            assert account.confirmed_to < question
        await account.next_message(5, after=1)
    assert len(account.sent_to(5)) == 2


async def test_a_full_disk_loses_no_question(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    async with bot_on(store, make_channel):
        account.push_text(5, "halo")
        await account.next_message(5)
        await fill_disk(store)
        for _ in range(30):
            account.push_text(5, "jadwal " + "besok " * 600)
        why = await log.tells("events not stored")
        assert "is full; free some space, nothing was half written" in why
        await free_disk(store)
        await account.next_message(5, after=30)
    assert len(account.sent_to(5)) == 31


async def test_a_database_that_vanishes_is_missed_at_once(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log, tmp_path: Path
) -> None:
    """SQLite itself would go on writing into the deleted file."""
    file, kept = file_of(store), tmp_path / "kept.db"
    async with bot_on(store, make_channel):
        account.push_text(5, "halo")
        await account.next_message(5)
        kept.hardlink_to(file)
        file.unlink()
        question = account.push_text(5, "jadwal besok")
        why = await log.tells("events not stored")
        assert "bekal.db was deleted or replaced while it is in use; put the file back" in why
        assert account.confirmed_to < question
        with pytest.raises(StoreError, match="deleted or replaced"):
            await store.read(lambda tx: tx.db.execute("SELECT 1"))
        file.hardlink_to(kept)
        await account.next_message(5, after=1)
    assert len(account.sent_to(5)) == 2


async def test_a_database_that_is_emptied_is_missed_at_once(store: Store) -> None:
    file_of(store).write_bytes(b"")
    with pytest.raises(StoreError, match="deleted or replaced"):
        await store.write(lambda tx: tx.db.execute("SELECT 1"))


async def test_what_was_sent_is_recorded_once_the_lock_is_gone(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    async with bot_on(store, make_channel):
        account.faults.ordered.append(Fault("hang", chat_id=5))
        account.push_text(5, "halo")
        await account.until(lambda: not account.faults.ordered)
        with locked(store):
            await log.tells("store refused", times=2)
        await account.next_message(5)
        account.push_text(5, "jadwal")
        await account.next_message(5, after=1)
    outcomes = "SELECT state, uncertain_count FROM outbox ORDER BY id"
    rows = await store.read(lambda tx: tx.db.execute(outcomes).fetchall())
    assert rows == [("sent", 1), ("sent", 0)]


async def test_a_bot_that_starts_on_a_locked_store_waits(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    account.push_text(5, "halo")
    with locked(store):
        async with bot_on(store, make_channel):
            await log.tells("store refused", times=2)
    async with bot_on(store, make_channel):
        await account.next_message(5)


async def test_a_bot_that_is_told_to_stop_does_not_wait_for_the_store(
    store: Store, make_channel: MakeChannel, account: TelegramBot, log: Log
) -> None:
    bot = bot_on(store, make_channel)
    await bot.__aenter__()
    account.push_text(5, "halo")
    await account.next_message(5)
    with locked(store):
        account.push_text(5, "jadwal")
        await log.tells("events not stored")
        async with asyncio.timeout(5):
            await bot.__aexit__(None, None, None)
    async with bot_on(store, make_channel):
        await account.next_message(5, after=1)
