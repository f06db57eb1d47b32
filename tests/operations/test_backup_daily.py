"""The daily backup: when it is due, what goes, and who hears that it failed."""

from __future__ import annotations

import asyncio
import errno
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_process import names_in
from dialogue import ZONE, Bekal
from telegram_fixtures import MakeChannel

from bot.app import App
from programme.people import Role
from scheduler.jobs import LongJob
from services.clock import SystemClock
from services.operations import backups
from services.operations.backups import BackupRules, back_up_when_due
from services.pushed import Speaker
from services.sending import outbox
from services.sending.pace import Limits
from store import archive, workspace
from store.errors import StoreError
from store.sqlite import backup


@pytest.fixture
def rules(tmp_path: Path) -> BackupRules:
    return BackupRules(tmp_path / "backups", time(2), ZONE, timedelta(days=14))


async def look(bekal: Bekal, rules: BackupRules, local: str) -> int:
    """The job at a local time."""
    bekal.clock.set(local)
    return await back_up_when_due(rules, bekal.store, bekal.clock.now())


async def test_one_is_made_each_day_at_its_time(bekal: Bekal, rules: BackupRules) -> None:
    made = {
        local: await look(bekal, rules, local)
        for local in (
            "2026-11-24 09:00", "2026-11-24 23:59", "2026-11-25 01:59", "2026-11-25 02:00",
            "2026-11-25 02:05", "2026-11-26 01:59", "2026-11-26 09:00", "2026-11-26 23:00",
        )
    }  # fmt: skip
    assert [local for local, number in made.items() if number] == [
        "2026-11-25 02:00",
        "2026-11-26 09:00",
    ]
    assert names_in(rules.folder) == [
        "bekal-2026-11-25-0200.backup",
        "bekal-2026-11-26-0900.backup",
    ]
    assert mode_of(rules.folder) == 0o700
    health = await bekal.store.read(backups.health)
    assert health.made_at == bekal.clock.now() - timedelta(hours=14)
    assert health.failed_because is None


def mode_of(file: Path) -> int:
    return file.stat().st_mode & 0o777


async def test_old_ones_go_and_nothing_else(bekal: Bekal, rules: BackupRules) -> None:
    await look(bekal, rules, "2026-11-24 09:00")
    for day in ("25", "26"):
        assert await look(bekal, rules, f"2026-11-{day} 02:00")
    for name in ("bekal-photos.backup", "notes.txt"):
        (rules.folder / name).write_text("mine")
    assert await look(bekal, rules, "2026-12-09 02:30")
    assert names_in(rules.folder) == [
        "bekal-2026-11-26-0200.backup",
        "bekal-2026-12-09-0230.backup",
        "bekal-photos.backup",
        "notes.txt",
    ]


async def test_an_old_one_that_can_t_be_deleted_is_no_reason_for_ever_more_of_them(
    bekal: Bekal, rules: BackupRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    await look(bekal, rules, "2026-11-24 09:00")
    await look(bekal, rules, "2026-11-25 02:00")

    unlink = Path.unlink

    def refuse(file: Path, missing_ok: bool = False) -> None:
        if file.name == "bekal-2026-11-25-0200.backup":
            raise PermissionError(errno.EPERM, "Operation not permitted", str(file))
        unlink(file, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert await look(bekal, rules, "2026-12-25 02:00") == 1
    assert await look(bekal, rules, "2026-12-25 02:05") == 0
    health = await bekal.store.read(backups.health)
    assert health.made_at == bekal.clock.now() - timedelta(minutes=5)
    assert health.failed_because
    assert "bekal-2026-11-25-0200.backup can't be deleted: Operation" in health.failed_because


async def test_a_failure_is_told_once_a_day_and_tried_again_after_an_hour(
    bekal: Bekal, rules: BackupRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await bekal.staff_chat("2001", "Sri", Role.ADMIN)
    await look(bekal, rules, "2026-11-24 09:00")
    tries = 0

    def fails(*_: object) -> None:
        nonlocal tries
        tries += 1
        raise StoreError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(backup, "make", fails)
        for at in ("02:00", "02:05", "02:59", "03:00", "04:30"):
            assert await look(bekal, rules, f"2026-11-25 {at}") == 0
    assert tries == 3
    assert (await bekal.store.read(backups.health)).failed_because == "the disk is full"
    told = await notices(bekal, rules)
    assert told == [
        "Cadangan harian gagal dibuat. Dicoba lagi setiap jam. "
        "“bekal doctor” menyebutkan sebabnya."
    ]
    assert admin.address == "2001"
    assert await look(bekal, rules, "2026-11-25 06:00") == 1
    assert (await bekal.store.read(backups.health)).failed_because is None


async def test_a_failure_that_is_over_is_not_told_any_more(
    bekal: Bekal, rules: BackupRules
) -> None:
    await bekal.staff_chat("2001", "Sri", Role.ADMIN)
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: backups.note_failure(tx, "no room", now))
    await bekal.store.write(lambda tx: backups.note_made(tx, now))
    assert await notices(bekal, rules) == []


async def notices(bekal: Bekal, rules: BackupRules) -> list[str]:
    """What leaves by itself, as it is read."""
    speaker = Speaker("id", ZONE, replace(bekal.rules, quiet=None), bekal.setup.office)
    claimed = await bekal.store.write(
        lambda tx: outbox.claim_bulk(tx, "telegram", "host/1/x", 9, (), speaker, bekal.clock.now())
    )
    return [each.message.text.replace("<b>", "").replace("</b>", "") for each in claimed]


async def test_it_stops_with_the_bot(
    bekal: Bekal, rules: BackupRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    await look(bekal, rules, "2026-11-24 09:00")
    bekal.clock.set("2026-11-25 02:00")
    monkeypatch.setattr(backup, "PAGES", 1)
    monkeypatch.setattr(workspace, "PAUSE", 0.05)
    job = asyncio.create_task(back_up_when_due(rules, bekal.store, bekal.clock.now()))
    while not rules.folder.exists():  # noqa: ASYNC110 - another thread makes it
        await asyncio.sleep(0.01)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    while names_in(rules.folder):  # noqa: ASYNC110 - another thread
        await asyncio.sleep(0.01)


async def test_the_running_bot_makes_it(
    bekal: Bekal, rules: BackupRules, make_channel: MakeChannel
) -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=ZONE)
    await bekal.store.write(lambda tx: backups.note_made(tx, long_ago))
    job = LongJob(
        "back up",
        timedelta(milliseconds=50),
        lambda store, now: back_up_when_due(rules, store, now),
    )
    channels = {make_channel(): Limits(0, 0)}
    app = App(bekal.store, bekal.setup, bekal.rules, channels, SystemClock(), long_jobs=[job])
    app.start()
    try:
        async with asyncio.timeout(20):
            while not list(rules.folder.glob("*.backup")):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        await app.stop()


async def test_keys_that_backups_need_are_known(bekal: Bekal, rules: BackupRules) -> None:
    assert backups.needed_keys(rules.folder, {1, 2}) == set()
    await look(bekal, rules, "2026-11-24 09:00")
    await look(bekal, rules, "2026-11-25 02:00")
    assert backups.needed_keys(rules.folder, {1, 2}) == {1}
    assert backups.needed_keys(rules.folder, {2}) == set()
    (file,) = rules.folder.iterdir()
    assert archive.read_header(file).keys == {1}
    file.rename(rules.folder / "before-update")
    assert backups.needed_keys(rules.folder, {1, 2}) == {1}


async def test_while_one_is_being_made_every_key_may_be_needed(
    bekal: Bekal, rules: BackupRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed: list[set[int]] = []
    seal = archive.seal

    def look_beside(*args: Any) -> None:
        needed.append(backups.needed_keys(rules.folder, {1, 2}))
        seal(*args)

    monkeypatch.setattr(archive, "seal", look_beside)
    await look(bekal, rules, "2026-11-24 09:00")
    assert await look(bekal, rules, "2026-11-25 02:00")
    assert needed == [{1, 2}]
