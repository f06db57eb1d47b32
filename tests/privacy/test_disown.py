"""“Bukan saya” ends all links of a chat, once that is confirmed, and can be undone for a day."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import ask, office, reply, told, told_office
from pushes import Delivered

from programme.people import Link, Role, Topic
from services.privacy import leaving
from store import contacts, people
from understanding import is_disowning


@pytest.mark.parametrize(
    "text",
    ["bukan saya", "Bukan saya pak", "salah orang", "salah nomor kak", "bkn sy", "wrong number",
     "maaf salah sambung", "ini bukan nomor saya", "dudu aku", "SALAH ORANG!!",
     "itu bukan saya", "nomor ini bukan Budi lagi", "saya bukan ibunya", "aku dudu ibune",
     "ini bukan nomor pak budi lagi", "nomor ini sudah ganti orang", "no ini bukan punya budi",
     "bukan saya, salah nomor", "salah nomor pak, bukan saya", "pak maaf ini salah orang"],
)  # fmt: skip
def test_is_understood(text: str) -> None:
    assert is_disowning(text)


@pytest.mark.parametrize(
    "text",
    ["bukan saya yang mau tanya, tapi anak saya kapan jadwalnya", "bukan jadwal, sertifikat",
     "salah satu kelas las kapan", "saya bukan peserta", "jadwal saya salah", "bukan",
     "saya bukan ibu rumah tangga", "ini bukan nomor sertifikat saya", "ini bukan jadwal saya",
     "no hp saya ganti", "nomor sertifikat saya salah"],
)  # fmt: skip
def test_is_not_mistaken(text: str) -> None:
    assert not is_disowning(text)


async def test_whoever_is_linked_is_asked_first(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    linked = await bekal.linked("1001")
    await linked.talks(
        ("bukan saya", "Apakah chat ini bukan milik"),
        ("tidak", ""),
        ("jadwal besok", "Bengkel Las"),
        ("nomor ini bukan budi lagi", "Apakah chat ini bukan milik"),
        ("ya", "Terima kasih sudah memberi tahu"),
    )
    assert "Bengkel Las" not in await linked.says("jadwal besok")


async def test_whoever_is_not_linked_is_thanked(bekal: Bekal) -> None:
    stranger = bekal.chat("1009")
    thanks = await stranger.says("salah orang")
    assert "Terima kasih sudah memberi tahu" in thanks
    assert "dibatalkan" not in thanks
    assert stranger.buttons == []
    assert thanks == await stranger.confirms("disown:yes")


async def mother_of_two(bekal: Bekal) -> Chat:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Karno Santoso", "1992-01-02")
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.opens(await bekal.code("LMG-2026-032", Topic.SCHEDULE), "HP saya")
    return mother


async def links(bekal: Bekal, participant: str) -> list[Link]:
    return await bekal.store.read(
        lambda tx: contacts.links_to(tx, people.by_number(tx, participant).id)  # type: ignore[union-attr]
    )


async def test_it_can_be_undone_for_a_day_with_all_that_was_there(bekal: Bekal) -> None:
    mother = await mother_of_two(bekal)
    before = [await links(bekal, f"LMG-2026-03{each}") for each in (1, 2)]
    await mother.talks(("bukan saya", "Apakah"), ("[Ya, putuskan]", "Terima kasih"))
    assert [await links(bekal, f"LMG-2026-03{each}") for each in (1, 2)] == [[], []]
    assert "Pengingat untuk" not in await mother.says("pengingat")
    bekal.clock.move(hours=20)
    await mother.talks(("[disown:undo]", "Semuanya seperti semula"))
    assert [await links(bekal, f"LMG-2026-03{each}") for each in (1, 2)] == before


async def test_after_a_day_it_is_gone_for_good(bekal: Bekal) -> None:
    mother = await mother_of_two(bekal)
    await mother.talks(("bukan saya", "Apakah"), ("[Ya, putuskan]", "Terima kasih"))
    bekal.clock.move(hours=25)
    await bekal.store.write(lambda tx: leaving.forget_disowned(tx, bekal.clock.now()))
    await mother.talks(("[disown:undo]", "tidak bisa"))
    assert await links(bekal, "LMG-2026-031") == []


async def test_who_was_linked_anew_stays_linked(bekal: Bekal) -> None:
    await bekal.participant()
    budi = await bekal.linked("1001")
    await budi.talks(("bukan saya", "Apakah"), ("[Ya, putuskan]", "Terima kasih"))
    await budi.opens(await bekal.code(), "HP saya")
    await budi.talks(("[disown:undo]", "tidak bisa"))
    assert len(await links(bekal, "LMG-2026-031")) == 1


async def test_a_role_ends_and_comes_back(bekal: Bekal) -> None:
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.talks(("bukan saya", "Apakah"), ("[Ya, putuskan]", "Terima kasih"))
    assert "Cari" not in " ".join(each.label for each in staff.buttons)
    await staff.presses("disown:undo")
    await staff.talks(("[people]", "Siapa?"))


async def asked_by_the_office(bekal: Bekal) -> tuple[Chat, Chat, Delivered]:
    rina, _ = await office(bekal)
    mother = await mother_of_two(bekal)
    (question, _) = await ask(bekal, mother, "Kapan anak saya daftar ulang?")
    await reply(rina, question, "Apakah Ibu yang menelepon kantor kemarin?")
    await told(bekal, mother)
    return mother, rina, question


@pytest.mark.parametrize("said", ["bukan saya", "bukan saya bu", "itu bukan saya", "dudu aku"])
@pytest.mark.parametrize("hours", [0.1, 5])
async def test_an_answer_to_the_office_reaches_the_office(
    bekal: Bekal, said: str, hours: float
) -> None:
    mother, _, _ = await asked_by_the_office(bekal)
    bekal.clock.move(hours=hours)
    await mother.talks((said, "ditambahkan"))
    assert "Chat ini bukan milik saya" in [each.label[3:] for each in mother.buttons]
    bekal.clock.move(minutes=1)
    assert said in (await told_office(bekal))[0].text
    assert len(await links(bekal, "LMG-2026-031")) == 1


async def test_a_new_request_after_the_offices_answer_is_the_bots(bekal: Bekal) -> None:
    mother, _, _ = await asked_by_the_office(bekal)
    for said in ("sertifikat saya", "jadwal saya", "alamat kantor"):
        assert "ditambahkan" not in await mother.says(said)


async def test_who_searches_and_found_somebody_else_keeps_his_role(bekal: Bekal) -> None:
    await bekal.participant()
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.talks(
        ("[people]", "Siapa?"),
        ("salah orang", "Tidak ada yang cocok"),
        ("budi", "Budi Santoso"),
    )


async def test_words_of_despair_get_a_kind_answer_with_a_number_to_call(bekal: Bekal) -> None:
    assert "119" in await bekal.chat().says("hidup saya tidak ada artinya lagi")
