"""A backup is made beside a writer, encrypted and verified; a failed one leaves no file."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import chain, repeat
from pathlib import Path

import pytest
from cli_process import names_in
from dialogue import Bekal
from stores import file_of

from store import archive, migrations, workspace
from store.engine import Made
from store.errors import StoreError, StoreTooNew, WrongKey
from store.sealing.keys import KeyRing
from store.sqlite import backup

MADE_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECRETS = (b"Budi", b"Santoso", b"1990-08-17", b"LMG-2026-031", b"SQLite format")


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    await bekal.participant()
    budi = await bekal.linked("1001")
    await budi.says("jadwal besok")
    return bekal


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "one.backup"


def make(bekal: Bekal, file: Path) -> Made:
    return bekal.store.back_up(file, MADE_AT)


def opened(file: Path, ring: KeyRing, target: Path) -> dict[str, int]:
    return backup.open_again(file, target, ring, lambda: False)


def dump(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as db:
        return list(db.iterdump())


def change_byte(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_it_holds_everything_and_only_the_key_opens_it(
    office: Bekal, file: Path, tmp_path: Path
) -> None:
    made = make(office, file)
    assert (made.file, made.made_at, made.size) == (file, MADE_AT, len(file.read_bytes()))
    assert names_in(file.parent) == ["one.backup"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each for each in SECRETS if each in file.read_bytes()] == []
    rows = opened(file, office.store.keys, tmp_path / "again.db")
    assert rows["participants"] == 1
    assert sum(rows.values()) == made.rows
    office.store.close()
    assert dump(tmp_path / "again.db") == dump(file_of(office.store))


async def test_what_is_written_meanwhile_neither_waits_nor_gets_in(
    office: Bekal, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two pieces of the copy a participant is added."""
    monkeypatch.setattr(backup, "PAGES", 1)
    pieces = threading.Semaphore(0)
    goes_on = threading.Event()

    def hold_on(_: float) -> None:
        pieces.release()
        goes_on.wait(20)

    monkeypatch.setattr("store.workspace.time.sleep", hold_on)
    making = asyncio.create_task(asyncio.to_thread(make, office, file))
    await asyncio.to_thread(pieces.acquire)
    await office.participant("LMG-2026-032", "Sugeng")
    goes_on.set()
    await making
    assert opened(file, office.store.keys, tmp_path / "again.db")["participants"] == 1


def test_nothing_is_overwritten(office: Bekal, file: Path) -> None:
    file.write_text("photos")
    with pytest.raises(StoreError, match=r"one\.backup is there already; give another name"):
        make(office, file)
    assert file.read_text() == "photos"
    assert names_in(file.parent) == ["one.backup"]


def test_what_comes_meanwhile_is_not_overwritten_either(
    office: Bekal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: path != file and exists(path))
    file.write_text("photos")
    with pytest.raises(StoreError, match="is there already"):
        make(office, file)
    assert file.read_text() == "photos"


def test_a_disk_without_links_takes_it_too(
    office: Bekal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    make(office, file)
    assert names_in(file.parent) == ["one.backup"]


# -- what can't be used --------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.3, 0.9, 0.9999])
def test_a_changed_byte_is_found(office: Bekal, file: Path, tmp_path: Path, share: float) -> None:
    """In the magic, the header, the content, the end."""
    size = make(office, file).size
    change_byte(file, int(size * share))
    with pytest.raises(StoreError) as caught:
        opened(file, office.store.keys, tmp_path / "again.db")
    assert str(file) in str(caught.value)


def test_a_file_cut_off_is_found(
    office: Bekal, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where exactly a chunk ends."""
    monkeypatch.setattr(archive, "CHUNK", 4096)
    make(office, file)
    whole = file.read_bytes()
    start = len(whole) % (4096 + 16)
    for left in (0, 5, 40, len(whole) - 1, len(whole) - 4096 - 16, start + 4096 + 16):
        file.write_bytes(whole[:left])
        with pytest.raises(archive.Unusable, match=r"cut off|not a backup"):
            opened(file, office.store.keys, tmp_path / f"again-{left}.db")


def test_chunks_can_t_change_places(
    office: Bekal, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "CHUNK", 4096)
    make(office, file)
    whole, size = file.read_bytes(), 4096 + 16
    header = len(whole) - (len(whole) // size) * size
    swapped = whole[:header] + whole[header + size :][:size] + whole[header:][:size]
    file.write_bytes(swapped + whole[header + 2 * size :])
    with pytest.raises(archive.Unusable, match="was changed or cut off"):
        opened(file, office.store.keys, tmp_path / "again.db")


def test_another_office_s_key_is_told_as_such(office: Bekal, file: Path, tmp_path: Path) -> None:
    make(office, file)
    with pytest.raises(WrongKey, match="made with another office's key than"):
        opened(file, KeyRing.new(), tmp_path / "again.db")


def test_a_key_that_is_gone_is_told_as_such(office: Bekal, file: Path, tmp_path: Path) -> None:
    make(office, file)
    later = office.store.keys.with_new_key()
    assert opened(file, later, tmp_path / "again.db")
    with pytest.raises(WrongKey, match=r"needs key 1, which is not in .* with --key"):
        opened(file, later.without({1}), tmp_path / "more.db")


def test_a_newer_schema_is_told(
    office: Bekal, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(office, file)
    monkeypatch.setattr(migrations, "MIGRATIONS", {1: migrations.MIGRATIONS[1]})
    with pytest.raises(StoreTooNew, match=r"this Bekal knows 1; install the newer Bekal"):
        opened(file, office.store.keys, tmp_path / "again.db")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"photos", archive.MAGIC, archive.MAGIC + b"\xff\xff\xff\xff",
        archive.MAGIC + b"\0\0\0\x02{}", archive.MAGIC + b"\0\0\0\x05[1,2]",
        archive.MAGIC + b"\0\0\xff\x00" + b"[" * 0xFF00,
        archive.MAGIC + b"\0\0\0\x08" + b"\xff" * 8,
        archive.MAGIC + b"\0\0\0\x24" + b'{"made_at":"2026-11-24T02:00:00+07"}',
        archive.MAGIC + b"\0\0\0\x21" + b'{"made_at":"2026-11-24T02:00:00"}',
    ],
)  # fmt: skip
def test_what_is_no_backup_is_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(archive.Unusable, match=r"is not a backup that `bekal backup` made"):
        archive.read_header(file)


# -- what goes wrong -----------------------------------------------------------------------------


def test_a_disk_that_fills_up_leaves_nothing(
    office: Bekal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every place where something reaches the disk."""
    written = 0

    def full_at(last: int) -> None:
        nonlocal written
        written = 0

        def sync(_: int) -> None:
            nonlocal written
            written += 1
            if written > last:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fdatasync", sync)

    last = 0
    while True:
        full_at(last)
        with suppress(StoreError):
            make(office, file)
            break
        assert names_in(file.parent) == []
        last += 1
    assert last >= 3
    assert names_in(file.parent) == ["one.backup"]


def test_a_disk_without_room_is_told_before_anything_is_written(
    office: Bekal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "SPARE", 2**60)
    with pytest.raises(StoreError, match=r"has \d+ MB left and needs \d+; free some space"):
        make(office, file)
    assert names_in(file.parent) == []


def test_no_folder_is_told(office: Bekal, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be written: No such file or directory"):
        make(office, tmp_path / "nowhere" / "one.backup")


def test_a_damaged_store_makes_no_backup(office: Bekal, file: Path, tmp_path: Path) -> None:
    office.store.close()
    damage(file_of(office.store))
    with pytest.raises(StoreError, match="damaged"):
        make(office, file)
    assert names_in(file.parent) == []


def damage(path: Path) -> None:
    """Take the content of an index's page away, which nothing reads by itself."""
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'outbox_by_age'"
        ).fetchone()
    with path.open("r+b") as out:
        out.seek((page - 1) * 4096 + 8)
        out.write(bytes(4000))


def test_told_to_stop_it_leaves_nothing(office: Bekal, file: Path) -> None:
    for last in range(3):
        looks = chain(repeat(False, last), repeat(True))
        with pytest.raises(workspace.BrokenOff):
            backup.make(
                file_of(office.store), office.store.keys, file, MADE_AT, partial(next, looks)
            )
        assert names_in(file.parent) == []


def test_what_a_killed_one_left_goes_with_the_next(office: Bekal, file: Path) -> None:
    dead = file.parent / f"{workspace.PREFIX}4194999-x"
    alive = file.parent / f"{workspace.PREFIX}{os.getppid()}-x"
    for left in (dead, alive):
        left.mkdir()
        (left / "copy").write_text("half")
    make(office, file)
    assert names_in(file.parent) == [alive.name, "one.backup"]
