"""An order about a part of the reminders does exactly that, says what stays on, and is undone."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.people import Topic
from services.people import muting
from store import contacts
from store.connection import Tx

ALL = {("Nanda", "schedule"), ("Nanda", "certificate"), ("Karno", "schedule"),
       ("Karno", "certificate")}  # fmt: skip


@pytest.fixture
async def mother(bekal: Bekal) -> Chat:
    await bekal.participant("LMG-2026-031", "Nanda Pratama")
    await bekal.participant("LMG-2026-032", "Karno Pratama", "1992-01-02", "meubeler")
    topics = (Topic.SCHEDULE, Topic.CERTIFICATE)
    chat = await bekal.linked("1001", "LMG-2026-031", *topics)
    await chat.opens(await bekal.code("LMG-2026-032", *topics), "HP saya")
    await chat.says("batal")
    return chat


async def told(bekal: Bekal) -> set[tuple[str, str]]:
    """Of whom the chat is told what by itself."""

    def work(tx: Tx) -> set[tuple[str, str]]:
        contact = contacts.at(tx, "telegram", "1001", bekal.clock.now())
        links = muting.links(tx, contact, bekal.clock.now())
        return {
            (link.label, str(topic))
            for link in links
            for topic, is_wanted in muting.switches(link).items()
            if contact.reminders and is_wanted
        }

    return await bekal.store.read(work)


def only(*names: str) -> set[tuple[str, str]]:
    return {each for each in ALL if each[0] in names or each[1] in names}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("matikan pengingat tapi tetap dapat info sertifikat", only("certificate")),
        ("cuma mau kabar sertifikatnya aja, pengingat kelas gak usah", only("certificate")),
        ("matikan semua kecuali sertifikat", only("certificate")),
        ("pengingat kelas saja yang mati", only("certificate")),
        ("jangan kirim pengingat kelas lagi, info sertifikat saja", only("certificate")),
        ("matikan kabar sertifikat", only("schedule")),
        ("pengingat sertifikat jangan dikirim lagi", only("schedule")),
        ("stop info sertifikat", only("schedule")),
        ("matikan pengingat nanda saja", only("Karno")),
        ("matikan pengingat untuk karno, nanda tetap", only("Nanda")),
        ("jangan ingatkan karno lagi", only("Nanda")),
        ("matikan pengingat semua kecuali nanda", only("Nanda")),
        ("matikan pengingat kelas nanda", ALL - {("Nanda", "schedule")}),
        ("pengingat joko tolong dimatikan", ALL),
        ("pengingat nanda mati", ALL),
        ("kenapa pengingat nanda mati", ALL),
        ("saya sudah matikan pengingat nanda tapi masih dapat", ALL),
        ("siapa yang matikan pengingat nanda", ALL),
        ("apa pengingat nanda bisa dimatikan", ALL),
        ("saya gak dapat pengingat kemarin", ALL),
        ("pengingatnya telat", ALL),
        ("jangan matikan pengingat karno", ALL),
        ("jangan lupa ingatkan saya kelas besok", ALL),
        ("matikan pengingat", set()),
    ],
)  # fmt: skip
async def test_exactly_that_is_off(
    bekal: Bekal, mother: Chat, said: str, left: set[tuple[str, str]]
) -> None:
    await mother.says(said)
    assert await told(bekal) == left


async def test_it_is_confirmed_and_undone(bekal: Bekal, mother: Chat) -> None:
    await mother.talks(("matikan kabar sertifikat karno", "Mati: kabar sertifikat Karno\n"))
    before = await told(bekal)
    answer = await mother.says("matikan pengingat tapi tetap dapat info sertifikat")
    assert "Mati: pengingat kelas Nanda, pengingat kelas Karno, kabar sertifikat Karno" in answer
    assert "Menyala: kabar sertifikat Nanda" in answer
    assert "1. Batalkan" in [each.label for each in mother.buttons]
    await mother.talks(("[Batalkan]", "seperti semula"))
    assert await told(bekal) == before
    assert "Memang sudah begitu" in await mother.says("matikan kabar sertifikat karno")


async def test_a_part_is_turned_on_where_all_was_off(bekal: Bekal, mother: Chat) -> None:
    await mother.says("stop")
    await mother.talks(("nyalakan pengingat kelas nanda saja", "Menyala: pengingat kelas Nanda"))
    assert await told(bekal) == {("Nanda", "schedule")}
    await mother.talks(("[Batalkan]", "seperti semula"))
    assert await told(bekal) == set()
    await mother.says("nyalakan pengingat")
    assert await told(bekal) == ALL


async def test_beside_another_question_both_are_done(bekal: Bekal, mother: Chat) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await mother.says("jadwal nanda besok jam berapa? terus matikan pengingat karno")
    assert "Bengkel Las" in answer
    assert await told(bekal) == only("Nanda")


async def test_whose_name_is_not_known_is_asked(mother: Chat) -> None:
    await mother.talks(("matikan pengingat joko saja", "tidak saya kenal"), ("[Kabar Nanda]", ""))


async def test_a_locked_chat_tells_nothing(bekal: Bekal, mother: Chat) -> None:
    await mother.talks(("[pin:set]", "PIN"), ("482913", ""), ("482913", ""))
    bekal.clock.move(hours=2)
    for said in ("matikan pengingat nanda saja", "saya gak dapat pengingat"):
        assert "Nanda" not in await mother.says(said)
    assert await told(bekal) == ALL
