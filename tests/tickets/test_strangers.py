"""Chats that nobody knows ask the office: anybody can have as many of them as he likes."""

from __future__ import annotations

from dialogue import Bekal, Chat
from pushes import deliver

from programme.people import Role, Topic


async def office(bekal: Bekal) -> Chat:
    return await bekal.staff_chat("3001", "Rina", Role.STAFF)


async def asks(chat: Chat, text: str = "Apakah masih ada tempat?") -> str:
    await chat.presses("ask")
    return await chat.says(text)


async def told(bekal: Bekal, chat: Chat) -> list[str]:
    return [each.text for each in await deliver(bekal) if each.address == chat.address]


async def test_a_flood_of_many_chats_is_one_question_and_one_list(bekal: Bekal) -> None:
    rina = await office(bekal)
    for number in range(30):
        assert "sudah diteruskan" in await asks(
            bekal.chat(f"66{number}"), f"Ada tempat untuk orang ke-{number}?"
        )
    (first,) = await told(bekal, rina)
    assert "ke-0?" in first
    bekal.clock.move(minutes=10)
    (rest,) = await told(bekal, rina)
    assert "menunggu jawaban" in rest
    assert "tempat" not in rest
    assert "9 lagi" in rest
    bekal.clock.move(minutes=10)
    assert await told(bekal, rina) == []
    assert "Menunggu jawaban: 30" in await rina.presses("tickets")


async def test_who_is_linked_does_not_wait_behind_strangers(bekal: Bekal) -> None:
    rina = await office(bekal)
    await bekal.participant()
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("Lewati")
    await asks(bekal.chat("6601"))
    await asks(bekal.chat("6602"))
    await told(bekal, rina)
    await asks(mother, "Anak saya sakit, bagaimana?")
    (card,) = await told(bekal, rina)
    assert "Anak saya sakit" in card


async def test_despair_never_waits(bekal: Bekal) -> None:
    rina = await office(bekal)
    await asks(bekal.chat("6601"))
    await asks(bekal.chat("6602"))
    await told(bekal, rina)
    await asks(bekal.chat("6603"), "saya ingin mati saja")
    assert any("saya ingin mati" in card for card in await told(bekal, rina))


async def test_what_a_stranger_adds_is_told_once_his_question_was_shown(bekal: Bekal) -> None:
    rina = await office(bekal)
    asker = bekal.chat("6601")
    await asks(asker)
    await told(bekal, rina)
    await asker.says("untuk kelas las")
    bekal.clock.move(minutes=1)
    assert any("untuk kelas las" in card for card in await told(bekal, rina))


async def test_a_stranger_begins_three_questions_a_day_also_in_a_new_chat(bekal: Bekal) -> None:
    rina = await office(bekal)
    asker = bekal.chat("6601")
    for number in range(1, 4):
        assert "sudah diteruskan" in await asks(asker)
        await rina.presses(f"tickets:close:{number}")
        await asker.says("hapus data saya")
        await asker.confirms("privacy:yes")
    assert "menunggu" in await asks(asker)
    assert "Tidak ada" in await rina.presses("tickets")
