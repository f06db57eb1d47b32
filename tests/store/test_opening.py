"""Opening a store checks its schema and its key, and says what is wrong with either."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store import migrations, opening
from store.connection import Store, inspect
from store.errors import StoreError, StoreTooNew, WrongKey
from store.sealing import key_file, keys
from store.sqlite import connection

NOBODY = 65534


class Files:
    """Where a store and its key are."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "bekal.db"
        self.key = folder / "bekal.key"

    def open(self, key: str | None = None) -> Store:
        return Store.open(self.store, self.key, key)

    def make(self) -> None:
        self.open().close()

    def sql(self, *statements: str) -> None:
        db = sqlite3.connect(self.store, isolation_level=None)
        for statement in statements:
            db.execute(statement)
        db.close()

    def ask(self, question: str) -> list[tuple[object, ...]]:
        db = sqlite3.connect(self.store)
        try:
            return db.execute(question).fetchall()
        finally:
            db.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


# -- shape ---------------------------------------------------------------------------------------


def test_new_store_has_the_newest_shape(files: Files) -> None:
    files.make()
    assert files.ask("PRAGMA user_version") == [(max(migrations.MIGRATIONS),)]
    assert files.ask("PRAGMA journal_mode") == [("wal",)]
    assert files.ask("PRAGMA integrity_check") == [("ok",)]


def test_opening_again_changes_nothing(files: Files) -> None:
    files.make()
    before = files.ask("SELECT sql FROM sqlite_master"), files.key.read_text()
    files.make()
    assert (files.ask("SELECT sql FROM sqlite_master"), files.key.read_text()) == before


class Script:
    """Stands for a migration's file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read_text(self) -> str:
        return self._text


def next_migration(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    number = max(migrations.MIGRATIONS) + 1
    monkeypatch.setitem(migrations.MIGRATIONS, number, Script(text))  # type: ignore[arg-type]
    return number


def test_failing_migration_leaves_nothing_behind(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.make()
    before = files.ask("PRAGMA user_version")
    next_migration(monkeypatch, "CREATE TABLE half (a);\nINSERT INTO no_such_table VALUES (1);\n")
    with pytest.raises(StoreError, match="no_such_table"):
        files.open()
    assert files.ask("PRAGMA user_version") == before
    assert files.ask("SELECT name FROM sqlite_master WHERE name = 'half'") == []


def test_migration_keeps_what_is_stored_and_its_last_statement_needs_no_semicolon(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.make()
    files.sql("INSERT INTO programmes (name, year, created_at) VALUES ('Pelatihan', 2026, 1)")
    number = next_migration(
        monkeypatch,
        "-- One more; and another.\nCREATE TABLE more (a TEXT DEFAULT ';');\n"
        "INSERT INTO more (a) VALUES ('x;y')",
    )
    files.make()
    assert files.ask("PRAGMA user_version") == [(number,)]
    assert files.ask("SELECT a FROM more") == [("x;y",)]
    assert files.ask("SELECT name FROM programmes") == [("Pelatihan",)]


def test_store_of_a_newer_version_is_left_alone(files: Files) -> None:
    files.make()
    files.sql("PRAGMA user_version = 9999")
    with pytest.raises(StoreTooNew, match=r"schema 9999.*install the newer Bekal"):
        files.open()
    assert files.ask("PRAGMA user_version") == [(9999,)]


def test_database_of_something_else_is_not_made_ours(files: Files) -> None:
    files.sql("CREATE TABLE recipes (a)", "INSERT INTO recipes VALUES ('soto')")
    with pytest.raises(StoreError, match=r"not a Bekal database; check \[store\] url"):
        files.open()
    assert files.ask("SELECT name FROM sqlite_master") == [("recipes",)]
    assert not files.key.exists()


# -- key -----------------------------------------------------------------------------------------


def test_key_is_made_with_the_store_for_its_owner_only(files: Files) -> None:
    previous = os.umask(0)
    try:
        files.make()
    finally:
        os.umask(previous)
    assert files.key.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in files.key.parent.iterdir()) == ["bekal.db", "bekal.key"]


async def test_only_the_owner_can_read_a_new_store(files: Files) -> None:
    previous = os.umask(0o022)
    try:
        store = files.open()
        await store.write(lambda tx: tx.db.execute("PRAGMA user_version").fetchall())
    finally:
        os.umask(previous)
    kept = sorted(files.store.parent.glob("bekal.db*"))
    assert [file.name for file in kept] == ["bekal.db", "bekal.db-shm", "bekal.db-wal"]
    assert [file.stat().st_mode & 0o777 for file in kept] == [0o600] * 3
    store.close()


def test_the_mode_of_a_store_there_is_stays(files: Files) -> None:
    files.make()
    files.store.chmod(0o640)
    files.make()
    assert files.store.stat().st_mode & 0o777 == 0o640


def test_missing_key_is_not_made_again(files: Files) -> None:
    files.make()
    files.key.unlink()
    with pytest.raises(StoreError, match=r"bekal\.key is missing.*put the key back"):
        files.open()
    assert not files.key.exists()


@pytest.mark.parametrize("how", ["missing", "empty"])
def test_a_lost_database_is_not_made_again(files: Files, how: str) -> None:
    """Its key is still there: whoever starts anew without it would lose everything unasked."""
    files.make()
    files.store.unlink()
    if how == "empty":
        files.store.touch()
    told = rf"bekal\.db is {how}, but its key .*bekal\.key is there; put the database back or"
    with pytest.raises(StoreError, match=told):
        files.open()
    with pytest.raises(StoreError, match=told):
        inspect(files.store, files.key, None, lambda _: None)
    assert files.store.exists() == (how == "empty")
    files.key.rename(files.key.with_suffix(".old"))
    files.make()


@pytest.mark.parametrize("step", ["make_keys", "bring_up_to_date"])
def test_a_first_start_that_broke_off_is_finished_by_the_next(
    files: Files, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def breaks(*_: object) -> None:
        raise StoreError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(opening, step, breaks)
        with pytest.raises(StoreError, match="killed"):
            files.open()
    files.make()
    files.make()


@pytest.mark.parametrize("text", ["", "{}", '{"keys": 3}', "nonsense", '{"keys": {"1": "AA"}}'])
def test_key_file_that_is_none(files: Files, text: str) -> None:
    files.make()
    files.key.write_text(text)
    with pytest.raises(WrongKey, match=r"bekal\.key is not a Bekal key; put the key back"):
        files.open()


def test_key_of_another_store(files: Files, tmp_path: Path) -> None:
    files.make()
    files.key.write_text(keys.KeyRing.new().to_text())
    with pytest.raises(WrongKey, match=r"bekal\.key.*bekal\.db.*put the key back") as caught:
        files.open()
    assert json.loads(files.key.read_text())["hash"] not in str(caught.value)


def test_wrong_key_is_told_before_the_shape_is_changed(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.make()
    files.key.write_text(keys.KeyRing.new().to_text())
    before = files.ask("PRAGMA user_version")
    next_migration(monkeypatch, "CREATE TABLE more (a);")
    with pytest.raises(WrongKey):
        files.open()
    assert files.ask("PRAGMA user_version") == before


def test_key_from_the_environment_goes_before_the_file(files: Files) -> None:
    ring = keys.KeyRing.new().to_text()
    files.open(ring).close()
    assert not files.key.exists()
    files.open(ring).close()
    with pytest.raises(StoreError, match="is missing"):
        files.open()


def test_two_that_make_a_key_at_once_have_the_same(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes second finds no key at first, and then the first one's."""
    first = key_file.make_keys(files.key)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    second = key_file.make_keys(files.key)
    assert second.to_text() == first.to_text() == files.key.read_text()
    assert [file.name for file in files.key.parent.iterdir()] == ["bekal.key"]


# -- the file itself -----------------------------------------------------------------------------


def test_no_database_at_all(files: Files) -> None:
    files.store.write_text("Jadwal kelas las\n" * 1000)
    with pytest.raises(StoreError, match="is not a Bekal database"):
        files.open()
    assert files.store.read_text().startswith("Jadwal")


def test_damaged_database(files: Files) -> None:
    files.make()
    page = 4096
    with files.store.open("r+b") as file:
        file.seek(page)
        file.write(b"\xff" * (files.store.stat().st_size - page))
    with pytest.raises(StoreError, match="is damaged; stop Bekal and restore the latest backup"):
        files.open()


@pytest.mark.parametrize("pages", [1, 30])
def test_disk_that_is_full(files: Files, monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    connect = connection.connect

    def connect_on_a_full_disk(path: Path) -> connection.Connection:
        db = connect(path)
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    with monkeypatch.context() as full:
        full.setattr(connection, "connect", connect_on_a_full_disk)
        with pytest.raises(StoreError, match=r"holds .*bekal\.db is full; free some space"):
            files.open()
    files.make()


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened; its folder must exist"):
        Files(tmp_path / "nowhere").open()


def test_a_folder_in_the_place_of_the_file(files: Files) -> None:
    files.store.mkdir()
    with pytest.raises(StoreError, match="can't be opened"):
        files.open()


def test_database_locked_by_another_process(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    files.make()
    next_migration(monkeypatch, "CREATE TABLE more (a);")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    other = sqlite3.connect(files.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is locked by another process; end that process"):
        files.open()
    other.execute("ROLLBACK")
    other.close()
    files.make()


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """File permissions don't hold for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable_files() -> Iterator[Files]:
    """In a folder that everyone may look into but only its owner may change."""
    with tempfile.TemporaryDirectory() as folder:
        files = Files(Path(folder))
        files.make()
        Path(folder).chmod(0o555)
        files.store.chmod(0o444)
        files.key.chmod(0o444)
        try:
            yield files
        finally:
            Path(folder).chmod(0o755)


def test_database_that_may_not_be_written(readable_files: Files) -> None:
    with (
        somebody_without_rights(),
        pytest.raises(StoreError, match="can't be written; give this user write permission"),
    ):
        readable_files.open()


def test_key_that_may_not_be_read(readable_files: Files) -> None:
    readable_files.key.chmod(0)
    readable_files.store.chmod(0o666)
    readable_files.store.parent.chmod(0o777)
    with (
        somebody_without_rights(),
        pytest.raises(StoreError, match=r"bekal\.key can't be read: Permission denied; give this"),
    ):
        readable_files.open()


def test_key_that_may_not_be_written(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.key = tmp_path / "nowhere" / "bekal.key"
    with pytest.raises(StoreError, match=r"bekal\.key can't be written: No such file"):
        files.open()


def test_migrations_are_numbered_without_a_gap_and_none_twice() -> None:
    """Of two with one number only one would be applied."""
    numbers = [int(file.name[:4]) for file in Path(migrations.__file__).parent.glob("*.sql")]
    assert sorted(numbers) == list(range(1, migrations.newest() + 1))
