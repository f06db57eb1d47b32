"""`bekal init`: from an empty folder to the first admin's chat."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_process import call, names_in

from bot.config.settings import load
from bot.storage import open_store
from services.linking import enrol
from store import contacts
from store.connection import Tx

TOKEN = "123456:not-a-real-token"
UNREACHABLE = {"BEKAL_TELEGRAM_API_BASE_URL": "http://127.0.0.1:9"}
DEFAULTS = ["", "", "Disnaker Contoh", "", "", "", "", "Retno Wulandari"]
"""Language, zone, name, address, phone, hours, token, admin; empty takes the default."""


def typed(*answers: str) -> bytes:
    return ("\n".join(answers) + "\n").encode()


async def test_the_defaults_make_a_bot_with_an_admin(tmp_path: Path) -> None:
    ended = await call(tmp_path, "init", given=typed(*DEFAULTS))
    assert (ended.status, ended.err) == (0, "")
    assert names_in(tmp_path) == ["bekal.db", "bekal.key", "config.toml"]
    assert (tmp_path / "config.toml").stat().st_mode & 0o077 == 0
    assert "Admin pertama, Retno Wulandari" in ended.out
    settings = load(tmp_path / "config.toml", {})
    assert settings.office.name == "Disnaker Contoh"
    assert (settings.programme.locale, str(settings.programme.zone)) == ("id", "Asia/Jakarta")
    assert len(settings.office.hours) == 2
    code = ended.out.partition("Kode:")[2].split()[0]
    assert await role_of(tmp_path, code) == "admin"
    checked = await call(tmp_path, "check-config")
    assert checked.status == 0


async def role_of(folder: Path, code: str) -> str:
    """The role that a chat gets for this code."""
    store = open_store(load(folder / "config.toml", {}))

    def work(tx: Tx) -> str:
        now = datetime.now(UTC)
        contact = contacts.at(tx, "telegram", "1", now)
        return enrol.join_staff(tx, contact, enrol.open_code(tx, contact, code, now), now).role

    try:
        return await store.write(work)
    finally:
        store.close()


async def test_everything_that_is_asked_is_kept(tmp_path: Path) -> None:
    answers = [
        "en", "wita", 'Office "North" No. 1', "Jl. Contoh No. 1", "0812-0000-9000",
        "senin-jumat 08.00-15.30, sabtu 08.00-12.00", TOKEN, "Retno",
    ]  # fmt: skip
    ended = await call(tmp_path, "init", given=typed(*answers), **UNREACHABLE)
    assert ended.status == 0, ended.err
    assert "Start the bot: bekal run" in ended.out
    settings = load(tmp_path / "config.toml", {})
    assert (settings.programme.locale, str(settings.programme.zone)) == ("en", "Asia/Makassar")
    office = settings.office
    assert (office.name, office.address, office.phone) == (
        'Office "North" No. 1', "Jl. Contoh No. 1", "0812-0000-9000"
    )  # fmt: skip
    assert [sorted(each.weekdays) for each in office.hours] == [[0, 1, 2, 3, 4], [5]]
    assert settings.telegram
    assert settings.telegram.token == TOKEN


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, "fr"),
        (1, "Mars"),
        (2, "Lapas Contoh"),
        (5, "tiap hari"),
        (5, "senin-jumat 16.00-08.00"),
        (6, "rahasia"),
        (7, "12345"),
    ],
)
async def test_what_can_not_be_is_asked_again(tmp_path: Path, place: int, wrong: str) -> None:
    answers = [*DEFAULTS[:place], wrong, *DEFAULTS[place:]]
    ended = await call(tmp_path, "init", given=typed(*answers))
    assert ended.status == 0, ended.out
    assert wrong not in (tmp_path / "config.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("there", ["config.toml", "bekal.db"])
async def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("")
    ended = await call(tmp_path, "init", given=typed(*DEFAULTS))
    assert ended.status == 1
    assert "exists already" in ended.err
    assert names_in(tmp_path) == [there]
    assert (tmp_path / there).read_text() == ""


async def test_answers_that_end_early_leave_nothing(tmp_path: Path) -> None:
    ended = await call(tmp_path, "init", given=typed(*DEFAULTS[:4]))
    assert ended.status == 1
    assert names_in(tmp_path) == []


async def test_a_token_in_the_environment_is_not_asked_for(tmp_path: Path) -> None:
    answers = [*DEFAULTS[:6], DEFAULTS[7]]
    ended = await call(
        tmp_path, "init", given=typed(*answers), BEKAL_TELEGRAM_TOKEN=TOKEN, **UNREACHABLE
    )
    assert ended.status == 0, ended.err
    assert TOKEN not in (tmp_path / "config.toml").read_text(encoding="utf-8")
