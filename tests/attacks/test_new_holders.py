"""Attacks of whoever has somebody's phone number, or his phone, now."""

from __future__ import annotations

from datetime import date

import pytest
from dialogue import Bekal, Chat

from programme.messages import EventKind, Outgoing
from services.privacy import leaving
from store import contacts, erasures, people
from store.connection import Tx

BUDIS = "+6281200005001"
PASSED_ON = "Permintaannya diteruskan"


@pytest.fixture
async def listed(bekal: Bekal) -> None:
    """Budi's list has his number, marked as his own."""
    await bekal.store.write(lambda tx: add_budi(tx, bekal))


def add_budi(tx: Tx, bekal: Bekal, number: str = "LMG-2026-031") -> int:
    born, now = date(1990, 8, 17), bekal.clock.now()
    return people.add(tx, number, "Budi Santoso", born, (BUDIS,), now, phone_is_own=True)


async def shares_budis(chat: Chat) -> str:
    return await chat.sends(EventKind.PHONE, phone=BUDIS, phone_is_own=True)


async def is_linked(bekal: Bekal, chat: Chat) -> bool:
    def work(tx: Tx) -> bool:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        return bool(contacts.links(tx, contact.id, bekal.clock.now()))

    return await bekal.store.write(work)


WAYS_OUT = (
    ("bukan saya",),
    ("bukan saya", "ya"),
    ("itu bukan saya",),
    ("hapus data", "[Ya, hapus]"),
    ("hapus data saya", "ya"),
    ("tarik persetujuan", "[Ya"),
    ("saya tarik persetujuan saya", "ya"),
    ("tarik persetujuan", "[Ya", "hapus data", "[Ya, hapus]"),
    ("tarik persetujuan", "[Ya", "bukan saya"),
)


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("ways_out", WAYS_OUT)
@pytest.mark.parametrize("silent_days", [0, 400])
async def test_the_number_alone_never_links_who_had_a_chat_of_his_own(
    bekal: Bekal, ways_out: tuple[str, ...], silent_days: int
) -> None:
    chat = await bekal.linked("1001")
    bekal.clock.move(days=silent_days)
    for said in ways_out:
        await (chat.presses(said.strip("[]")) if said.startswith("[") else chat.says(said))
    assert PASSED_ON in await shares_budis(chat)
    assert not chat.buttons or all("link:" not in button.data for button in chat.buttons)
    another = bekal.chat("6666")
    assert PASSED_ON in await shares_budis(another)
    assert not await is_linked(bekal, another)


@pytest.mark.usefixtures("listed")
async def test_a_number_opens_nothing_once_its_list_entry_was_erased_and_came_back(
    bekal: Bekal,
) -> None:
    await bekal.linked("1001")

    def erase(tx: Tx) -> None:
        budi = people.by_number(tx, "LMG-2026-031")
        assert budi is not None
        erasures.erase(tx, budi.id, budi.number, bekal.clock.now())
        add_budi(tx, bekal, "LMG-2027-004")

    await bekal.store.write(erase)
    assert PASSED_ON in await shares_budis(bekal.chat("6666"))


@pytest.mark.usefixtures("listed")
async def test_what_a_number_opened_ends_when_the_participant_is_linked_by_a_code(
    bekal: Bekal,
) -> None:
    stranger = bekal.chat("6666")
    await shares_budis(stranger)
    own = await bekal.linked("1001")
    await stranger.presses("HP saya")
    assert await is_linked(bekal, own)
    assert not await is_linked(bekal, stranger)


@pytest.mark.usefixtures("listed")
async def test_a_code_links_him_again(bekal: Bekal) -> None:
    await (await bekal.linked("1001")).says("bukan saya")
    assert await is_linked(bekal, await bekal.linked("1002"))


async def deleted(bekal: Bekal, chat: Chat, text: str) -> bool:
    """Write a text, or open a link with a code; is the message taken out of the chat?"""
    start = text.partition("/start ")[2]
    kind = EventKind.START if start else EventKind.TEXT
    await chat.sends(kind, text=text, data=start, source_message="77")

    def orders(tx: Tx) -> list[str | None]:
        rows = tx.db.rows("SELECT body FROM outbox WHERE dedupe_key GLOB 'delete:*'")
        return [
            Outgoing.from_json(tx.open(body, "outbox.body") or "").delete_of for (body,) in rows
        ]

    return await bekal.store.read(orders) == ["77"]


@pytest.mark.parametrize("written", ["{}", "/start {}", "kode saya {} ya pak"])
async def test_a_code_does_not_stay_legible_in_the_chat(bekal: Bekal, written: str) -> None:
    await bekal.participant()
    assert await deleted(bekal, bekal.chat(), written.format(await bekal.code()))


async def test_nor_does_one_that_is_not_tried_any_more(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat()
    for last in "23456":
        await chat.says(f"ABCD-EFGH-JKM{last}")
    assert await deleted(bekal, chat, await bekal.code())


async def test_a_wrong_code_stays_to_be_compared(bekal: Bekal) -> None:
    assert not await deleted(bekal, bekal.chat(), "ABCD-EFGH-JKM2")


@pytest.mark.parametrize("way_out", [(), ("hapus data", "[Ya, hapus]"), ("bukan saya", "ya")])
@pytest.mark.parametrize("minutes", [0, 60])
async def test_a_lent_phone_does_not_become_the_borrowers_own(
    bekal: Bekal, way_out: tuple[str, ...], minutes: int
) -> None:
    await bekal.participant()
    lent, code = bekal.chat("6666"), await bekal.code()
    await lent.opens(code, "pinjaman")
    for said in way_out:
        await (lent.presses(said.strip("[]")) if said.startswith("[") else lent.says(said))
    bekal.clock.move(minutes=minutes)
    answer = await lent.opens(code, "ini HP saya" if not minutes else "HP saya")
    assert "sebagai HP pinjaman" in answer
    bekal.clock.move(minutes=31)
    assert not await is_linked(bekal, lent)
    await bekal.chat("1001").opens(code, "HP saya")
    assert await is_linked(bekal, bekal.chat("1001"))


async def test_a_lent_phone_is_not_taken_over_once_its_chat_was_forgotten(bekal: Bekal) -> None:
    await bekal.participant()
    lent, code = bekal.chat("6666"), await bekal.code()
    await lent.opens(code, "pinjaman")
    await bekal.store.write(
        lambda tx: leaving.delete_chat(
            tx, contacts.at(tx, "telegram", "6666", bekal.clock.now()), bekal.clock.now()
        )
    )
    assert "sebagai HP pinjaman" in await lent.opens(code, "HP saya")


async def test_a_new_code_makes_a_phone_his_own_that_was_borrowed(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1001")
    await chat.opens(await bekal.code(), "pinjaman")
    await chat.opens(await bekal.code(), "HP saya")
    bekal.clock.move(minutes=31)
    assert await is_linked(bekal, chat)
