"""One more class, in own words or step by step."""

from __future__ import annotations

import pytest
from announced_class import class_of_two
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """His class is tomorrow, Wednesday, 12.30–16.00; two chats hear of a change."""
    return (await class_of_two(bekal))[0]


@pytest.mark.parametrize(
    "words",
    [
        "tambah kelas las sabtu jam 8 di bengkel 2",
        "ada kelas tambahan las hari sabtu jam 8 di bengkel 2",
        "las sabtu ada kelas ekstra jam 8 di bengkel 2",
        "kelas pengganti sabtu jam 8 di bengkel 2",
    ],
)
async def test_in_own_words(bekal: Bekal, instructor: Chat, words: str) -> None:
    preview = await instructor.says(words)
    assert "Kelas tambahan: Pengelasan" in preview
    assert "08.00–11.30" in preview
    assert "bengkel 2" in preview
    assert "menerima: 2" in preview
    assert await pushed(bekal) == {}
    await instructor.talks(("[Kirim]", "menunggu: 2"), ("[announce:send]", "tidak ada"))
    told = (await pushed(bekal))["1001"]
    assert "Kelas tambahan" in told.text
    budi = bekal.chat("1001")
    assert "28 November" in await budi.says("jadwal las sabtu")


async def test_what_is_missing_is_asked_for(bekal: Bekal) -> None:
    await class_of_two(bekal)
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await admin.talks(
        ("/sesi", "Kelas yang mana"),
        ("[Tambah kelas]", "kelas apa"),
        ("[Pengelasan]", "Hari apa"),
        ("sabtu", "Hari apa"),
        ("jam 8 sampai 10 di aula", "08.00–10.00"),
        ("[Kirim]", "menunggu: 3"),
    )


async def test_an_order_in_between_is_no_answer(bekal: Bekal) -> None:
    await class_of_two(bekal)
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await admin.talks(
        ("tambah kelas las", "Hari apa"), ("jadwal las besok", "25 November"), ("sabtu jam 8", "")
    )


async def test_which_programme_has_one_more(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-27 08:00", programme="Gelombang II 2026")
    await instructor.talks(
        ("tambah kelas las sabtu jam 8", "program"),
        ("[Gelombang II]", "Kelas tambahan"),
    )


async def test_clashes_are_named(bekal: Bekal, instructor: Chat) -> None:
    await bekal.session("2026-11-28 09:00", "meubeler", place="Aula")
    preview = await instructor.says("tambah kelas las sabtu jam 8 di aula")
    assert "aula sudah dipakai kelas lain: Meubeler, Sabtu 28 Nov 09.00" in preview.replace(
        "Aula", "aula"
    )
    assert "mengajar kelas lain: Meubeler" in preview


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tambah kelas las besok jam 12.30", "tidak ada yang perlu dikirim"),
        ("tambah kelas las hari ini jam 7", "lewat"),
        ("tambah kelas las sabtu jam 10 sampai jam 9", "lebih awal"),
        ("tambah kelas mebel sabtu jam 8", "Belum ada kelas Meubeler"),
    ],
)
async def test_what_cannot_be(bekal: Bekal, instructor: Chat, words: str, said: str) -> None:
    assert said in await instructor.says(words)
    await instructor.presses("announce:send")
    assert await pushed(bekal) == {}


async def test_one_that_was_called_off_then_is_revived(bekal: Bekal, instructor: Chat) -> None:
    await instructor.talks(("las besok libur", ""), ("[Kirim]", ""))
    await instructor.talks(
        ("tambah kelas las besok jam 12.30", "jadi diadakan"), ("[Kirim]", "menunggu: 2")
    )


async def test_an_old_preview_is_shown_anew(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("tambah kelas las sabtu jam 8")
    bekal.clock.move(minutes=16)
    await instructor.talks(
        ("[Kirim]", "Kelas tambahan"), ("[Ubah]", "Hari apa"), ("minggu jam 9", "29 November")
    )
    await instructor.presses("Kirim")
    assert "29 November" in (await pushed(bekal))["1001"].text


async def test_forged_buttons_after_its_preview(bekal: Bekal, instructor: Chat) -> None:
    for data in ("skip", "which:8", "skill:x", "like:99", "page:99"):
        await instructor.says("tambah kelas las sabtu jam 8")
        assert await instructor.presses(f"announce:{data}")
    assert await pushed(bekal) == {}


async def test_others_add_nothing(bekal: Bekal, instructor: Chat) -> None:
    furniture = await bekal.staff_chat("2002", "Kusmiran", skills=("meubeler",))
    await furniture.talks(
        ("tambah kelas las sabtu jam 8", "Belum ada"), ("[announce:like:1]", "bukan")
    )
    budi = bekal.chat("1001")
    await budi.says("tambah kelas las sabtu jam 8")
    for data in ("announce:add", "announce:skill:pengelasan", "announce:like:1", "announce:send"):
        await budi.presses(data)
    assert await pushed(bekal) == {}
