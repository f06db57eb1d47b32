"""`bekal invite`: codes for participants, families, staff and escorts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_process import Ended, call, names_in
from dialogue import Bekal
from pdf_text import text_of
from telegram_server import BotApiServer

from programme.people import Role, Topic
from services.linking import enrol
from services.people import codes
from store import contacts, staff
from store.connection import Tx
from store.invites import Invite, InviteKind

NUMBER = "LMG-2026-031"
UNREACHABLE = "http://127.0.0.1:9"


async def invited(office: Bekal, code: str) -> Invite:
    """What the code opens for a chat that writes it."""

    def work(tx: Tx) -> Invite:
        now = datetime.now(UTC)
        return enrol.open_code(tx, contacts.at(tx, "telegram", "5", now), code, now)

    return await office.store.write(work)


def picture_of(file: Path) -> bytes:
    return file.read_bytes()


def days_left(invite: Invite) -> float:
    return (invite.expires_at - datetime.now(UTC)) / timedelta(days=1)


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    await bekal.participant(NUMBER)
    return bekal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text("")
    return tmp_path


async def test_a_code_for_the_participant_with_link_and_qr(office: Bekal, folder: Path) -> None:
    async with BotApiServer() as server:
        server.bot("123456:loopback", username="bekal_uji_bot")
        ended = await call(
            folder,
            "invite",
            "lmg 2026 031",
            "--png",
            "kode.png",
            BEKAL_TELEGRAM_TOKEN="123456:loopback",
            BEKAL_TELEGRAM_API_BASE_URL=server.url,
        )
        assert server.violations == []
    assert (ended.status, ended.err) == (0, "")
    code = ended.out.splitlines()[0].removeprefix("Kode:").strip()
    invite = await invited(office, code)
    assert invite.kind is InviteKind.SELF
    assert 6.9 < days_left(invite) <= 7
    assert f"https://t.me/bekal_uji_bot?start={code.replace('-', '')}\n" in ended.out
    assert "█" in ended.out
    assert "031" not in ended.out.replace(code, "")
    assert picture_of(folder / "kode.png").startswith(b"\x89PNG")


async def test_without_telegram_there_is_a_code_all_the_same(office: Bekal, folder: Path) -> None:
    ended = await call(folder, "invite", NUMBER, "--days", "365")
    assert ended.status == 0
    assert "Token belum diisi" in ended.out
    unreachable = await call(
        folder,
        "invite",
        NUMBER,
        "--json",
        BEKAL_TELEGRAM_TOKEN="123456:loopback",
        BEKAL_TELEGRAM_API_BASE_URL=UNREACHABLE,
    )
    assert (unreachable.status, unreachable.json["link"]) == (0, None)
    assert await invited(office, unreachable.json["code"])
    assert days_left(await invited(office, ended.out.split()[1])) > 364.9


async def test_a_family_code_carries_what_the_paper_allows(office: Bekal, folder: Path) -> None:
    ended = await call(
        folder, "invite", NUMBER, "--family", "--consent", "P-17",
        "--topics", "schedule, certificate", "--json",
    )  # fmt: skip
    invite = await invited(office, ended.json["code"])
    assert invite.kind is InviteKind.FAMILY
    assert invite.topics == {Topic.SCHEDULE, Topic.CERTIFICATE}


async def test_a_code_for_staff_and_for_an_escort(office: Bekal, folder: Path) -> None:
    await office.store.write(
        lambda tx: staff.add(tx, "Wahyu Prasetyo", Role.INSTRUCTOR, (), datetime.now(UTC))
    )
    for_staff = await call(folder, "invite", "--staff", "wahyu  prasetyo", "--json")
    assert (await invited(office, for_staff.json["code"])).kind is InviteKind.STAFF
    escorting = ("invite", "--escort", "Agus Salim", "--programme", "Pelatihan 2026", "--json")
    first, second = await call(folder, *escorting), await call(folder, *escorting)
    one, other = [await invited(office, each.json["code"]) for each in (first, second)]
    assert one.kind is InviteKind.ESCORT
    assert one.staff_id == other.staff_id
    member = await office.store.read(lambda tx: staff.by_id(tx, one.staff_id or 0))
    assert member is not None
    assert (member.role, member.programme_id) == (Role.ESCORT, 1)


@pytest.mark.parametrize("asked", ["Wahyu Prasetyo", "pak wahyu prasetyo, ST"])
async def test_titles_and_degrees_need_not_be_given(
    office: Bekal, folder: Path, asked: str
) -> None:
    ident = await office.store.write(
        lambda tx: staff.add(tx, "Wahyu Prasetyo, S.T.", Role.INSTRUCTOR, (), datetime.now(UTC))
    )
    ended = await call(folder, "invite", "--staff", asked, "--json")
    assert (await invited(office, ended.json["code"])).staff_id == ident


async def test_an_escort_is_known_without_his_titles(office: Bekal, folder: Path) -> None:
    of_programme = ("--programme", "Pelatihan 2026", "--json")
    first = await call(folder, "invite", "--escort", "Agus Salim, S.H.", *of_programme)
    second = await call(folder, "invite", "--escort", "Pak Agus Salim", *of_programme)
    one, other = [await invited(office, each.json["code"]) for each in (first, second)]
    assert one.staff_id == other.staff_id


async def test_two_of_one_name_are_told_apart_in_full(office: Bekal, folder: Path) -> None:
    def add(tx: Tx) -> None:
        for name in ("Agus Salim, S.H.", "Agus Salim, S.T."):
            staff.add(tx, name, Role.INSTRUCTOR, (), datetime.now(UTC))

    await office.store.write(add)
    ended = await call(folder, "invite", "--staff", "Agus Salim")
    assert ended.status == 1
    assert "write one of: Agus Salim, S.H. | Agus Salim, S.T." in ended.err
    in_full = await call(folder, "invite", "--staff", "agus salim, s.t.", "--json")
    assert (await invited(office, in_full.json["code"])).staff_id == 2


@pytest.mark.parametrize("asked", ["Wahyu", "Prasetio", "Wahju Prasetyo"])
async def test_the_nearest_names_are_told(office: Bekal, folder: Path, asked: str) -> None:
    def add(tx: Tx) -> None:
        for name in ("Wahyu Prasetyo, S.T.", "Endang Lestari", "Sutrisno"):
            staff.add(tx, name, Role.INSTRUCTOR, (), datetime.now(UTC))

    await office.store.write(add)
    ended = await call(folder, "invite", "--staff", asked)
    assert ended.status == 1
    assert ended.err.endswith("the nearest: Wahyu Prasetyo, S.T.\n")


async def test_a_code_is_ended_once(office: Bekal, folder: Path) -> None:
    code = (await call(folder, "invite", NUMBER, "--json")).json["code"]
    ended = await call(folder, "invite", "--revoke", code.lower().replace("-", " "), "--json")
    assert (ended.status, ended.json) == (0, {"revoked": True})
    with pytest.raises(codes.UnknownCode):
        await invited(office, code)
    again = await call(folder, "invite", "--revoke", code)
    assert (again.status, again.out) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("LMG-2026-999",), "no participant has this number"),
        (("--staff", "Siapa Saja"), "nobody of this name"),
        (("--escort", "Agus", "--programme", "2026"), "known programmes: Pelatihan 2026"),
        (("--escort", "Wahyu", "--programme", "Pelatihan 2026"), "as instructor"),
        (("--revoke", "ABCD-EFGH-JKMN"), "this code is unknown"),
    ],
)
async def test_whom_nobody_knows(
    office: Bekal, folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    await office.store.write(
        lambda tx: staff.add(tx, "Wahyu", Role.INSTRUCTOR, (), datetime.now(UTC))
    )
    ended = await call(folder, "invite", *arguments, "--json")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("bekal: ")
    assert says in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (NUMBER, "--staff", "Wahyu"),
        (NUMBER, "--family"),
        (NUMBER, "--topics", "schedule"),
        (NUMBER, "--family", "--consent", "P-1", "--topics", "all"),
        ("--staff", "Wahyu", "--family", "--consent", "P-1", "--topics", "schedule"),
        ("--escort", "Agus"),
        (NUMBER, "--programme", "Pelatihan 2026"),
        (NUMBER, "--days", "0"),
        (NUMBER, "--days", "366"),
    ],
)
async def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    ended: Ended = await call(folder, "invite", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert names_in(folder) == ["config.toml"]


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ((NUMBER, "--family"), "--consent, --topics"),
        ((NUMBER, "--family", "--consent", "P-1"), "--topics"),
        ((NUMBER, "--topics", "schedule"), "--family, --consent"),
        (
            ("--staff", "Wahyu", "--family", "--consent", "P-1", "--topics", "schedule"),
            "the participant's number",
        ),
    ],
)
async def test_what_a_family_code_lacks_is_named(
    folder: Path, arguments: tuple[str, ...], missing: str
) -> None:
    ended = await call(folder, "invite", *arguments)
    assert f"a family code also needs {missing}" in ended.err


async def test_no_store_is_made_where_there_is_none(folder: Path) -> None:
    ended = await call(folder, "invite", NUMBER)
    assert ended.status == 1
    assert "no store" in ended.err
    assert names_in(folder) == ["config.toml"]


async def test_a_picture_that_can_not_be_written_loses_no_code(
    office: Bekal, folder: Path
) -> None:
    ended = await call(folder, "invite", NUMBER, "--png", "nowhere/kode.png", "--json")
    assert ended.status == 1
    assert "nowhere" in ended.err
    assert await invited(office, ended.json["code"])


async def test_codes_for_a_class_are_one_file(office: Bekal, folder: Path) -> None:
    await office.participant("LMG-2026-032", "Andi Wijaya")
    file = folder / "surat.pdf"
    arguments = (
        "invite", "--class", "las", "--programme", "Pelatihan 2026", "--letters", file.name,
    )  # fmt: skip
    ended = await call(folder, *arguments)
    assert ended.status == 0, ended.err
    assert "2 kode ada di surat.pdf" in ended.out
    text = text_of(file.read_bytes())
    assert "Andi Wijaya" in text
    assert file.stat().st_mode & 0o077 == 0
    again = await call(folder, *arguments)
    assert again.status == 1
    assert "exists already" in again.err


@pytest.mark.parametrize(
    ("skill", "programme", "status", "said"),
    [
        ("terbang", "Pelatihan 2026", 2, "Pengelasan"),
        ("las", "Pelatihan Lain", 1, "Pelatihan 2026"),
        ("meubeler", "Pelatihan 2026", 1, "nobody"),
    ],
)
async def test_no_codes_for_a_class(
    office: Bekal, folder: Path, skill: str, programme: str, status: int, said: str
) -> None:
    ended = await call(
        folder, "invite", "--class", skill, "--programme", programme, "--letters", "x.pdf"
    )
    assert ended.status == status
    assert said in ended.err
    assert not (folder / "x.pdf").exists()


async def test_a_class_needs_its_programme_and_a_file(office: Bekal, folder: Path) -> None:
    assert (await call(folder, "invite", "--class", "las")).status == 2


async def test_it_speaks_the_language_of_the_office(office: Bekal, folder: Path) -> None:
    ended = await call(folder, "invite", NUMBER, BEKAL_PROGRAMME_LOCALE="en")
    assert "It works once, until" in ended.out
    assert "Bisa dipakai sekali, sampai" in (await call(folder, "invite", NUMBER)).out
