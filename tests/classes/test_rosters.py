"""Staff ask of whole classes: who is in them, who has no chat, who was there, what is ready."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from pdf_text import text_of

from programme.certificates import Step
from programme.people import Role, Topic


async def two_classes(bekal: Bekal) -> tuple[Chat, Chat]:
    """Office and instructor of welding. Of three welders Budi has a chat and Joko's mother has."""
    for number, name, step in (
        ("LMG-2026-031", "Budi Santoso", Step.READY),
        ("LMG-2026-032", "Andi Wijaya", Step.PRINTING),
        ("LMG-2026-033", "Joko Susilo", Step.READY),
    ):
        ident = await bekal.participant(number, name)
        await bekal.certificate(ident, step, f"LAS {number}")
    wood = await bekal.participant("LMG-2026-040", "Zainal", skill="meubeler")
    await bekal.certificate(wood, Step.READY, "MBL 1", skill="meubeler")
    await bekal.session("2026-11-23 12:30")
    await bekal.session("2026-11-24 08:00")
    await bekal.session("2026-11-25 12:30", topic="Las posisi 3G")
    await bekal.session("2026-11-25 12:30", "meubeler")
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-033", Topic.SCHEDULE)
    return (
        await bekal.staff_chat("3001", "Rina", Role.STAFF),
        await bekal.staff_chat("2001", "Bambang", skills=("pengelasan",)),
    )


@pytest.mark.parametrize(
    "said", ["daftar peserta las", "dftr peserta las", "peserta las siapa aja", "nama peserta las",
             "siapa saja peserta las?"],
)  # fmt: skip
async def test_who_is_in_a_class(bekal: Bekal, said: str) -> None:
    office, teacher = await two_classes(bekal)
    answer = await office.says(said)
    assert "Peserta: 3\n\n• Andi Wijaya (LMG-2026-032)\n• Budi Santoso" in answer
    assert "Zainal" not in answer
    answer = await teacher.says(said)
    assert "• Andi Wijaya\n• Budi Santoso\n• Joko Susilo" in answer


@pytest.mark.parametrize(
    "said",
    ["siapa belum terhubung las", "peserta las yg blm tersambung", "las yang belum terhubng"],
)
async def test_who_has_no_chat(bekal: Bekal, said: str) -> None:
    for chat in await two_classes(bekal):
        answer = await chat.says(said)
        assert "Belum terhubung: 1\n\n• Andi Wijaya" in answer
        assert "Budi" not in answer
        assert "Joko" not in answer


async def test_without_a_class_one_is_chosen(bekal: Bekal) -> None:
    office, teacher = await two_classes(bekal)
    await office.talks(
        ("siapa belum terhubung", "Kelas yang mana?"), ("[Meubeler]", "• Zainal (LMG-2026-040)")
    )
    assert "Belum terhubung: 1" in await teacher.says("siapa belum terhubung")


@pytest.mark.parametrize("said", ["rekap kehadiran las", "rekapan absen las", "rekap absensi las"])
async def test_how_often_each_was_there(bekal: Bekal, said: str) -> None:
    office, teacher = await two_classes(bekal)
    assert "Belum ada kehadiran" in await office.says(said)
    await teacher.says("las kemarin semua hadir kecuali andi")
    await teacher.says("hari ini semua hadir")
    for chat in (office, teacher):
        answer = await chat.says(said)
        assert "Kelas yang kehadirannya dicatat: 2" in answer
        assert "Andi Wijaya" in answer
        assert "hadir 1 dari 2" in answer
        assert answer.count("hadir 2 dari 2") == 2


@pytest.mark.parametrize(
    "said", ["berapa sertifikat siap", "sertifikat siap brp", "jumlah sertifikat yang sudah jadi"]
)
async def test_how_many_certificates_stand_where(bekal: Bekal, said: str) -> None:
    office, teacher = await two_classes(bekal)
    answer = await office.says(said)
    assert "Pengelasan\n• Proses cetak: 1\n• Siap diambil: 2" in answer
    assert "Meubeler\n• Siap diambil: 1" in answer
    answer = await teacher.says(said)
    assert "Siap diambil: 2" in answer
    assert "Meubeler" not in answer
    assert "Menunggu" not in str(teacher.buttons)


@pytest.mark.parametrize(
    "said", ["daftar peserta las", "siapa belum terhubung", "rekap kehadiran las",
             "berapa sertifikat siap"],
)  # fmt: skip
async def test_nobody_else_is_told(bekal: Bekal, said: str) -> None:
    await two_classes(bekal)
    other = await bekal.staff_chat("2002", "Sri", skills=("konstruksi",))
    escort = await bekal.staff_chat("4001", "Slamet", Role.ESCORT)
    for chat in (other, escort, bekal.chat("1001"), bekal.chat("1002"), bekal.chat("6666")):
        answer = await chat.says(said)
        assert "Andi" not in answer
        assert "Siap diambil: 2" not in answer
        for what in ("people", "unlinked", "attended"):
            assert "Andi" not in await chat.presses(f"roster:{what}:1:pengelasan:0")


async def test_the_list_has_letterhead_number_topic_and_signatures(bekal: Bekal) -> None:
    _, teacher = await two_classes(bekal)
    await teacher.says("daftar hadir las besok")
    assert teacher.last.attachment
    paper = text_of(teacher.last.attachment.content)
    for words in (
        "Disnaker Lamongan", "Jl. Contoh No. 1", "pertemuan 3 dari 3", "Las posisi 3G",
        "Andi Wijaya", "Tanda tangan", "Wahyu Prasetyawan, S.T.",
    ):  # fmt: skip
        assert words in paper
    assert "LMG" not in paper
