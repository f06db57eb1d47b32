"""A participant invites his family."""

from __future__ import annotations

import re

import pytest
from dialogue import Bekal

from programme.people import Role, Topic
from store import contacts

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b")


async def invited(bekal: Bekal, key: str) -> str:
    """The code of an invitation with these topics, from Budi's own chat."""
    chat = await bekal.linked("1001")
    await chat.presses("family")
    await chat.presses("family:invite")
    answer = await chat.presses(f"family:topics:{key}")
    assert chat.last.attachment
    assert chat.last.attachment.content.startswith(b"\x89PNG")
    found = CODE.search(answer)
    assert found
    return found[0]


async def test_mother_hears_what_was_allowed_until_the_link_is_ended(bekal: Bekal) -> None:
    person = await bekal.participant()
    await bekal.certificate(person)
    await bekal.session("2026-11-25 12:30")
    code = await invited(bekal, "s")
    mother = bekal.chat("1002")
    await mother.says(code)
    await mother.presses("link:mine:" + mother.buttons[0].data.rpartition(":")[2])
    await mother.presses("link:skip")
    assert "Bengkel Las" in await mother.says("jadwal besok")
    assert "siap diambil" not in (await mother.says("sertifikatnya sudah jadi?")).lower()
    son = bekal.chat("1001")
    await son.presses("family")
    await son.presses("Putuskan:")
    await son.presses("Ya, putuskan")
    assert "Bengkel Las" not in await mother.says("jadwal besok")


async def test_a_code_works_once(bekal: Bekal) -> None:
    await bekal.participant()
    code = await invited(bekal, "a")
    first = bekal.chat("1002")
    await first.says(code)
    await first.presses("link:mine:" + first.buttons[0].data.rpartition(":")[2])
    second = bekal.chat("1003")
    await second.says(code)
    assert not any(button.data.startswith("link:mine") for button in second.buttons)


async def test_strangers_and_family_can_not_invite(bekal: Bekal) -> None:
    await bekal.participant()
    own = await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    for chat in (mother, bekal.chat("1009")):
        for forged in ("family:topics:a", "family:topics:a:1", "unlink:yes:1", "family:invite:1"):
            assert not CODE.search(await chat.presses(forged)), forged
    assert CODE.search(await own.presses("family:topics:a:1"))


async def test_a_mother_of_two_turns_one_son_off(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    await mother.says(await bekal.code("LMG-2026-032", Topic.SCHEDULE))
    await mother.presses("link:mine:" + mother.buttons[0].data.rpartition(":")[2])
    await mother.presses("link:skip")

    async def is_told() -> dict[str, bool]:
        return await bekal.store.read(
            lambda tx: {
                link.label: link.wants(Topic.SCHEDULE)
                for link in contacts.links(tx, 1, bekal.clock.now())
            }
        )

    await mother.presses("reminders")
    await mother.talks(("[Kabar Budi]", "tentang Budi"), ("[Matikan kabar kelas]", "Budi"))
    assert await is_told() == {"Budi": False, "Andi": True}
    await mother.talks(("[Nyalakan kabar kelas]", "tentang Budi"), ("[Pengingat]", "menyala"))
    assert await is_told() == {"Budi": True, "Andi": True}


@pytest.mark.parametrize("lost", ["his new phone", "the office", "bukan saya"])
async def test_a_code_ends_with_the_chat_he_made_it_in(bekal: Bekal, lost: str) -> None:
    person = await bekal.participant()
    code = await invited(bekal, "a")
    if lost == "his new phone":
        await bekal.linked("1002")
    elif lost == "the office":
        office = await bekal.staff_chat("3001", "Retno", Role.STAFF)
        await office.presses(f"people:show:{person}")
        await office.presses("Putuskan")
        await office.presses("Pesertanya sendiri")
    else:
        await bekal.chat("1001").says("bukan saya")
        await bekal.chat("1001").says("ya")
    assert "tidak bisa dipakai" in await bekal.chat("1009").says(code)


async def test_trying_the_code_himself_uses_nothing_up(bekal: Bekal) -> None:
    await bekal.participant()
    code = await invited(bekal, "s")
    assert "sudah terhubung" in await bekal.chat("1001").says(code)
    assert "HP siapa" in await bekal.chat("1002").says(code)
