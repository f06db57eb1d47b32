"""Key rotation beside a running bot: it can be killed anywhere and continued."""

from __future__ import annotations

import ast
import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_process import names_in
from dialogue import Bekal
from stores import file_of

from services.operations import auditing, backups, key_rotation
from services.operations.key_rotation import Rotated, is_under_way, rotate
from store import archive, people
from store.connection import Store, Tx
from store.errors import StoreError, WrongKey
from store.sealing import key_file, sealed
from store.sealing.keys import KEY_ID, KeyRing
from store.sqlite import backup
from store.sqlite.connection import Connection

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    """A participant with a chat that has written and been answered."""
    await bekal.participant()
    budi = await bekal.linked("1001")
    await budi.says("jadwal besok")
    return bekal


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "bekal.key"


async def rotated(bekal: Bekal, key: Path, needed: tuple[int, ...] = ()) -> Rotated:
    return await rotate(bekal.store, key, lambda _: needed, bekal.clock.now())


async def keys_in_use(store: Store) -> set[int]:
    return await store.read(lambda tx: sealed.keys_in_use(tx.db))


def text_of(key: Path) -> str:
    return key.read_text()


def mode_of(key: Path) -> int:
    return key.stat().st_mode & 0o777


def numbers_of(key: Path) -> frozenset[int]:
    return key_file.load_keys(key, None).numbers


# -- what is covered -----------------------------------------------------------------------------


def all_sealed() -> list[sealed.SealedTable]:
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=Connection)) as db:
        db.migrate()
        return sealed.tables(db)


def code() -> Iterator[ast.AST]:
    for folder in ("store", "services", "handlers", "bot", "scheduler", "web"):
        for file in (ROOT / folder).rglob("*.py"):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def places(nodes: Iterable[ast.AST]) -> set[str]:
    """The texts of the form "table.column" among these."""
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[a-z_]+", node.value)
    }


def test_everything_that_is_sealed_is_covered() -> None:
    """What code seals or opens stands in a column of type BLOB named like its place."""
    sealing = places(
        argument
        for node in code()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"seal", "open"}
        for argument in node.args
    )
    assert sealing - {place for table in all_sealed() for place in table.places} == set()


def test_nothing_is_covered_that_is_not_sealed() -> None:
    """A column of bytes that no code names as a place is a hash by its name, or declared."""
    assert {place for table in all_sealed() for place in table.places} - places(code()) == set()


def test_every_sealed_table_has_a_primary_key() -> None:
    assert [table.name for table in all_sealed() if not table.key] == []


# -- rotating ------------------------------------------------------------------------------------


async def test_everything_comes_under_the_new_key(office: Bekal, key: Path) -> None:
    old = text_of(key)
    done = await rotated(office, key)
    assert (done.key, done.dropped, done.kept, done.was_taken_up) == (2, {1}, set(), False)
    assert done.values > 5
    assert numbers_of(key) == {2}
    assert mode_of(key) == 0o600
    assert await keys_in_use(office.store) == {2}
    assert not await office.store.read(is_under_way)
    found = await office.store.read(lambda tx: people.by_number(tx, "LMG-2026-031"))
    assert found
    assert found.name == "Budi Santoso"
    assert old not in text_of(key)


async def test_what_rotated_is_whole_and_opens_with_the_new_file_only(
    office: Bekal, key: Path, tmp_path: Path
) -> None:
    old = text_of(key)
    await rotated(office, key)
    office.store.close()
    with pytest.raises(WrongKey, match="is not the key of"):
        Store.open(tmp_path / "bekal.db", key, old)
    again = Store.open(tmp_path / "bekal.db", key)
    try:
        assert await again.read(auditing.verify) is None
        assert [each.number for each in await again.read(people.everybody)] == ["LMG-2026-031"]
    finally:
        again.close()


async def test_hashes_stay(office: Bekal, key: Path) -> None:
    """Codes and phones are still found."""
    code = await office.code()
    await rotated(office, key)
    assert "Selesai" in await office.chat("1002").opens(code, "HP saya")


async def test_a_key_that_backups_need_stays_on_the_ring(office: Bekal, key: Path) -> None:
    done = await rotated(office, key, (1,))
    assert (done.dropped, done.kept) == (set(), {1})
    assert numbers_of(key) == {1, 2}
    assert await keys_in_use(office.store) == {2}
    done = await rotated(office, key)
    assert (done.key, done.dropped) == (3, {1, 2})


async def test_a_backup_made_meanwhile_can_still_be_restored(
    office: Bekal, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds values under both keys."""
    monkeypatch.setattr(key_rotation, "SLICE", 1)
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "bekal-2026-11-24-0200.backup"

    def back_up(_: int) -> None:
        if not file.exists():
            backup.make(file_of(office.store), office.store.keys, file, office.clock.now())

    done = await rotate(
        office.store,
        key,
        lambda old: backups.needed_keys(folder, old),
        office.clock.now(),
        back_up,
    )
    assert archive.read_header(file).keys == {1, 2}
    assert done.kept == {1}
    ring = key_file.load_keys(key, None)
    assert backup.open_again(file, tmp_path / "again", ring, lambda: False)


async def test_a_running_bot_learns_the_new_key(office: Bekal, key: Path, tmp_path: Path) -> None:
    """Another process rotates; this one's next turn is sealed with the new key, and no other."""
    other = Store.open(tmp_path / "bekal.db", key)
    try:
        await rotate(other, key, lambda _: (), office.clock.now())
        assert office.store.keys.numbers == {1}
        await office.participant("LMG-2026-032", "Sugeng")
        assert office.store.keys.numbers == {1, 2}
        assert await keys_in_use(other) == {2}
        names = [each.name for each in await office.store.read(people.everybody)]
        assert names == ["Budi Santoso", "Sugeng"]
    finally:
        other.close()


async def test_a_reader_learns_the_new_key(office: Bekal, key: Path, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "bekal.db", key)
    try:
        await other.read(people.everybody)
        await rotated(office, key)
        assert [each.name for each in await other.read(people.everybody)] == ["Budi Santoso"]
    finally:
        other.close()


async def test_a_bot_without_the_new_key_stores_nothing_and_says_why(
    office: Bekal, key: Path, tmp_path: Path
) -> None:
    """It got its key from the environment, which a rotation can't change."""
    other = Store.open(tmp_path / "bekal.db", key, text_of(key))
    try:
        await rotated(office, key)
        with pytest.raises(WrongKey, match=r"key 2 now, which is not in BEKAL_KEY; put the new"):
            await other.write(lambda tx: people.programme_named(tx, "X", 2026, office.clock.now()))
        assert await office.store.read(people.programmes) == [(1, "Pelatihan 2026", 2026)]
    finally:
        other.close()


# -- broken off ----------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for kill -9: nothing after it happens."""


class Steps:
    """Ends the work at the `last` of the steps that are counted."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed


def killed_at(monkeypatch: pytest.MonkeyPatch, store: Store, last: int) -> None:
    """Let so many writes of the key file and the store happen, and no more."""
    step = Steps(last)
    write_keys, write = key_rotation.write_keys, store.write

    def write_file(file: Path, ring: KeyRing) -> None:
        step()
        write_keys(file, ring)

    async def write_store(work: Callable[[Tx], object]) -> object:
        step()
        return await write(work)

    monkeypatch.setattr(key_rotation, "write_keys", write_file)
    monkeypatch.setattr(store, "write", write_store)


@pytest.mark.parametrize("last", range(12))
async def test_killed_anywhere_it_is_taken_up_again(
    office: Bekal, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """And what the bot wrote in between is there."""
    monkeypatch.setattr(key_rotation, "SLICE", 1)
    monkeypatch.setattr(key_rotation, "PAUSE", 0)
    was_killed = True
    with monkeypatch.context() as dying, suppress(Killed):
        killed_at(dying, office.store, last)
        await rotated(office, key)
        was_killed = False
    await office.participant("LMG-2026-032", "Sugeng")
    office.store.close()
    store = Store.open(tmp_path / "bekal.db", key)
    try:
        names = [each.name for each in await store.read(people.everybody)]
        assert names == ["Budi Santoso", "Sugeng"]
        done = await rotate(store, key, lambda _: (), office.clock.now())
        assert done.key == (2 if was_killed else 3)
        assert done.was_taken_up == (was_killed and last > 0)
        assert numbers_of(key) == {done.key} == await keys_in_use(store)
        assert await store.read(auditing.verify) is None
    finally:
        store.close()


async def test_a_value_that_does_not_open_ends_it_and_both_keys_stay(
    office: Bekal, key: Path
) -> None:
    forged = KEY_ID.pack(1) + bytes(40)
    await office.store.write(
        lambda tx: tx.db.execute("UPDATE participants SET note = ?", (forged,))
    )
    with pytest.raises(WrongKey, match="does not open with this key, or was tampered with"):
        await rotated(office, key)
    assert numbers_of(key) == {1, 2}
    await office.store.write(lambda tx: tx.db.execute("UPDATE participants SET note = NULL"))
    done = await rotated(office, key)
    assert (done.key, done.was_taken_up, numbers_of(key)) == (2, True, {2})


async def test_nothing_is_done_where_the_key_file_can_t_be_written(
    office: Bekal, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text_of(key)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as filled:
        filled.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match=r"bekal\.key can't be written: No space left"):
            await rotated(office, key)
    assert text_of(key) == before
    assert [name for name in names_in(key.parent) if "key" in name] == ["bekal.key"]
    assert await keys_in_use(office.store) == {1}


async def test_two_at_once_are_refused(office: Bekal, key: Path) -> None:
    with key_file.held(key), pytest.raises(StoreError, match="another command changes the key"):
        await rotated(office, key)
    assert numbers_of(key) == {1}
    assert (await rotated(office, key)).key == 2


def test_a_linked_key_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file, link = tmp_path / "elsewhere" / "bekal.key", tmp_path / "bekal.key"
    ring = key_file.make_keys(file)
    link.symlink_to(file)
    key_file.write_keys(link, ring.with_new_key())
    assert link.is_symlink()
    assert numbers_of(file) == {1, 2}
