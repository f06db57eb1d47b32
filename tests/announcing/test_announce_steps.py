"""An instructor announces a change with buttons; everything that can go wrong on the way."""

from __future__ import annotations

import pytest
from announced_class import class_of_two
from dialogue import Bekal, Chat, plain
from office_admin import retire
from pushes import pushed

from programme.people import Role


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """His class is tomorrow, Wednesday, 12.30–16.00; two chats hear of a change."""
    return (await class_of_two(bekal))[0]


@pytest.mark.parametrize(
    ("button", "written", "told"),
    [
        ("Hari atau jam", "Kamis jam 10.00-12.00", "10.00–12.00 WIB"),
        ("Hari atau jam", "jam 14", "14.00–17.30 WIB"),
        ("Hari atau jam", "lusa", "Kamis, 26 November 2026"),
        ("Tempat", "Bengkel 3", "Bengkel 3"),
        ("Instruktur", "Sukarji", "Sukarji"),
    ],
)
async def test_each_change_goes_out_with_its_reason(
    bekal: Bekal, instructor: Chat, button: str, written: str, told: str
) -> None:
    await instructor.talks(
        ("/sesi", "Kelas yang mana"),
        ("[Pengelasan]", "apa yang berubah"),
        (f"[{button}]", ""),
        (written, "Alasan"),
        ("mesin diperbaiki", told),
        ("[Kirim]", "menunggu: 2"),
    )
    messages = await pushed(bekal)
    assert set(messages) == {"1001", "1002"}
    assert told in messages["1001"].text
    assert "mesin diperbaiki" in messages["1001"].text


async def test_the_preview_says_who_the_chats_are(bekal: Bekal, instructor: Chat) -> None:
    words = "Las besok pindah ke bengkel 3"
    assert "menerima: 2 (peserta 1, keluarga 1)." in await instructor.says(words)
    await bekal.staff_chat("2002", "Sukarji", skills=("pengelasan",))
    await bekal.staff_chat("4001", "Slamet", Role.ESCORT)
    kinds = "4 (peserta 1, keluarga 1, pendamping 1, instruktur 1)."
    assert kinds in await instructor.says(words)


async def test_which_class_is_asked_once_and_can_be_left(instructor: Chat) -> None:
    asked = await instructor.says("meubeler besok libur")
    assert asked == "Belum ketemu kelas Bapak/Ibu yang cocok.\nYang mana, ya?"
    await instructor.talks(("[Batal]", "dibatalkan"), ("/sesi", "Kelas yang mana"))
    assert "Batal" in instructor.buttons[-1].label


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Las besok pindah ke bengkel 3", "bengkel 3 (semula: Bengkel Las)"),
        ("Las besok diganti Pak Sukarji", "Sukarji (semula: Wahyu Prasetyawan, S.T.)"),
        ("Las besok jam 14 di bengkel 3", "bengkel 3 (semula: Bengkel Las)"),
    ],
)
async def test_the_preview_says_what_it_was(instructor: Chat, words: str, told: str) -> None:
    assert told in await instructor.says(words)


async def test_a_note_needs_no_reason(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(
        ("[announce:info:1]", "Apa yang mau disampaikan"),
        ("Bawa\n sarung tangan", "Bawa sarung tangan"),
        ("[Kirim]", "menunggu: 2"),
    )
    assert "Bawa sarung tangan" in (await pushed(bekal))["1001"].text


async def test_a_note_and_a_reason_may_speak_of_stopping(bekal: Bekal, instructor: Chat) -> None:
    await instructor.presses("announce:info:1")
    assert "dihentikan" in await instructor.says("Latihan malam dihentikan sementara")
    await instructor.presses("announce:cancelled:1")
    assert "dihentikan" in await instructor.says("kegiatan dihentikan sementara")


async def test_without_a_reason(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(
        ("[announce:cancelled:1]", "Alasan"),
        ("[Tanpa alasan]", "Ini yang akan dikirim"),
        ("[Kirim]", "menunggu: 2"),
    )
    assert len(await pushed(bekal)) == 2


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nanti saja", "belum terbaca"),
        ("jam 14.00-13.00", "belum terbaca"),
        ("jam 14 sampai jam 13", "lebih awal"),
        ("kemarin jam 10", "lewat"),
        ("jam 12.30", "tidak ada yang perlu dikirim"),
        ("jam 14 karena ada razia", "kata lain"),
        ("jam 14 " + "a" * 300, "307"),
    ],
)
async def test_what_cannot_be_is_said_and_asked_for_again(
    bekal: Bekal, instructor: Chat, written: str, said: str
) -> None:
    await instructor.presses("announce:moved:1")
    assert said in (await instructor.says(written)).lower()
    await instructor.talks(
        ("jam 14", "Alasan"),
        ("ada tahanan", "kata lain"),
        ("listrik padam", "14.00–17.30 WIB"),
        ("[Kirim]", "menunggu: 2"),
    )


@pytest.mark.parametrize(
    ("written", "warning"),
    [
        ("Jumat jam 10.00-13.30", "salat Jumat"),
        ("25 Desember jam 8", "tanggal merah"),
        ("Kamis jam 9", "Bengkel Las sudah dipakai kelas lain: Meubeler, Kamis 26 Nov 08.00"),
        ("Kamis jam 9", "Wahyu Prasetyawan, S.T. mengajar kelas lain: Meubeler, Kamis 26 Nov"),
    ],
)
async def test_what_is_odd_is_told_and_allowed(
    bekal: Bekal, instructor: Chat, written: str, warning: str
) -> None:
    await bekal.session("2026-11-26 08:00", "meubeler")
    await instructor.presses("announce:moved:1")
    await instructor.says(written)
    preview = await instructor.presses("Tanpa alasan")
    assert "⚠" in preview
    assert warning in preview
    await instructor.talks(("[Kirim]", "menunggu: 2"))


async def test_a_room_that_is_taken(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-25 15:00", "meubeler", place="Aula")
    await instructor.presses("announce:room:1")
    await instructor.says("aula")
    assert "Meubeler, Rabu 25 Nov 15.00" in await instructor.presses("Tanpa alasan")


async def test_a_substitute_who_teaches_another_class_then(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-25 15:00", "meubeler", place="Aula", instructor="Kusmiran Hadi")
    warned = "Kusmiran Hadi mengajar kelas lain: Meubeler, Rabu 25 Nov 15.00"
    assert warned in await instructor.says("Las besok diganti Pak Kusmiran Hadi")
    assert "mengajar kelas lain" not in await instructor.says("Las besok diganti Pak Sukarji")


async def test_change_it_asks_again_what_changes(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("Las besok diundur jam 14")
    await instructor.talks(
        ("[Ubah]", "apa yang berubah"),
        ("[Tempat]", "Tempat"),
        ("Bengkel 3", "Alasan"),
        ("[Tanpa alasan]", "Bengkel 3"),
        ("[Kirim]", "menunggu: 2"),
    )
    text = (await pushed(bekal))["1001"].text
    assert "Bengkel 3" in text
    assert "14.00" not in text


async def test_cancel_leaves_nothing_to_send(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("Las besok diundur jam 14")
    await instructor.talks(("[Batal]", "dibatalkan"), ("[announce:send]", "tidak ada"))
    assert await pushed(bekal) == {}


async def test_stop_takes_back_what_waits_and_is_the_writers_alone(
    bekal: Bekal, instructor: Chat
) -> None:
    other = await bekal.staff_chat("2002", "Sukarji", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("Kirim")
    await other.talks(("[announce:stop:1]", "bukan"))
    await instructor.talks(("[Hentikan]", "3"))
    assert await pushed(bekal) == {}


async def test_stop_says_that_the_class_stays_changed(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("Las besok diundur jam 14")
    await instructor.talks(
        ("[Kirim]", "menunggu: 2"),
        ("[Hentikan]", "tetap berubah"),
        ("[Ubah kelasnya]", "14.00: apa yang berubah"),
        ("[Hari atau jam]", ""),
        ("jam 12.30", "Alasan"),
        ("[Tanpa alasan]", "12.30"),
        ("[Kirim]", "menunggu: 2"),
    )
    await instructor.says("/sesi")
    await instructor.presses("announce:info:1")
    await instructor.says("Bawa sarung tangan")
    await instructor.talks(("[Kirim]", ""), ("[Hentikan]", "ditarik: 2"))
    assert "tetap berubah" not in plain(instructor.last.text)


async def test_a_class_that_is_off_gets_no_other_place_but_another_day(
    bekal: Bekal, instructor: Chat
) -> None:
    second = await bekal.staff_chat("2003", "Sukarji", skills=("pengelasan",))
    await second.says("Las besok pindah ke bengkel 3")
    await instructor.talks(("Las besok libur", "dibatalkan"), ("[Kirim]", "menunggu: 3"))
    await pushed(bekal)
    await second.talks(("[Kirim]", "Kelas itu sudah dibatalkan"), ("[announce:send]", "tidak ada"))
    await second.talks(
        ("[announce:moved:1]", ""),
        ("jam 12.30", "Alasan"),
        ("[Tanpa alasan]", "jadi diadakan lagi"),
        ("[Kirim]", "menunggu: 3"),
    )
    assert "jadi diadakan" in (await pushed(bekal))["1001"].text


@pytest.mark.parametrize(
    "data",
    ["what:7", "this:x", "moved:" + "9" * 30, "room:²", "cancelled:", "stop:7", "?", "info:-1"],
)
async def test_forged_buttons_change_nothing(bekal: Bekal, instructor: Chat, data: str) -> None:
    assert await instructor.presses(f"announce:{data}")
    await instructor.says("jam 14")
    assert "tidak ada" in await instructor.presses("announce:send")
    assert await pushed(bekal) == {}


@pytest.mark.parametrize("data", ["skip", "edit", "next", "send"])
async def test_buttons_of_a_draft_that_is_gone(bekal: Bekal, instructor: Chat, data: str) -> None:
    await instructor.presses(f"announce:{data}")
    assert await pushed(bekal) == {}
    await instructor.talks(("/sesi", "Kelas yang mana"))


async def test_a_class_that_began_meanwhile(bekal: Bekal, instructor: Chat) -> None:
    bekal.clock.set("2026-11-25 12:15")
    await instructor.presses("announce:room:1")
    await instructor.says("Bengkel 3")
    await instructor.presses("Tanpa alasan")
    bekal.clock.move(minutes=16)
    await instructor.talks(("[Kirim]", "sudah mulai"), ("[announce:what:1]", "sudah mulai"))
    await instructor.talks(("/sesi", "Belum ada kelas"))
    assert await pushed(bekal) == {}


async def test_a_class_that_begins_while_its_new_place_is_typed(
    bekal: Bekal, instructor: Chat
) -> None:
    bekal.clock.set("2026-11-25 12:15")
    await instructor.presses("announce:room:1")
    bekal.clock.move(minutes=15)
    await instructor.talks(("Bengkel 3", "sudah mulai"), ("[announce:send]", "tidak ada"))


async def test_nobody_to_reach_is_told_and_the_class_changes_all_the_same(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-033", "Candra", skill="konstruksi")
    await bekal.session("2026-11-25 08:00", "konstruksi")
    instructor = await bekal.staff_chat("2009", "Kusmiran", skills=("konstruksi",))
    await instructor.talks(
        ("Konstruksi besok pindah ke bengkel 3", "kabari langsung"),
        ("[Kirim]", "selesai"),
        ("Konstruksi besok pindah ke bengkel 3", "tidak ada yang perlu dikirim"),
    )
    assert await pushed(bekal) == {}


async def test_escorts_and_former_staff_announce_nothing(bekal: Bekal, instructor: Chat) -> None:
    escort = await bekal.staff_chat("2010", "Agus", Role.ESCORT)
    await retire(bekal, instructor)
    for chat in (escort, instructor):
        answer = await chat.says("Las besok diundur jam 14")
        assert "Ini yang akan dikirim" not in answer
        assert "maaf" not in answer.lower()
        await chat.talks(("/sesi", "Apa yang ingin ditanyakan"), ("[announce:what:1]", "bukan"))
        await chat.presses("announce:send")
    assert await pushed(bekal) == {}


async def test_the_instructor_sees_who_told_that_he_can_not_come(bekal: Bekal) -> None:
    instructor, budi, _ = await class_of_two(bekal)
    await budi.says("saya sakit besok ga bisa datang")
    assert "Budi Santoso" in await instructor.presses("announce:what:1")
