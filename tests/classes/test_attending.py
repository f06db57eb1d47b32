"""People answer announcements in words, and report absences unasked."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from pushes import deliver

from programme.people import Role, Topic
from store import attendance

COMES = "dicatat: hadir"
CANNOT = "dicatat: tidak bisa hadir"
OFFICE = "0812-0000-9000"


async def announced(bekal: Bekal, words: str = "Las besok diundur jam 14") -> Chat:
    """A participant's chat that has just heard of a change of tomorrow's class."""
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await instructor.says(words)
    await instructor.presses("announce:send")
    bekal.clock.move(minutes=1)
    await deliver(bekal)
    bekal.clock.move(minutes=1)
    return budi


async def answers(bekal: Bekal, session_id: int = 1) -> list[bool]:
    found = await bekal.store.read(lambda tx: attendance.of_session(tx, session_id))
    return [coming for _, coming in found]


@pytest.mark.parametrize(
    ("said", "is_coming"),
    [
        ("hadir", True),
        ("siap hadir", True),
        ("insyaallah hadir pak", True),
        ("siap", True),
        ("bisa", True),
        ("ya", True),
        ("oke", True),
        ("tidak bisa", False),
        ("gak bisa pak sakit", False),
        ("ndak iso", False),
        ("besok saya gak bisa masuk", False),
        ("enggak", False),
    ],
)
async def test_announcement_is_answered_in_words(bekal: Bekal, said: str, is_coming: bool) -> None:
    budi = await announced(bekal)
    assert (COMES if is_coming else CANNOT) in await budi.says(said)
    assert await answers(bekal) == [is_coming]


async def test_answer_may_change(bekal: Bekal) -> None:
    budi = await announced(bekal)
    await budi.talks(("siap", COMES), ("maaf pak tidak bisa hadir", CANNOT), ("hadir", COMES))
    assert await answers(bekal) == [True]


@pytest.mark.parametrize(
    ("change", "still_holds"), [("diundur jam 15", False), ("pindah ke bengkel 2", True)]
)
async def test_an_answer_is_about_the_time_that_was_announced(
    bekal: Bekal, change: str, still_holds: bool
) -> None:
    budi = await announced(bekal)
    await budi.talks(("siap", COMES))
    instructor = bekal.chat("2001")
    await instructor.says(f"Las besok {change}")
    assert ("Hadir: 1" in await instructor.presses("announce:send")) is still_holds


async def test_a_nod_counts_for_the_last_message_only(bekal: Bekal) -> None:
    budi = await announced(bekal)
    await budi.talks(("alamat kantor di mana", "Jl. Contoh"), ("oke", "Ada lagi"))
    assert await answers(bekal) == []
    await budi.talks(("hadir pak", COMES))


async def test_delete_question_is_not_answered_by_a_nod_to_a_later_announcement(
    bekal: Bekal,
) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    await budi.says("hapus data saya")
    bekal.clock.move(minutes=1)
    await deliver(bekal)
    await budi.talks(("ya", COMES))
    assert await answers(bekal) == [True]


async def test_answer_is_none_where_something_else_is_asked(bekal: Bekal) -> None:
    budi = await announced(bekal)
    await budi.says("/keluarga")
    await budi.presses("certificate:number")
    await budi.says("hadir")
    assert await answers(bekal) == []


@pytest.mark.parametrize("days", [0, 3])
async def test_announcement_is_answered_while_it_is_recent(bekal: Bekal, days: int) -> None:
    await bekal.session("2026-12-01 08:00")
    budi = await announced(bekal, "Las 1 Desember pindah ke bengkel 2")
    bekal.clock.move(days=days)
    said = await budi.says("hadir")
    assert (COMES in said) is (days == 0)


async def test_class_that_has_begun_is_not_answered_about(bekal: Bekal) -> None:
    budi = await announced(bekal)
    bekal.clock.set("2026-11-25 15:00")
    assert COMES not in await budi.says("hadir")
    assert "sudah lewat" in await budi.presses("attend:yes:1")
    assert await answers(bekal) == []


async def test_cancelled_class_takes_no_answer(bekal: Bekal) -> None:
    budi = await announced(bekal, "Las besok libur")
    await budi.talks(("siap", "Ada lagi"))
    assert "dibatalkan" in await budi.presses("attend:yes:1")
    assert await answers(bekal) == []


@pytest.mark.parametrize(
    "said",
    ["saya sakit besok ga bisa datang", "izin besok tidak masuk pak", "maaf saya sakit"],
)
async def test_absence_is_noted_and_can_be_taken_back(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    answer = await budi.says(said)
    assert CANNOT in answer
    assert "besok, Rabu, 25 November 2026 pukul 12.30" in answer
    assert await answers(bekal) == [False]
    await budi.talks(("batalkan", "Kami tunggu di kelas"))
    assert await answers(bekal) == []


@pytest.mark.parametrize("said", ["batal", "gak jadi", "[Batalkan]", "1"])
async def test_absence_is_taken_back_in_other_words(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    await budi.talks(("besok saya tidak bisa hadir", CANNOT), (said, "Kami tunggu di kelas"))
    assert await answers(bekal) == []


async def test_taking_back_touches_only_ones_own_answer(bekal: Bekal) -> None:
    budi = await announced(bekal)
    await budi.says("tidak bisa")
    await bekal.chat("6666").presses("attend:undo:1")
    assert await answers(bekal) == [False]


async def test_absence_without_a_class_goes_to_the_office(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    budi = await bekal.linked("1001")
    assert OFFICE in await budi.says("lusa saya gak bisa masuk")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    assert OFFICE in await mother.says("anak saya sakit besok ga bisa masuk")
    assert OFFICE in await bekal.chat("6666").says("saya sakit besok tidak bisa ikut kelas")
    await bekal.staff_chat("2001", "Rina Ayu", Role.STAFF)
    await mother.talks(
        ("anak saya sakit besok ga bisa masuk", OFFICE), ("[Tulis pesan]", "Silakan tulis")
    )
    assert await answers(bekal) == []
