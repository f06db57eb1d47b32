"""A list has another birth date for somebody who is linked: the office decides."""

from __future__ import annotations

from datetime import date

import pytest
from dialogue import Bekal, Chat
from importing_lists import PEOPLE, import_list, updated
from pushes import pushed

from programme.people import Role
from store import people

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;0812-0000-5001;Las\n"
OTHER = BUDI.replace("17/08", "18/08")
STORED, LISTED = date(1990, 8, 17), date(1990, 8, 18)


@pytest.fixture
async def office(bekal: Bekal) -> Chat:
    """An admin's chat; Budi is linked, and a new list has another birth date for him."""
    await import_list(bekal, PEOPLE + BUDI)
    await bekal.linked("1001")
    chat = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await import_list(bekal, PEOPLE + OTHER)
    return chat


async def born(bekal: Bekal) -> date | None:
    found = await bekal.store.read(lambda tx: people.by_number(tx, "LMG-2026-031"))
    assert found
    return found.birth_date


async def test_office_is_told_and_sees_both(bekal: Bekal, office: Chat) -> None:
    (notice,) = (await pushed(bekal)).values()
    assert "1990" not in notice.text
    assert "Budi" not in notice.text
    page = await office.presses("births")
    assert "Budi Santoso (LMG-2026-031)" in page
    assert "Tersimpan: 17 Agustus 1990" in page
    assert "Di daftar: 18 Agustus 1990" in page
    await office.talks(("[requests]", ""), ("[Tanggal lahir]", "Tersimpan"))


async def test_the_new_one_is_taken(bekal: Bekal, office: Chat) -> None:
    await office.presses("births")
    await office.talks(("[Pakai yang baru]", "yang baru dipakai"))
    assert await born(bekal) == LISTED
    assert "Tidak ada tanggal lahir" in await office.presses("births")


async def test_the_stored_one_is_left_and_not_asked_about_again(
    bekal: Bekal, office: Chat
) -> None:
    await office.presses("births")
    await office.talks(("[Biarkan]", "tersimpan tetap dipakai"))
    await pushed(bekal)
    bekal.clock.move(days=1)
    await import_list(bekal, PEOPLE + OTHER)
    assert await pushed(bekal) == {}
    assert "Tidak ada tanggal lahir" in await office.presses("births")
    assert await born(bekal) == STORED


async def test_a_third_date_is_asked_about(bekal: Bekal, office: Chat) -> None:
    await office.presses("births")
    await office.presses("Biarkan")
    await pushed(bekal)
    bekal.clock.move(days=1)
    await import_list(bekal, PEOPLE + BUDI.replace("17/08", "19/08"))
    assert set(await pushed(bekal)) == {"3001"}
    assert "19 Agustus 1990" in await office.presses("births")


async def test_a_list_that_is_right_again_leaves_nothing_to_decide(
    bekal: Bekal, office: Chat
) -> None:
    await office.presses("births")
    await import_list(bekal, PEOPLE + BUDI)
    await office.talks(("[Pakai yang baru]", "sudah diputuskan, atau daftarnya sudah berubah"))
    assert await born(bekal) == STORED
    bekal.clock.move(days=1)
    assert await pushed(bekal) == {}, "what nobody needs to decide isn't told"


async def test_of_two_colleagues_the_first_decides(bekal: Bekal, office: Chat) -> None:
    colleague = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await office.presses("births")
    await colleague.presses("births")
    await office.presses("Biarkan")
    await colleague.talks(("[Pakai yang baru]", "sudah diputuskan"))
    assert await born(bekal) == STORED


async def test_several_are_decided_one_after_the_other(bekal: Bekal, office: Chat) -> None:
    andi = "LMG-2026-032;Andi Wijaya;Tuban;01/02/1992;0812-0000-5002;Las\n"
    await import_list(bekal, PEOPLE + andi)
    await bekal.linked("1002", "LMG-2026-032")
    bekal.clock.move(minutes=1)
    await import_list(bekal, PEOPLE + OTHER + andi.replace("1992", "1993"))
    await office.presses("births")
    answer = await office.presses("Biarkan")
    assert "Andi Wijaya" in answer
    assert "Tidak ada tanggal lahir" in await office.presses("Pakai yang baru")


async def test_what_waits_is_sealed_and_goes_with_the_participant(
    bekal: Bekal, office: Chat
) -> None:
    rows = "SELECT birth_date FROM birth_date_changes"
    ((sealed,),) = await bekal.store.read(lambda tx: tx.db.execute(rows).fetchall())
    assert b"1990" not in sealed
    await office.presses("births")
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM participants"))
    assert await bekal.store.read(lambda tx: tx.db.execute(rows).fetchall()) == []
    await office.talks(("[Pakai yang baru]", "sudah diputuskan"))


async def test_decisions_are_audited_without_the_dates(bekal: Bekal, office: Chat) -> None:
    await office.presses("births")
    await office.presses("Pakai yang baru")
    query = "SELECT action, subject FROM audit WHERE actor LIKE 'staff:%' ORDER BY id"
    rows = await bekal.store.read(lambda tx: tx.db.execute(query).fetchall())
    assert [action for action, _ in rows] == ["look at participant", "change birth date"]
    assert "1990" not in str(rows)


@pytest.mark.parametrize(
    ("heading", "cell", "is_own"),
    [
        ("No HP", "0812-0000-5001 (sendiri)", True),
        ("No HP", "0812-0000-5001 (milik pribadi)", True),
        ("No HP Sendiri", "0812-0000-5001", True),
        ("No HP", "0812-0000-5001", False),
        ("No HP", "0812-0000-5001 (ibu)", False),
        ("No HP", "0812-0000-5001 (bukan milik sendiri)", False),
        ("No HP sendiri/keluarga", "0812-0000-5001", False),
        ("No HP", "0812-0000-5001 (sendiri) / 0812-0000-5002", False),
    ],
)
async def test_a_list_marks_a_number_as_the_participants_own(
    bekal: Bekal, heading: str, cell: str, is_own: bool
) -> None:
    titles = f"Nomor Peserta;Nama Lengkap;Tgl Lahir;{heading};Bidang\n"
    await import_list(bekal, f"{titles}LMG-2026-031;Budi Santoso;17/08/1990;{cell};Las\n")
    found = await bekal.store.read(lambda tx: people.by_number(tx, "LMG-2026-031"))
    assert found
    assert found.phones[0] == "+6281200005001"
    assert found.phone_is_own is is_own


async def test_the_mark_comes_and_goes_with_the_number(bekal: Bekal) -> None:
    async def is_own() -> bool:
        found = await bekal.store.read(lambda tx: people.by_number(tx, "LMG-2026-031"))
        assert found
        return found.phone_is_own

    await import_list(bekal, PEOPLE + BUDI)
    report = await import_list(bekal, PEOPLE + BUDI.replace("5001", "5001 (sendiri)"))
    assert updated(report) == [(2, ["phone_is_own"])]
    assert await is_own()
    report = await import_list(bekal, PEOPLE + BUDI)
    assert updated(report) == []
    assert await is_own(), "a list that says nothing takes nothing back"
    await import_list(bekal, PEOPLE + BUDI.replace("5001", "5002"))
    assert not await is_own()
