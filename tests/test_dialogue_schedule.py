"""Questions about the schedule, as people write them."""

from __future__ import annotations

from dialogue import Bekal

from programme.people import Topic


async def test_stranger_hears_skill_day_and_hour_only(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat().says("jdwl las bsk jam brp pak")
    assert "Rabu, 25 November 2026" in answer
    assert "12.30–16.00 WIB" in answer
    assert "Pengelasan" in answer
    assert "Bengkel" not in answer
    assert "Pelatihan 2026" not in answer


async def test_day_without_class_names_the_next_one(bekal: Bekal) -> None:
    await bekal.session("2026-11-28 08:00")
    answer = await bekal.chat().says("jdwl las bsk jam brp pak")
    assert "Sabtu, 28 November 2026" in answer


async def test_linked_participant_hears_his_own_class_with_its_room(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-25 08:00", "meubeler", place="Workshop Meubeler")
    chat = await bekal.linked("1001")
    answer = await chat.says("besok ada kelas?")
    assert "Bengkel Las" in answer
    assert "Meubeler" not in answer


async def test_mother_of_two_is_asked_which(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 08:00", "meubeler")
    chat = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await chat.says(f"/start {await bekal.code('LMG-2026-032', Topic.SCHEDULE)}")
    await chat.presses("link:mine:" + chat.buttons[0].data.rpartition(":")[2])
    await chat.says("anakku jadwal e kapan")
    assert [button.label for button in chat.buttons] == [
        "1. Budi – Pengelasan 2026",
        "2. Andi – Meubeler 2026",
    ]
    assert "Kamis, 26 November 2026" in await chat.says("2")
