"""Nobody gains a link or a role unseen."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat, code_in
from importing_lists import STAFF, import_list
from list_uploads import counted
from pushes import Delivered, deliver

from programme.people import Role, Topic
from store import contacts
from store.connection import Tx


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    """Budi in his own chat, 1001."""
    await bekal.participant()
    return await linked(bekal, "1001")


async def linked(bekal: Bekal, address: str, number: str = "LMG-2026-031", *topics: Topic) -> Chat:
    """As `bekal.linked`, but nobody has heard of it."""
    chat = bekal.chat(address)
    await chat.opens(await bekal.code(number, *topics), "HP saya")
    return chat


async def staff(
    bekal: Bekal, address: str, name: str, role: Role = Role.INSTRUCTOR, *skills: str
) -> Chat:
    """As `bekal.staff_chat`, but nobody has heard of it."""
    chat = bekal.chat(address)
    await chat.says(f"/start {await bekal.staff_code(name, role, skills)}")
    return chat


async def told(bekal: Bekal, chat: Chat) -> list[str]:
    """What a chat hears by itself; it can press the buttons of the last message."""
    heard = [each for each in await deliver(bekal) if each.address == chat.address]
    if heard:
        chat.last = heard[-1].message
    return [each.text for each in heard]


async def is_linked(bekal: Bekal, chat: Chat) -> bool:
    def work(tx: Tx) -> bool:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        return bool(contacts.links(tx, contact.id, bekal.clock.now()))

    return await bekal.store.write(work)


async def borrowed(bekal: Bekal, address: str = "6666") -> Chat:
    chat = bekal.chat(address)
    await chat.opens(await bekal.code(), "pinjaman")
    return chat


async def test_who_hears_of_a_new_own_chat_can_end_it(bekal: Bekal, budi: Chat) -> None:
    thief = await linked(bekal, "6666")
    (heard,) = await told(bekal, budi)
    assert "HP lain baru saja terhubung" in heard
    assert "Budi" not in heard
    await budi.talks(("[Putuskan]", "minta kode baru"))
    assert not await is_linked(bekal, thief)
    assert not await is_linked(bekal, budi)
    (heard,) = await told(bekal, thief)
    assert "tidak terhubung lagi" in heard
    assert "Budi" not in heard


async def test_what_is_his_own_stays(bekal: Bekal, budi: Chat) -> None:
    new = await linked(bekal, "1002")
    await told(bekal, budi)
    assert "tetap" in await budi.presses("Tetap")
    assert await is_linked(bekal, new)
    assert await told(bekal, new) == []


async def test_a_family_link_is_told_to_him_alone(bekal: Bekal, budi: Chat) -> None:
    mother = await linked(bekal, "2001", "LMG-2026-031", Topic.SCHEDULE)
    brother = await linked(bekal, "2002", "LMG-2026-031", Topic.SCHEDULE)
    heard = await deliver(bekal)
    assert {each.address for each in heard} == {"1001"}
    assert all("keluarga" in each.text for each in heard)
    budi.last = heard[0].message
    assert "Diputus" in await budi.presses("Putuskan")
    assert not await is_linked(bekal, mother)
    assert await is_linked(bekal, brother)
    assert await is_linked(bekal, budi)


async def test_his_code_on_a_borrowed_phone_is_told_and_ends(bekal: Bekal, budi: Chat) -> None:
    code = await bekal.code()
    thief = bekal.chat("6666")
    await thief.opens(code, "pinjaman")
    (heard,) = await told(bekal, budi)
    assert "setengah jam" in heard
    await budi.presses("Putuskan")
    assert not await is_linked(bekal, thief)
    assert "tidak bisa dipakai" in await bekal.chat("6667").says(code)


@pytest.mark.parametrize("way", ["bukan saya", "hapus data", "half an hour"])
async def test_it_is_told_also_when_the_other_is_gone_already(
    bekal: Bekal, budi: Chat, way: str
) -> None:
    thief = await borrowed(bekal)
    if way == "half an hour":
        bekal.clock.move(hours=1)
    else:
        await thief.says(way)
        await thief.says("ya")
    assert any("HP pinjaman" in text for text in await told(bekal, budi))


async def test_a_chat_with_a_pin_hears_that_there_is_news(bekal: Bekal, budi: Chat) -> None:
    await budi.talks(
        ("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "terpasang")
    )
    bekal.clock.move(hours=1)
    await linked(bekal, "1002")
    (heard,) = await told(bekal, budi)
    assert "terhubung" not in heard
    await budi.presses("Baca")
    assert "HP lain baru saja terhubung" in await budi.says("4071")


async def test_a_number_that_may_have_a_new_holder_hears_nothing(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.move(days=200)
    await linked(bekal, "1002")
    assert await told(bekal, budi) == []


async def test_a_borrowed_phone_hears_of_nothing(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await borrowed(bekal)
    await linked(bekal, "1001")
    assert await told(bekal, chat) == []


async def test_brothers_who_share_a_phone_hear_whom_it_is_about(bekal: Bekal, budi: Chat) -> None:
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await budi.opens(await bekal.code("LMG-2026-032"), "HP saya")
    await linked(bekal, "2001", "LMG-2026-032", Topic.SCHEDULE)
    (heard,) = await told(bekal, budi)
    assert "Andi" in heard


@pytest.mark.parametrize("who", ["family", "a stranger", "himself", "too late"])
async def test_nobody_else_ends_a_new_link(bekal: Bekal, budi: Chat, who: str) -> None:
    mother = await linked(bekal, "2001", "LMG-2026-031", Topic.SCHEDULE)
    new = await linked(bekal, "1002")
    if who == "too late":
        bekal.clock.move(days=8)
    chat = {"family": mother, "a stranger": bekal.chat("6666"), "himself": new}.get(who, budi)
    for link in range(1, 5):
        if (who, link) != ("himself", 2):
            await chat.presses(f"newchat:link:{link}")
    assert await is_linked(bekal, new)


async def heard_by_staff(bekal: Bekal) -> dict[str, Delivered]:
    return {each.address: each for each in await deliver(bekal)}


async def test_admins_hear_of_a_new_chat_of_staff_and_can_end_it(bekal: Bekal) -> None:
    retno = await staff(bekal, "3001", "Retno", Role.ADMIN)
    await staff(bekal, "3003", "Sari", Role.STAFF)
    await deliver(bekal)
    thief = await staff(bekal, "6666", "Joko Susilo", Role.ADMIN)
    heard = await heard_by_staff(bekal)
    assert set(heard) == {"3001"}
    assert "Joko Susilo (Admin)" in heard["3001"].text
    retno.last = heard["3001"].message
    await retno.presses("Putuskan")
    assert "Mau apa" not in await thief.says("/petugas")
    assert set(await heard_by_staff(bekal)) == {"6666"}
    assert await counted(bekal, "audit WHERE action = 'end staff chat'") == 1


async def test_a_member_hears_of_another_chat_with_his_role(bekal: Bekal) -> None:
    admin = await staff(bekal, "3001", "Retno", Role.ADMIN)
    sari = await staff(bekal, "3002", "Sari", Role.STAFF)
    await admin.presses("team:code:2")
    await deliver(bekal)
    thief = bekal.chat("6666")
    await thief.says(f"/start {code_in(admin.last.text)}")
    heard = await heard_by_staff(bekal)
    assert set(heard) == {"3001", "3002"}
    sari.last = heard["3002"].message
    await sari.presses("Putuskan")
    assert "Mau apa" not in await thief.says("/petugas")
    assert "Mau apa" in await sari.says("/petugas")


async def test_other_admins_and_the_member_hear_of_a_role_taken_and_given(bekal: Bekal) -> None:
    retno = await staff(bekal, "3001", "Retno", Role.ADMIN)
    await staff(bekal, "3002", "Dewi", Role.ADMIN)
    await staff(bekal, "3003", "Sari", Role.STAFF)
    await deliver(bekal)
    await retno.confirms("team:yes:3")
    heard = await heard_by_staff(bekal)
    assert set(heard) == {"3002", "3003"}
    assert "Sari: tidak ada peran lagi" in heard["3002"].text
    assert "dicabut" in heard["3003"].text
    await retno.presses("team:back:3")
    heard = await heard_by_staff(bekal)
    assert set(heard) == {"3002"}
    assert "Sari: Petugas" in heard["3002"].text


async def test_admins_hear_of_roles_that_a_list_gives(bekal: Bekal) -> None:
    await staff(bekal, "3001", "Retno", Role.ADMIN)
    await staff(bekal, "3002", "Wahyu Prasetyo", Role.INSTRUCTOR, "pengelasan")
    await deliver(bekal)
    await import_list(bekal, STAFF + "Wahyu Prasetyo;Petugas;\nJoko Susilo;Admin;\n")
    heard = await heard_by_staff(bekal)
    assert set(heard) == {"3001", "3002"}
    assert "Wahyu Prasetyo: Petugas" in heard["3001"].text
    assert "Joko Susilo: Admin" in heard["3001"].text
    assert "Petugas" in heard["3002"].text
    await import_list(bekal, STAFF + "Wahyu Prasetyo;Petugas;\nJoko Susilo;Admin;\n")
    assert await heard_by_staff(bekal) == {}


async def test_nobody_else_ends_a_chat_of_staff(bekal: Bekal) -> None:
    await staff(bekal, "3001", "Retno", Role.ADMIN)
    sari = await staff(bekal, "3003", "Sari", Role.STAFF)
    for chat in (sari, bekal.chat("6666")):
        await chat.presses("newchat:staff:1:1")
    assert await counted(bekal, "contacts WHERE staff_id = 1") == 1
