"""Instructor, escort and office note who was there, with buttons and in words."""

from __future__ import annotations

import json

import pytest
from dialogue import Bekal, Chat

from programme.people import Role
from store import presence

NAMES = ("Budi Santoso", "Andi Wijaya", "Sumiran", "Budi Hartono")
BUDI, ANDI, SUMIRAN, HARTONO = 1, 2, 3, 4


async def class_begun(bekal: Bekal) -> Chat:
    """The instructor of a class of four that has begun at 12.30; Budi Santoso has a chat."""
    for place, name in enumerate(NAMES, 31):
        await bekal.participant(f"LMG-2026-0{place}", name)
    await bekal.session("2026-11-24 12:30")
    await bekal.linked("1001", "LMG-2026-031")
    bekal.clock.set("2026-11-24 14:00")
    return await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))


async def noted(bekal: Bekal, session_id: int = 1) -> dict[int, bool]:
    return await bekal.store.read(lambda tx: presence.of_session(tx, session_id))


ALL_BUT_ANDI = {BUDI: True, ANDI: False, SUMIRAN: True, HARTONO: True}


async def test_a_button_for_everybody_and_one_for_each(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    await teacher.talks(
        ("/menu", "Apa yang ingin"),
        ("[Kehadiran]", "Kehadiran kelas yang mana?"),
        ("[Pengelasan]", "Hadir: 0 · tidak hadir: 0 · belum dicatat: 4"),
        ("[Semua hadir]", "Hadir: 4 · tidak hadir: 0"),
        ("[Andi]", "Hadir: 3 · tidak hadir: 1"),
        ("[Sumiran]", "Hadir: 2 · tidak hadir: 2"),
        ("[Sumiran]", "Hadir: 3 · tidak hadir: 1"),
    )
    assert await noted(bekal) == ALL_BUT_ANDI
    assert "✘ Andi Wijaya" in " ".join(button.label for button in teacher.buttons)


@pytest.mark.parametrize(
    "said",
    ["semua hadir kecuali andi", "hadir semua kecuali pak andi wijaya", "smua hadir kcuali andy",
     "semua masuk, andi izin", "lengkap kecuali andi sakit", "las tadi semua hadir selain andi"],
)  # fmt: skip
async def test_everybody_but_somebody(bekal: Bekal, said: str) -> None:
    teacher = await class_begun(bekal)
    assert "Sudah dicatat." in await teacher.says(said)
    assert await noted(bekal) == ALL_BUT_ANDI


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("semua hadir", dict.fromkeys((1, 2, 3, 4), True)),
        ("hari ini hadir semua", dict.fromkeys((1, 2, 3, 4), True)),
        ("andi gak masuk", {ANDI: False}),
        ("yg tidak hadir andi dan sumiran", {ANDI: False, SUMIRAN: False}),
        ("andi sama budi hartono bolos", {ANDI: False, HARTONO: False}),
        ("sumiran hadir", {SUMIRAN: True}),
        ("yang hadir cuma andi", {1: False, ANDI: True, 3: False, 4: False}),
        ("andi absen", {ANDI: False}),
        ("andi alpa", {ANDI: False}),
        ("lengkap semua", dict.fromkeys((1, 2, 3, 4), True)),
    ],
)
async def test_in_words(bekal: Bekal, said: str, expected: dict[int, bool]) -> None:
    teacher = await class_begun(bekal)
    assert "Sudah dicatat." in await teacher.says(said)
    assert await noted(bekal) == expected


async def test_it_is_corrected_in_words_too(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    await teacher.says("semua hadir kecuali andi")
    await teacher.says("andi ternyata hadir, telat")
    assert await noted(bekal) == dict.fromkeys((1, 2, 3, 4), True)


@pytest.mark.parametrize(
    "said",
    ["semua hadir kecuali budi", "semua hadir kecuali zulkifli", "semua tidak hadir",
     "semua hadir kecuali satu orang"],
)  # fmt: skip
async def test_whoever_is_not_clear_is_asked_for(bekal: Bekal, said: str) -> None:
    """Two are called Budi, and nobody Zulkifli: nothing is guessed."""
    teacher = await class_begun(bekal)
    assert "belum jelas siapa" in await teacher.says(said)
    assert await noted(bekal) == {}
    await teacher.talks(("[Budi Hartono]", "Hadir: 1"))


async def test_of_several_classes_one_is_chosen(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    await bekal.session("2026-11-24 13:30")
    await teacher.talks(
        ("semua hadir kecuali andi", "Kehadiran kelas yang mana?"),
        ("[12.30]", "Sudah dicatat."),
    )
    assert await noted(bekal) == ALL_BUT_ANDI
    assert await noted(bekal, 2) == {}


async def test_days_later_the_day_says_which(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    bekal.clock.set("2026-11-26 09:00")
    await teacher.says("las selasa kemarin semua hadir kecuali andi")
    assert await noted(bekal) == ALL_BUT_ANDI
    await teacher.says("andi gak masuk")
    bekal.clock.set("2026-12-20 09:00")
    await teacher.talks(("[present:all:1]", "tidak bisa dicatat"))
    assert await noted(bekal) == ALL_BUT_ANDI


@pytest.mark.parametrize(
    "said", ["semua hadir ya besok", "besok semua wajib hadir", "andi bisa hadir?", "semua hadir?"]
)
async def test_what_is_to_come_or_asked_notes_nothing(bekal: Bekal, said: str) -> None:
    teacher = await class_begun(bekal)
    await teacher.says(said)
    assert await noted(bekal) == {}


async def test_before_it_has_begun_or_when_it_is_off_nothing_is_noted(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    bekal.clock.set("2026-11-24 12:00")
    await teacher.says("semua hadir")
    await teacher.talks(("[present:all:1]", "tidak bisa dicatat"))
    bekal.clock.set("2026-11-24 14:00")
    await bekal.cancel(1)
    await teacher.talks(("[present:all:1]", "tidak bisa dicatat"))
    assert await noted(bekal) == {}


async def test_an_escort_notes_his_group_only(bekal: Bekal) -> None:
    """Budi Santoso has a chat of his own: he is not of the escort's group."""
    await class_begun(bekal)
    escort = await bekal.staff_chat("4001", "Slamet", Role.ESCORT)
    await escort.talks(
        ("catat kehadiran", "Kehadiran kelas yang mana?"), ("[Pengelasan]", "belum dicatat: 3")
    )
    assert "Budi Santoso" not in str(escort.buttons)
    await escort.says("semua hadir kecuali sumiran")
    assert await noted(bekal) == {ANDI: True, SUMIRAN: False, HARTONO: True}
    await escort.presses(f"present:yes:1:{BUDI}:0")
    assert BUDI not in await noted(bekal)


async def test_the_office_notes_any_class(bekal: Bekal) -> None:
    await class_begun(bekal)
    rina = await bekal.staff_chat("3001", "Rina", Role.STAFF)
    await rina.says("semua hadir kecuali andi")
    assert await noted(bekal) == ALL_BUT_ANDI


async def test_nobody_else_may(bekal: Bekal) -> None:
    await class_begun(bekal)
    other = await bekal.staff_chat("2002", "Sri", skills=("meubeler",))
    stranger = bekal.chat("6666")
    for chat in (other, bekal.chat("1001"), stranger):
        for said in ("semua hadir", "andi hadir", "catat kehadiran"):
            assert "Andi Wijaya" not in await chat.says(said) + str(chat.buttons)
        for data in ("show:1", "all:1", f"no:1:{ANDI}:0", "said:1", "yes:x:y:z", ""):
            answer = await chat.presses(f"present:{data}")
            assert "Andi Wijaya" not in answer + str(chat.buttons)
    assert await noted(bekal) == {}


async def test_each_is_in_the_audit_and_in_his_own_data(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    await teacher.says("semua hadir kecuali andi")
    rows = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT actor, action FROM audit").fetchall()
    )
    assert rows.count(("staff:1", "note as present")) == 3
    assert rows.count(("staff:1", "note as absent")) == 1
    own = bekal.chat("1001")
    await own.says("data saya")
    assert own.last.attachment
    (row,) = json.loads(own.last.attachment.content)["presence"]
    assert (row["skill"], row["present"]) == ("pengelasan", True)


@pytest.mark.parametrize(
    "said",
    ["siapa yang tidak hadir tadi", "catat kehadiran las tadi", "siapa yg hadir", "kehadiran las"],
)
async def test_who_was_there_is_asked(bekal: Bekal, said: str) -> None:
    teacher = await class_begun(bekal)
    assert "belum dicatat: 4" in await teacher.says(said)
    assert await noted(bekal) == {}


async def test_the_list_of_a_day_that_is_over_is_what_was_noted(bekal: Bekal) -> None:
    teacher = await class_begun(bekal)
    bekal.clock.move(days=1)
    assert "Kehadiran: Pengelasan, Selasa 24 Nov" in await teacher.says("absensi las kemarin")


@pytest.mark.parametrize(
    "said",
    ["absen: budi santoso hadir, andi tidak", "andi hadir sumiran tidak", "tiga orang hadir"],
)
async def test_what_says_both_is_not_guessed(bekal: Bekal, said: str) -> None:
    teacher = await class_begun(bekal)
    await teacher.says(said)
    assert await noted(bekal) == {}
