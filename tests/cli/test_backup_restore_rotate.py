"""`bekal backup`, `restore` and `key rotate` as processes: output, killed, with a full disk."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from cli_process import Ended, call, environment, names_in
from dialogue import Bekal
from importing_lists import PEOPLE
from running_bot import RunningBot, office_in
from telegram_server import BotApiServer

from programme.messages import Outgoing
from services.sending import outbox
from store import contacts, people
from store.connection import Store, Tx
from store.sealing import key_file, sealed

TOKEN = "123456:AAloopback-token_of_a_test"


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    await bekal.participant()
    await bekal.linked("1001")
    return bekal


async def limited(folder: Path, megabytes: float, *arguments: str) -> Ended:
    """The command on a disk on which no file can grow beyond this (to SQLite: a faulty one)."""

    def limit() -> None:
        size = int(megabytes * 2**20)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=folder, env=environment(),
        stdout=PIPE, stderr=PIPE, preexec_fn=limit,
    )  # fmt: skip
    out, err = await process.communicate()
    return Ended(process.returncode or 0, out.decode(), err.decode())


def fill(tx: Tx, bekal: Bekal, rows: int) -> None:
    """Answers that take up room."""
    contact = contacts.at(tx, "telegram", "5", bekal.clock.now())
    for number in range(rows):
        outbox.reply(tx, contact, Outgoing("Halo " * 200), str(number), bekal.clock.now())


def text_of(file: Path) -> str:
    return file.read_text()


# -- backup and restore --------------------------------------------------------------------------


async def test_from_backup_to_restore(office: Bekal, tmp_path: Path) -> None:
    made = await call(tmp_path, "backup", "one.backup")
    assert made.status == 0
    assert "dibuka lagi untuk diperiksa" in made.out
    assert "Simpan salinan kunci" in made.out
    again = await call(tmp_path, "backup", "one.backup")
    assert (again.status, again.err) == (
        1, "bekal: one.backup is there already; give another name\n"
    )  # fmt: skip
    await office.participant("LMG-2026-032", "Sugeng")
    office.store.close()
    refused = await call(tmp_path, "restore", "one.backup")
    assert refused.status == 1
    assert "there is already a store at" in refused.err
    assert "nothing was done; --overwrite replaces it" in refused.err
    done = await call(tmp_path, "restore", "one.backup", "--overwrite")
    assert (done.status, done.err) == (0, "")
    assert "The former store is kept as " in done.out
    store = Store.open(tmp_path / "bekal.db", tmp_path / "bekal.key")
    assert [each.name for each in await store.read(people.everybody)] == ["Budi Santoso"]
    store.close()


async def test_to_another_computer(office: Bekal, tmp_path: Path) -> None:
    await call(tmp_path, "backup", "one.backup")
    new = tmp_path / "new"
    new.mkdir()
    (new / "one.backup").write_bytes((tmp_path / "one.backup").read_bytes())
    without = await call(new, "restore", "one.backup", "--nothing-since")
    assert without.status == 1
    assert "put the key back from the copy that is kept elsewhere" in without.err
    (new / "bekal.key").write_text(text_of(tmp_path / "bekal.key"))
    ended = await call(new, "restore", "one.backup", "--nothing-since", "--json")
    assert ended.status == 0
    assert {**ended.json, "made_at": "", "rows": 0} == {
        "made_at": "", "rows": 0, "since_known": False, "kept": None,
        "gone": 0, "held": 0, "events": 0, "codes": 0,
    }  # fmt: skip
    assert names_in(new) == ["bekal.db", "bekal.key", "one.backup"]


async def test_what_is_not_known_is_told(office: Bekal, tmp_path: Path) -> None:
    await office.code()
    await call(tmp_path, "backup", "one.backup")
    office.store.close()
    (tmp_path / "bekal.db").unlink()
    done = await call(tmp_path, "restore", "one.backup")
    assert done.status == 0
    assert "It is not known what happened since the backup, therefore:" in done.out
    assert "1 unused codes are revoked; make new ones." in done.out


async def test_a_backup_beside_the_running_bot_and_no_restore(tmp_path: Path) -> None:
    async with office_in(tmp_path) as bekal:
        await bekal.participant()
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        bot = RunningBot(tmp_path, server.url)
        await bot.start()
        try:
            account.push_text(5, "halo")
            await account.next_message(5)
            made = await call(tmp_path, "backup", "one.backup")
            assert made.status == 0
            refused = await call(tmp_path, "restore", "one.backup", "--overwrite")
            assert refused.status == 1
            assert "`bekal run` uses " in refused.err
            assert "stop it first" in refused.err
            account.push_text(5, "jadwal")
            await account.next_message(5, after=1)
        finally:
            await bot.stop()
    done = await call(tmp_path, "restore", "one.backup", "--overwrite")
    assert done.status == 0


@pytest.mark.parametrize("content", [b"", b"photos", b"SQLite format 3\0" + bytes(9000)])
async def test_something_else_is_no_backup(office: Bekal, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.backup").write_bytes(content)
    ended = await call(tmp_path, "restore", "one.backup", "--overwrite")
    assert ended.status == 1
    assert "one.backup is not a backup that `bekal backup` made" in ended.err
    assert len(await office.store.read(people.everybody)) == 1


async def test_no_file_is_told(office: Bekal, tmp_path: Path) -> None:
    ended = await call(tmp_path, "restore", "one.backup", "--overwrite")
    assert (ended.status, ended.err) == (1, "bekal: there is no file one.backup\n")


# -- keys ----------------------------------------------------------------------------------------


async def test_without_a_store_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    ended = await call(tmp_path, "backup", "hari-ini.bekal")
    assert (ended.status, names_in(tmp_path)) == (1, [])
    assert "there is no store at" in ended.err


async def test_a_key_is_rotated(office: Bekal, tmp_path: Path) -> None:
    ended = await call(tmp_path, "key", "rotate")
    assert (ended.status, ended.err) == (0, "")
    assert "Key 2 encrypts everything now" in ended.out
    assert f"Copy {tmp_path / 'bekal.key'} to where you keep its copy" in ended.out
    again = await call(tmp_path, "key", "rotate", "--json")
    assert again.json["key"] == 3
    assert again.json["dropped"] == [2]


async def test_proofs_are_signed_with_a_new_key(office: Bekal, tmp_path: Path) -> None:
    key = text_of(tmp_path / "bekal.key")
    ended = await call(tmp_path, "key", "sign-anew", BEKAL_KEY=key)
    assert (ended.status, ended.err) == (0, "")
    assert "Signing key 1 is in use." in ended.out
    assert "can be checked as before" in ended.out
    assert (await call(tmp_path, "key", "sign-anew", "--json")).json == {"signing_key": 2}
    ended = await call(tmp_path, "key", "sign-anew", "--compromised")
    assert "no longer valid" in ended.out
    assert text_of(tmp_path / "bekal.key") == key


async def test_a_key_of_the_environment_can_t_be_rotated_and_how_it_goes_is_told(
    office: Bekal, tmp_path: Path
) -> None:
    before = text_of(tmp_path / "bekal.key")
    ended = await call(tmp_path, "key", "rotate", BEKAL_KEY=before)
    assert ended.status == 1
    assert "the key comes from BEKAL_KEY, which no command can change; nothing was" in ended.err
    assert "put the new content of" in ended.err
    assert text_of(tmp_path / "bekal.key") == before


@pytest.mark.parametrize("arguments", [("key",), ("key", "break"), ("key", "rotate", "now")])
async def test_other_words_are_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert (await call(tmp_path, *arguments)).status == 2


async def test_a_rotation_beside_the_running_bot_killed_and_taken_up(tmp_path: Path) -> None:
    """Nothing that anybody writes meanwhile is lost, and all of it comes under the new key."""
    async with office_in(tmp_path) as bekal:
        await bekal.participant()
        await bekal.store.write(lambda tx: fill(tx, bekal, 6000))
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        bot = RunningBot(tmp_path, server.url)
        await bot.start()
        try:
            account.push_text(6, "halo")
            await account.next_message(6)
            await kill_rotation(tmp_path)
            account.push_text(6, "jadwal")
            await account.next_message(6, after=1)
            done = await call(tmp_path, "key", "rotate", "--json")
            assert done.status == 0
            account.push_text(6, "menu")
            await account.next_message(6, after=2)
        finally:
            await bot.stop()
    store = Store.open(tmp_path / "bekal.db", tmp_path / "bekal.key")
    try:
        current = key_file.load_keys(tmp_path / "bekal.key", None).current
        assert await store.read(lambda tx: sealed.keys_in_use(tx.db)) == {current}
        assert len(await store.read(people.everybody)) == 1
    finally:
        store.close()


async def kill_rotation(folder: Path) -> None:
    """Once some values are under the new key and many are not."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "key", "rotate", cwd=folder, env=environment(),
        stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    anew = "SELECT 1 FROM outbox WHERE substr(body, 1, 2) = x'0002'"
    with contextlib.closing(sqlite3.connect(folder / "bekal.db")) as db:
        async with asyncio.timeout(30):
            while not db.execute(anew).fetchone():  # noqa: ASYNC110 - another process's work
                await asyncio.sleep(0.005)
    process.kill()
    await process.communicate()
    assert key_file.load_keys(folder / "bekal.key", None).numbers == {1, 2}


# -- a disk that fills up in the middle ----------------------------------------------------------


@pytest.fixture
async def large(office: Bekal) -> Bekal:
    """About 4 MB."""
    await office.store.write(lambda tx: fill(tx, office, 2500))
    return office


async def test_a_full_disk_in_a_backup(large: Bekal, tmp_path: Path) -> None:
    ended = await limited(tmp_path, 2, "backup", "one.backup")
    assert ended.status == 1
    assert ended.err.startswith("bekal: ")
    assert len(ended.err.splitlines()) == 1
    assert [name for name in names_in(tmp_path) if "backup" in name or "work" in name] == []


async def test_a_full_disk_in_a_restore(large: Bekal, tmp_path: Path) -> None:
    assert (await call(tmp_path, "backup", "one.backup")).status == 0
    large.store.close()
    before = (tmp_path / "bekal.db").read_bytes()
    ended = await limited(tmp_path, 2, "restore", "one.backup", "--overwrite")
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    assert (tmp_path / "bekal.db").read_bytes() == before
    assert [name for name in names_in(tmp_path) if "work" in name] == []


async def test_a_full_disk_in_a_rotation(large: Bekal, tmp_path: Path) -> None:
    """What has the new key keeps it, the rest the old one; with room again it goes on."""
    large.store.close()
    ended = await limited(tmp_path, 1.5, "key", "rotate")
    assert ended.status == 1
    why, *how = ended.err.splitlines()
    assert "reports errors; check the disk" in why
    assert " ".join(how) == (
        "Then run `bekal key rotate` again: it continues. Until then the store opens only with "
        f"{tmp_path / 'bekal.key'} as it is now, not with an earlier copy."
    )
    done = await call(tmp_path, "key", "rotate", "--json")
    assert (done.status, done.json["key"]) == (0, 2)


async def test_a_full_disk_in_an_import(office: Bekal, tmp_path: Path) -> None:
    office.store.close()
    rows = [f"LMG-2026-{number:04};Peserta;Lamongan;1/1/1990;;Las\n" for number in range(5000)]
    (tmp_path / "peserta.csv").write_text(PEOPLE + "".join(rows))
    ended = await limited(tmp_path, 1.5, "import", "peserta.csv", "--programme", "Pelatihan 2026")
    assert ended.status == 1
    assert "reports errors; check the disk" in ended.err
    store = Store.open(tmp_path / "bekal.db", tmp_path / "bekal.key")
    assert len(await store.read(people.everybody)) == 1
    store.close()


async def test_backups_elsewhere_are_asked_about_before_a_rotation(
    bekal: Bekal, tmp_path: Path
) -> None:
    await bekal.participant()
    assert (await call(tmp_path, "backup", "elsewhere.backup")).status == 0
    before = (tmp_path / "bekal.key").read_text()
    refused = await call(tmp_path, "key", "rotate")
    assert refused.status == 1
    assert "become unreadable" in refused.err
    assert "--yes" in refused.err
    assert (tmp_path / "bekal.key").read_text() == before
    assert (await call(tmp_path, "key", "rotate", "--yes")).status == 0
    assert (tmp_path / "bekal.key").read_text() != before


async def test_on_a_terminal_the_question_can_be_answered(bekal: Bekal, tmp_path: Path) -> None:
    await bekal.participant()
    await call(tmp_path, "backup", "elsewhere.backup")
    for answer, status in (("n", 1), ("y", 0)):
        ours, its = os.openpty()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "key", "rotate",
            cwd=tmp_path, env=environment(), stdin=its, stdout=PIPE, stderr=PIPE,
        )  # fmt: skip
        os.write(ours, f"{answer}\n".encode())
        await process.communicate()
        os.close(ours)
        os.close(its)
        assert process.returncode == status, answer
