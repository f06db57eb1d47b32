"""Whom to call: number, class and reason with each name, marked for all colleagues."""

from __future__ import annotations

from dataclasses import replace

import pytest
from announced_class import class_of_two
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role
from services.classes import alarms, reminders
from store import people
from store.connection import Tx


@pytest.fixture
async def instructor(bekal: Bekal) -> Chat:
    """His class of three: Budi has written STOP, Andi has only his mother's chat, Sari none."""
    instructor, budi, _ = await class_of_two(bekal)
    await bekal.participant("LMG-2026-033", "Sari Lestari")

    def give_number(tx: Tx) -> None:
        sari = people.by_number(tx, "LMG-2026-033")
        assert sari is not None
        new = replace(people.details(tx, sari.id), phones=("+6281200000033",))
        people.correct(tx, sari.id, new, bekal.clock.now())

    await bekal.store.write(give_number)
    await budi.says("stop")
    return instructor


async def announced(bekal: Bekal, instructor: Chat) -> None:
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("Kirim")
    await pushed(bekal)


async def test_each_name_has_number_class_and_reason(bekal: Bekal, instructor: Chat) -> None:
    await announced(bekal, instructor)
    listed = await instructor.presses("Daftar telepon")
    assert "Pengelasan" in listed
    assert "0812-0000-0033" in listed
    budi = listed.partition("Budi Santoso")[2]
    assert "STOP" in budi.partition("\n\n")[0]
    assert "belum terhubung" in listed.partition("Sari Lestari")[2].partition("\n\n")[0]


async def test_a_call_is_marked_for_all_colleagues(bekal: Bekal, instructor: Chat) -> None:
    await announced(bekal, instructor)
    clerk = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    listed = await clerk.says("siapa yang harus ditelepon")
    assert "Sari Lestari" in listed
    marked = await clerk.presses("Sudah ditelepon: Sari")
    assert "sudah ditelepon oleh Retno" in marked
    colleague = await instructor.says("/telepon")
    assert "sudah ditelepon oleh Retno" in colleague
    undone = await instructor.presses("Belum ditelepon: Sari")
    assert "oleh Retno" not in undone


async def test_a_new_change_has_to_be_called_again(bekal: Bekal, instructor: Chat) -> None:
    await announced(bekal, instructor)
    await instructor.says("daftar telepon")
    await instructor.presses("Sudah ditelepon: Sari")
    await instructor.says("Las besok diundur jam 15")
    await instructor.presses("Kirim")
    assert "sudah ditelepon oleh" not in await instructor.says("/telepon")


async def test_every_look_is_audited_and_others_see_nothing(
    bekal: Bekal, instructor: Chat
) -> None:
    await announced(bekal, instructor)
    await instructor.says("/telepon")
    query = "SELECT COUNT(*) FROM audit WHERE action = 'look at call list'"
    assert (await bekal.store.read(lambda tx: tx.db.execute(query).fetchall()))[0][0] == 3
    other = await bekal.staff_chat("2002", "Slamet", skills=("konstruksi",))
    escort = await bekal.staff_chat("2003", "Joko", Role.ESCORT)
    for chat in (other, escort, bekal.chat("1001"), bekal.chat("9999")):
        for said in ("/telepon", "siapa yang harus ditelepon"):
            assert "Sari" not in await chat.says(said)
        assert "Sari" not in await chat.presses("calls:1")


@pytest.mark.parametrize(
    "said",
    [
        "daftar telepon",
        "siapa yg perlu ditelpon?",
        "siapa saja yang belum dikabari",
        "siapa yang belum dapat kabar",
        "sopo sing durung ditelpon",
        "sopo wae sing kudu ditelpon",
        "daftar yang harus dihubungi",
        "siapa yang harus saya telepon",
        "lihat daftar telpon",
        "/telepon",
    ],
)
async def test_it_is_asked_for_in_words(bekal: Bekal, instructor: Chat, said: str) -> None:
    await announced(bekal, instructor)
    clerk = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    assert "Sari Lestari" in await clerk.says(said)
    assert "Sari Lestari" in await instructor.says(said)


async def test_nobody_to_call(bekal: Bekal) -> None:
    clerk = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    assert "Tidak ada yang perlu ditelepon" in await clerk.says("daftar telepon")


async def test_the_alarm_tells_class_and_reason_and_leads_to_the_list(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-24 14:00")
    await bekal.linked("1001")
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)

    async def jobs() -> None:
        now = bekal.clock.now()
        await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, now))
        await bekal.store.write(lambda tx: alarms.tell_of_missed_reminders(tx, now))

    await jobs()
    bekal.clock.set("2026-11-24 16:00")
    await jobs()
    await pushed(bekal)
    bekal.clock.move(minutes=1)
    await jobs()
    notice = (await pushed(bekal))["3001"]
    assert "Budi Santoso – Pengelasan, Sel" in notice.text
    assert "terlambat" in notice.text
    listed = await admin.presses(notice.buttons[0][0].data)
    assert "Tidak ada nomor telepon di daftar" in listed
    assert "terlambat" in listed


async def test_the_card_tells_number_and_why_a_chat_hears_nothing(
    bekal: Bekal, instructor: Chat
) -> None:
    clerk = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    assert "STOP" in await clerk.says("cari Budi Santoso")
    assert "0812-0000-0033" in await clerk.says("cari Sari Lestari")
