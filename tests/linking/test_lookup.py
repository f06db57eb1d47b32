"""The office looks up participants: who is found, what is shown, and that it is audited."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from list_uploads import counted

from programme.certificates import Step
from programme.people import Role, Topic


@pytest.fixture
async def staff(bekal: Bekal) -> Chat:
    budi = await bekal.participant("LMG-2026-031", "BUDI SANTOSO")
    await bekal.participant("LMG-2026-032", "Moch. Rifa'i", "1991-01-01")
    await bekal.participant("LMG-2026-033", "Suwarno", "1992-01-01", "meubeler")
    await bekal.certificate(budi, Step.READY)
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("LMG-2026-031", "Budi Santoso"),
        ("lmg2026031", "Budi Santoso"),
        ("LAS 9990 00187 2026", "Budi Santoso"),
        ("budi", "Budi Santoso"),
        ("Pak Budi", "Budi Santoso"),
        ("santoso budi", "Budi Santoso"),
        ("budi santsoo", "Budi Santoso"),
        ("rifai", "Moch. Rifa'i"),
        ("Mochammad Rifai", "Moch. Rifa'i"),
        ("suwarno", "Suwarno"),
        ("swarno", "Suwarno"),
    ],
)
async def test_who_is_found(staff: Chat, written: str, found: str) -> None:
    await staff.says("/petugas")
    await staff.presses("Cari orang")
    assert found in await staff.says(written)


@pytest.mark.parametrize("written", ["zzzz", "123", "???", "LMG-2026-999", "x" * 5000, "'; --"])
async def test_nobody_is_found(staff: Chat, written: str) -> None:
    await staff.presses("people")
    assert "Tidak ada yang cocok" in await staff.says(written)
    await staff.talks(("suwarno", "Meubeler"))


async def test_what_is_shown(bekal: Bekal, staff: Chat) -> None:
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    shown = await staff.presses("people:show:1")
    for part in (
        "Budi Santoso",
        "LMG-2026-031",
        "Kelas: Pengelasan, Pelatihan 2026",
        "Sertifikat Pengelasan: Siap diambil",
        "Pesertanya sendiri, sejak 24 November 2026",
        "Keluarga (Jadwal saja), sejak 24 November 2026",
        "P-1: Jadwal saja",
    ):
        assert part in shown
    assert "1001" not in shown  # whose chats they are, nobody is told
    assert "17-8-1990" not in shown


async def test_every_look_is_noted_without_a_name(bekal: Bekal, staff: Chat) -> None:
    await staff.presses("people")
    await staff.says("budi")
    await staff.presses("people:show:3")

    rows = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT a.actor, a.action, p.id FROM audit a JOIN participants p"
            " ON p.uid = a.subject WHERE a.actor = 'staff:1' ORDER BY a.id"
        ).fetchall()
    )
    assert rows == [
        ("staff:1", "find participant", 1),
        ("staff:1", "look at participant", 1),
        ("staff:1", "look at participant", 3),
    ]


async def test_the_certificate_of_somebody_found_is_opened_and_that_is_noted(
    bekal: Bekal, staff: Chat
) -> None:
    await staff.presses("people:show:1")
    await staff.talks(("[Sertifikat]", "Nomor: LAS 9990 00187 2026"))
    assert await counted(bekal, "audit WHERE action = 'look at certificate'")


async def test_a_link_is_ended_and_nobody_told(bekal: Bekal, staff: Chat) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    before = await counted(bekal, "outbox WHERE kind <> 'reply'")
    await staff.presses("people:show:1")
    await staff.talks(
        ("[Putuskan tautan]", "tidak diberi tahu"),
        ("[Keluarga]", "Sudah diakhiri"),
        ("[people:show:1]", "Belum ada chat yang terhubung"),
    )
    assert await counted(bekal, "outbox WHERE kind <> 'reply'") == before
    assert "Budi" not in await mother.says("sertifikat")


async def test_a_link_of_somebody_else_is_not_ended(bekal: Bekal, staff: Chat) -> None:
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    assert "memang sudah berakhir" in await staff.confirms("people:end-links:2:1")
    assert await counted(bekal, "links WHERE ended_at IS NULL") == 1


@pytest.mark.parametrize(
    "data",
    [
        "people:show:0",
        "people:show:99999999999999999999999",
        "people:show:-1",
        "people:show:",
        "people:show:1 OR 1=1",
        "people:links:99",
        "people:end-links:99:1",
        "people:end-codes:99:999:2:3",
        "people:end-papers::",
        "people::::",
        "people:zzz:1",
    ],
)
async def test_forged_buttons(staff: Chat, data: str) -> None:
    assert await staff.confirms(data)
    assert "Tulis nomor peserta" in staff.last.text


async def test_many_of_one_name(bekal: Bekal, staff: Chat) -> None:
    for number in range(40, 50):
        await bekal.participant(f"LMG-2026-0{number}", f"Slamet {number}", "1990-01-01")
    await staff.presses("people")
    assert "Mungkin masih ada yang lain" in await staff.says("slamet")
    assert all(len(button.label) <= 44 for button in staff.buttons)
