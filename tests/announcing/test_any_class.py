"""Any class can be changed: far ahead, many at once, one that was called off; others are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role
from services.announcing import progress
from store import sessions
from store.connection import Tx

FIRST_MONDAY = date(2026, 11, 30)


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """Welding from Monday to Friday for three weeks at 08.00, from 30 November; Budi is told."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    for week in range(3):
        for day in range(5):
            day_of_class = FIRST_MONDAY + timedelta(weeks=week, days=day)
            await bekal.session(f"{day_of_class} 08:00")
    await bekal.linked("1001", "LMG-2026-031")
    return await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))


async def called_off(bekal: Bekal) -> list[int]:
    """The days of the month whose class is cancelled."""

    def work(tx: Tx) -> list[int]:
        found = sessions.between(tx, bekal.clock.now(), bekal.clock.now() + timedelta(days=90))
        zone = bekal.setup.zone
        return [each.starts_at.astimezone(zone).day for each in found if each.is_cancelled]

    return await bekal.store.read(work)


async def test_pages_lead_to_every_class(instructor: Chat) -> None:
    await instructor.talks(
        ("/sesi", "Kelas yang mana"),
        ("[dan 7 lagi]", "Kelas yang mana"),
        ("[Jumat 18 Des]", "apa yang berubah"),
        ("[Tempat]", "Tempat"),
        ("Aula", "Alasan"),
        ("[Tanpa alasan]", "18 Desember"),
        ("[Kirim]", "menunggu: 1"),
    )
    await instructor.presses("announce:page:8")
    await instructor.presses("Dari awal")
    assert "Senin 30 Nov" in instructor.buttons[0].label


async def test_a_class_weeks_ahead_by_its_day(instructor: Chat) -> None:
    assert "18 Desember" in await instructor.says("las 18 desember pindah ke aula")


async def test_which_of_many_leads_on(instructor: Chat) -> None:
    await instructor.talks(
        ("las pindah ke bengkel 3", "kelas yang mana"),
        ("[dan 7 lagi]", "kelas yang mana"),
        ("[Jumat 18 Des]", "bengkel 3"),
        ("[Kirim]", "menunggu: 1"),
    )


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("semua kelas las minggu depan libur", [30, 1, 2, 3, 4]),
        ("las senin sampai rabu libur", [30, 1, 2]),
        ("las tanggal 7-9 desember diliburkan", [7, 8, 9]),
        ("las senin dan selasa libur", [30, 1]),
        ("las senin, rabu, jumat libur karena mesin rusak", [30, 2, 4]),
        ("setiap senin las libur", [30, 7, 14]),
        ("kelas las minggu depan libur semua ya", [30, 1, 2, 3, 4]),
        ("minggu ngarep las prei kabeh", [30, 1, 2, 3, 4]),
        ("semua kelas saya minggu depan libur kecuali rabu", [30, 1, 3, 4]),
    ],
)
async def test_many_at_once(bekal: Bekal, instructor: Chat, words: str, days: list[int]) -> None:
    preview = await instructor.says(words)
    assert f"untuk {len(days)} kelas" in preview
    assert preview.count("• Pengelasan") == len(days)
    assert await called_off(bekal) == []
    progress_shown = await instructor.presses("Kirim")
    assert f"Kelas: {len(days)}" in progress_shown
    assert f"menunggu: {len(days)}" in progress_shown
    assert await called_off(bekal) == days


async def test_a_step_back_of_a_class_is_no_worry(instructor: Chat) -> None:
    preview = await instructor.says("semua kelas saya minggu depan mundur 1 jam")
    assert preview.count("09.00") >= 5


async def test_each_keeps_its_own_hours(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-30 13:00", topic="Sore")
    preview = await instructor.says("semua kelas las senin mundur 1 jam")
    assert "Senin 30 Nov 08.00 → Pengelasan, Senin 30 Nov 09.00" in preview
    assert "Senin 30 Nov 13.00 → Pengelasan, Senin 30 Nov 14.00" in preview


async def test_two_moved_to_one_place_at_one_time(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 08:00", place="A", instructor="Sukarji")
    await bekal.session("2026-11-25 09:00", "meubeler", place="B", instructor="Kusmiran")
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    preview = await admin.says("las dan mebel besok pindah ke aula")
    assert "aula sudah dipakai kelas lain: Meubeler" in preview


async def test_a_day_without_a_class_is_told_beside_the_others(instructor: Chat) -> None:
    preview = await instructor.says("las jumat depan dan sabtu depan libur")
    assert "Sabtu 5 Des: tidak ada kelas" in preview
    assert "Jumat, 4 Des" in preview


async def test_stopping_takes_all_of_them_back(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(
        ("las senin sampai rabu libur", "3 kelas"),
        ("[Kirim]", "menunggu: 3"),
        ("[Hentikan]", "ditarik: 3"),
    )
    assert await pushed(bekal) == {}


async def test_one_message_follows_what_was_sent_together(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("las senin sampai rabu libur")
    await instructor.presses("Kirim")
    await pushed(bekal)
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert (found.classes, sum(found.states.values())) == (3, 3)


async def test_an_outdated_preview_changes_none(bekal: Bekal, instructor: Chat) -> None:
    other = await bekal.staff_chat("2003", "Sukarji", skills=("pengelasan",))
    await instructor.says("las senin sampai rabu libur")
    await other.talks(("las rabu depan pindah ke aula", "aula"), ("[Kirim]", ""))
    await instructor.talks(("[Kirim]", "Sekarang jadinya begini"))
    assert await called_off(bekal) == []
    await instructor.presses("Kirim")
    assert await called_off(bekal) == [30, 1, 2]


@pytest.mark.parametrize(
    "words",
    [
        "las senin jadi masuk",
        "las senin tidak jadi libur",
        "tidak jadi libur",
        "las senin diadakan lagi",
        "senin las sido mlebu",
        "gak jadi libur pak las senin",
    ],
)
async def test_a_cancelled_class_is_revived(bekal: Bekal, instructor: Chat, words: str) -> None:
    await instructor.talks(("las senin libur", "dibatalkan"), ("[Kirim]", "menunggu: 1"))
    await pushed(bekal)
    await instructor.talks((words, "jadi diadakan"), ("[Kirim]", "menunggu: 1"))
    assert await called_off(bekal) == []
    assert "jadi diadakan" in (await pushed(bekal))["1001"].text


async def test_a_cancelled_week_is_revived(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(("semua kelas las minggu depan libur", "5 kelas"), ("[Kirim]", ""))
    await instructor.talks(("las minggu depan jadi masuk semua", "5 kelas"), ("[Kirim]", ""))
    assert await called_off(bekal) == []


async def test_a_cancelled_class_is_revived_by_button(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(("las senin libur", ""), ("[Kirim]", ""))
    await instructor.talks(
        ("/sesi", ""),
        ("[(batal)]", "apa yang berubah"),
        ("[Jadi masuk]", "jadi diadakan"),
        ("[Kirim]", "menunggu: 1"),
    )
    assert await called_off(bekal) == []


async def test_what_is_called_off_already_is_said_to_be_that(
    bekal: Bekal, instructor: Chat
) -> None:
    await instructor.talks(("las senin libur", ""), ("[Kirim]", ""))
    await instructor.talks(
        ("las senin libur", "tidak ada yang perlu dikirim"),
        ("las senin pindah ke aula", "sudah dibatalkan"),
        ("semua kelas las minggu depan libur", "untuk 4 kelas"),
    )
    assert await called_off(bekal) == [30]


@pytest.mark.parametrize(
    "words", ["las hari ini libur", "las kemarin libur", "las kemarin dipindah ke aula"]
)
async def test_a_past_class_is_said_to_be_that(bekal: Bekal, instructor: Chat, words: str) -> None:
    await bekal.session("2026-11-23 08:00")
    await bekal.session("2026-11-24 08:00")
    assert "sudah mulai atau sudah lewat" in await instructor.says(words)


async def test_a_report_of_a_day_without_a_class_is_no_change(instructor: Chat) -> None:
    assert "lewat" not in await instructor.says("las kemarin libur")


async def test_anothers_class_is_said_to_be_that(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-25 08:00", "meubeler", instructor="Kusmiran Hadi")
    await instructor.talks(
        ("mebel besok libur", "bukan kelas Bapak/Ibu: pengajarnya Kusmiran Hadi"),
        ("[announce:what:16]", "bukan"),
    )
