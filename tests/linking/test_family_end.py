"""A participant ends what his family hears of him: in words, asked once, with undo for a day."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Role, Topic
from understanding.family_access import ends_family_access

SAID = (
    "saya tidak mau ibu saya lihat jadwal saya lagi", "putuskan ibu saya",
    "ibu saya jangan dikasih tahu lagi", "jgn kasih tau istri sy lg", "cabut akses ibu saya",
    "aku ora gelem ibuku ngerti jadwalku maneh", "akses ibu saya tolong dicabut",
    "bapak saya gak usah dikabari lagi", "biar ibu saya tidak bisa lihat lagi",
    "stop kirim kabar ke istri saya", "ibuku ojo dikabari maneh", "putusin mama", "putuskan siti",
    "cabut ijin buat mama saya",
    "mantan istri saya tolong diputus", "ibu sy gaboleh liat lagi",
    "jangan kirim jadwal saya ke ibu saya lagi", "disconnect my mother",
)  # fmt: skip
ANOTHER_MATTER = (
    "ibu saya tidak dapat info", "kenapa ibu saya tidak bisa lihat jadwal saya",
    "ibu saya mau lihat jadwal saya", "undang ibu saya", "jangan kirim pesan lagi bu",
    "matikan pengingat ibu saya", "bu jangan kasih tahu orang lain", "stop",
    "jangan lupa kasih tahu ibu saya", "saya tidak bisa lihat jadwal anak saya",
    "data istri saya tolong dihapus", "saya putus sama pacar saya", "bisa diwakilkan adik saya?",
)  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_is_understood(text: str) -> None:
    assert ends_family_access(text)


@pytest.mark.parametrize("text", ANOTHER_MATTER)
def test_is_not_mistaken(text: str) -> None:
    assert not ends_family_access(text)


async def family(bekal: Bekal, address: str, *topics: Topic) -> Chat:
    return await bekal.linked(address, "LMG-2026-031", *topics)


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    await bekal.participant()
    await bekal.session("2026-11-27 12:30")
    return await bekal.linked("1001")


async def hears(chat: Chat) -> bool:
    return "Bengkel Las" in await chat.says("jadwal jumat")


async def test_it_is_asked_once_ended_and_undone(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    await budi.talks((SAID[0], "Jadwal saja"))
    assert await hears(mother)
    await budi.talks(("ya", "Sudah diputus"))
    assert not await hears(mother)
    bekal.clock.move(hours=20)
    await budi.talks(("[unlink:undo:2]", "Semuanya seperti semula"))
    assert await hears(mother)
    await budi.talks(("[unlink:undo:2]", "tidak bisa dibatalkan"))


@pytest.mark.parametrize("no", ["tidak", "tidak jadi", "[cancel]"])
async def test_who_thinks_better_of_it_ends_nothing(bekal: Bekal, budi: Chat, no: str) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    await budi.talks(("putuskan ibu saya", "Putuskan"), (no, ""), ("[unlink:yes:2]", "tidak"))
    assert await hears(mother)


async def test_of_several_he_chooses(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    wife = await family(bekal, "1003", Topic.SCHEDULE, Topic.CERTIFICATE)
    await budi.talks(
        ("putuskan istri saya", "Chat yang mana"),
        ("[Jadwal dan sertifikat", "Jadwal dan sertifikat"),
        ("[Ya, putuskan]", "Sudah diputus"),
    )
    assert (await hears(mother), await hears(wife)) == (True, False)
    await budi.talks(("[unlink:undo:3]", "seperti semula"), ("putuskan keluarga saya", "mana"))
    await budi.talks(("[Semuanya]", "Jadwal saja"), ("ya", "Sudah diputus"))
    assert (await hears(mother), await hears(wife)) == (False, False)


async def test_who_has_no_family_here_is_told_so(budi: Chat) -> None:
    await budi.talks(("ibu saya jangan dikasih tahu lagi", "Tidak ada chat keluarga"))


async def test_only_he_himself_can(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    escort = await bekal.staff_chat("2001", "Sari", Role.ESCORT)
    for chat in (mother, escort, bekal.chat("1009")):
        await chat.says("putuskan ibu saya")
        assert "Putuskan" not in " ".join(each.label for each in chat.buttons)
        await chat.confirms("unlink:yes:2")
    assert await hears(mother)
    await budi.confirms("unlink:yes:2")
    for chat in (mother, escort, bekal.chat("1009")):
        await chat.presses("unlink:undo:2")
    assert not await hears(mother)


async def test_it_can_not_be_undone_for_who_is_gone(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    await budi.talks(("putuskan ibu saya", ""), ("ya", "Sudah diputus"))
    await mother.says("hapus data saya")
    await mother.presses("Ya, hapus")
    await budi.talks(("[unlink:undo:2]", "tidak bisa dibatalkan lagi"))


async def test_nobody_but_he_is_undone(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    await mother.says("tarik persetujuan")
    await budi.talks(("[unlink:undo:2]", "tidak bisa dibatalkan"))
    assert not await hears(mother)


async def test_after_a_day_it_holds(bekal: Bekal, budi: Chat) -> None:
    mother = await family(bekal, "1002", Topic.SCHEDULE)
    await budi.talks(("putuskan ibu saya", ""), ("ya", "Sudah diputus"))
    bekal.clock.move(hours=25)
    await budi.confirms("unlink:undo:2")
    assert not await hears(mother)
