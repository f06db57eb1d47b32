"""What an instructor writes with a link, a number or a sum of money waits for the office."""

from __future__ import annotations

import pytest
from announced_class import class_of_two
from dialogue import Bekal, Chat
from list_uploads import counted
from office_admin import retire
from pushes import Delivered, deliver

from programme.people import Role
from services.announcing import confirming

NOTE = "Bawa uang seragam 50 ribu, transfer ke 0812-0000-5001"


@pytest.fixture
async def office(bekal: Bekal) -> Chat:
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


@pytest.fixture
async def instructor(bekal: Bekal, office: Chat) -> Chat:
    """His class is tomorrow, Wednesday, 12.30–16.00; 1001 and 1002 hear of a change."""
    return (await class_of_two(bekal))[0]


async def heard(bekal: Bekal) -> dict[str, Delivered]:
    return {each.address: each for each in await deliver(bekal)}


async def is_asked(bekal: Bekal, office: Chat) -> str:
    """The office reads what the instructor wants to send, and can press what is under it."""
    told = await heard(bekal)
    assert set(told) == {office.address}
    office.last = told[office.address].message
    return told[office.address].text


async def writes(instructor: Chat, words: str = NOTE, kind: str = "info") -> None:
    await instructor.presses(f"announce:{kind}:1")
    answer = await instructor.says(words)
    if "Alasan" in answer:
        answer = await instructor.presses("Tanpa alasan")
    assert "kantor harus setuju dulu" in answer
    assert "Kantor melihatnya dulu" in await instructor.presses("Kirim")


async def test_it_goes_once_when_the_office_agrees(
    bekal: Bekal, instructor: Chat, office: Chat
) -> None:
    other = await bekal.staff_chat("3002", "Sari", Role.ADMIN)
    await writes(instructor)
    told = await heard(bekal)
    assert set(told) == {"3001", "3002"}
    assert "Wahyu Prasetyawan" in told["3001"].text
    assert "nomor, sejumlah uang" in told["3001"].text
    office.last = other.last = told["3001"].message
    assert "Terkirim" in await office.presses("Kirim")
    assert "sudah selesai" in await other.presses("Kirim")
    assert "sudah selesai" in await other.presses("confirm:decline:1")
    told = await heard(bekal)
    assert set(told) == {"1001", "1002", "2001"}
    assert NOTE in told["1001"].text
    assert "setuju" in told["2001"].text
    assert await heard(bekal) == {}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("room", "Bengkel 3, info wa.me/6281200005001"),
        ("instructor", "Pak Sukarji 0812 0000 5001"),
        ("info", "Yang belum paham hubungi @wahyu_las"),
    ],
)
async def test_whatever_the_instructor_announces(
    bekal: Bekal, instructor: Chat, office: Chat, kind: str, words: str
) -> None:
    await writes(instructor, words, kind)
    await is_asked(bekal, office)
    await office.presses("Kirim")
    assert {"1001", "1002"} <= set(await heard(bekal))


async def test_declined(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await writes(instructor)
    await is_asked(bekal, office)
    assert "Ditolak" in await office.presses("Tolak")
    told = await heard(bekal)
    assert set(told) == {"2001"}
    assert "tidak menyetujui" in told["2001"].text


async def test_a_class_is_changed_only_when_the_office_agrees(
    bekal: Bekal, instructor: Chat, office: Chat
) -> None:
    await writes(instructor, "Rumah pak RT, bayar 20 ribu", "room")
    await is_asked(bekal, office)
    assert "Bengkel Las" in await bekal.chat("1001").says("jadwal besok")
    await office.presses("Kirim")
    assert "Rumah pak RT" in await bekal.chat("1001").says("jadwal besok")


async def test_nobody_confirms_in_time(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await writes(instructor)
    await is_asked(bekal, office)
    bekal.clock.set("2026-11-25 12:31")
    await bekal.store.write(lambda tx: confirming.expire(tx, bekal.clock.now()))
    told = await heard(bekal)
    assert set(told) == {"2001"}
    assert "tidak terkirim" in told["2001"].text.lower()
    assert "sudah selesai" in await office.presses("Kirim")


async def test_the_class_has_changed_since(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await writes(instructor)
    await is_asked(bekal, office)
    await instructor.says("Las besok jam 14")
    await instructor.presses("Kirim")
    await heard(bekal)
    assert "sudah berubah" in await office.presses("confirm:send:1")
    told = await heard(bekal)
    assert set(told) == {"2001"}


async def test_the_writer_has_lost_his_role_since(
    bekal: Bekal, instructor: Chat, office: Chat
) -> None:
    await writes(instructor)
    await is_asked(bekal, office)
    await retire(bekal, instructor)
    await office.presses("Kirim")
    assert {"1001", "1002"}.isdisjoint(await heard(bekal))


async def test_without_it_it_goes_at_once(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await instructor.says("Las besok pukul 14.00-16.30 di Bengkel 3")
    assert "menunggu: 2" in await instructor.presses("Kirim")
    assert set(await heard(bekal)) == {"1001", "1002"}


async def test_what_the_office_writes_itself_goes_at_once(
    bekal: Bekal, instructor: Chat, office: Chat
) -> None:
    await office.presses("announce:info:1")
    await office.says(NOTE)
    await office.presses("Kirim")
    assert {"1001", "1002"} <= set(await heard(bekal))


async def test_nobody_else_confirms(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await writes(instructor)
    for chat in (instructor, bekal.chat("1001"), bekal.chat("6666")):
        await chat.presses("confirm:send:1")
        await chat.presses("confirm:decline:1")
    await is_asked(bekal, office)


async def test_the_audit_names_the_person(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    await writes(instructor)
    await is_asked(bekal, office)
    await office.presses("Kirim")
    for action, actor in (
        ("hold announcement", "staff:2"),
        ("confirm announcement", "staff:1"),
        ("announce info", "staff:2"),
    ):
        assert await counted(bekal, f"audit WHERE action = '{action}' AND actor = '{actor}'") == 1


async def test_a_reason_in_own_words(bekal: Bekal, instructor: Chat, office: Chat) -> None:
    answer = await instructor.says("Las besok libur karena iuran 20 ribu belum lunas")
    assert "kantor harus setuju dulu" in answer
    await instructor.presses("Kirim")
    assert "iuran 20 ribu" in await is_asked(bekal, office)


async def test_an_extra_class_with_a_number_in_its_place(
    bekal: Bekal, instructor: Chat, office: Chat
) -> None:
    answer = await instructor.says("tambah kelas las sabtu jam 8-11 di ruang 081200005001")
    assert "Tulis tanpa itu" in answer
