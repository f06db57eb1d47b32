"""Instructors and the office, in their own words: each text does what it says."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Role


async def office_with_classes(bekal: Bekal) -> tuple[Chat, Chat, Chat]:
    """An instructor of welding, a member of staff, an admin; welding tomorrow at 12.30."""
    await bekal.participant()
    await bekal.participant("LMG-2026-033", "Dedi Kurniawan", "1992-01-02")
    await bekal.session("2026-11-25 12:30")
    wahyu = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    rina = await bekal.staff_chat("2003", "Rina Wati", Role.STAFF)
    return wahyu, rina, await bekal.staff_chat("2004", "Joko Susilo", Role.ADMIN)


@pytest.mark.parametrize(
    "text",
    ["saya sakit besok ga ngajar", "maaf besok saya gak ngajar, demam", "besok aku ra ngajar sek"],
)
async def test_an_instructor_who_will_not_teach_previews_that(bekal: Bekal, text: str) -> None:
    wahyu, _, _ = await office_with_classes(bekal)
    answer = await wahyu.says(text)
    assert "Ini yang akan dikirim" in answer
    assert "Kelas dibatalkan" in answer


@pytest.mark.parametrize(
    "text", ["besok tolong bawa helm ya semua", "las besok tolong bawa sarung tangan"]
)
async def test_what_to_bring_is_told_to_the_class_of_that_day(bekal: Bekal, text: str) -> None:
    wahyu, _, _ = await office_with_classes(bekal)
    assert text in await wahyu.says(text)
    assert "Kirim" in wahyu.buttons[0].label


@pytest.mark.parametrize("text", ["las besok sore aja", "besok sore saja lasnya"])
async def test_a_part_of_the_day_asks_for_the_hour(bekal: Bekal, text: str) -> None:
    wahyu, _, _ = await office_with_classes(bekal)
    asked = await wahyu.says(text)
    assert "Ini yang akan dikirim" not in asked
    await wahyu.says("jam 3")
    assert "15.00" in await wahyu.presses("Tanpa alasan")


@pytest.mark.parametrize("text", ["daftar hadir las besok", "cetak absensi besok"])
async def test_instructor_and_office_print_the_attendance_list(bekal: Bekal, text: str) -> None:
    for chat in await office_with_classes(bekal):
        assert "silakan dicetak" in await chat.says(text)
        assert chat.last.attachment


async def test_another_instructor_prints_no_list_of_that_class(bekal: Bekal) -> None:
    await office_with_classes(bekal)
    other = await bekal.staff_chat("2009", "Sari Dewi", skills=("meubeler",))
    await other.says("daftar hadir las besok")
    assert other.last.attachment is None
    await other.presses("escort:list:1")
    assert other.last.attachment is None


@pytest.mark.parametrize("text", ["kode untuk dedi", "buatkan kode untuk dedi", "kode buat Dedi"])
async def test_a_code_for_somebody(bekal: Bekal, text: str) -> None:
    wahyu, rina, _ = await office_with_classes(bekal)
    await rina.says(text)
    assert any("Dedi" in button.label for button in rina.buttons)
    assert "hanya dibuat oleh kantor" in await wahyu.says(text)


async def test_an_open_question_swallows_no_order(bekal: Bekal) -> None:
    _, rina, _ = await office_with_classes(bekal)
    await rina.says("kode untuk dedi")
    assert "Tidak ada yang cocok" not in await rina.says("las besok sore aja")
    await rina.says("buat kode")
    assert "silakan dicetak" in await rina.says("daftar hadir las besok")
    await rina.says("buat kode")
    await rina.says("dedi")
    assert any("Dedi" in button.label for button in rina.buttons)


async def test_english_and_an_admins_welcome(bekal: Bekal) -> None:
    wahyu, _, joko = await office_with_classes(bekal)
    assert "/petugas" in joko.last.text
    assert "Bengkel Las" in await wahyu.says("i want to know my schedule")
