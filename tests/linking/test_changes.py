"""A participant reviews links, moves to another phone, and links expire."""

from __future__ import annotations

from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Topic
from services.classes import reminders
from store import contacts
from store.connection import Tx

REVIEW = "yang sudah terhubung untuk Bapak/Ibu"
LAPSED = "Sambungan keluarga berlaku 12 bulan"


async def held(bekal: Bekal, chat: Chat) -> list[str]:
    """For whom this chat is linked, as it calls them."""

    def work(tx: Tx) -> list[str]:
        now = bekal.clock.now()
        contact = contacts.at(tx, chat.channel, chat.address, now)
        return [link.label for link in contacts.links(tx, contact.id, now)]

    return await bekal.store.write(work)


async def family(bekal: Bekal, address: str, *topics: Topic) -> Chat:
    chat = await bekal.linked(address, "LMG-2026-031", *topics)
    await chat.presses("Lewati")
    return chat


async def reminded(bekal: Bekal) -> set[str]:
    """Who is reminded of tomorrow's class at 12.30."""
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    bekal.clock.move(minutes=2)
    return set(await pushed(bekal))


async def test_first_own_link_goes_through_the_family_one_by_one(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await family(bekal, "2001", Topic.SCHEDULE)
    brother = await family(bekal, "2002", Topic.SCHEDULE, Topic.CERTIFICATE)
    budi = bekal.chat("1001")
    await budi.says(f"/start {await bekal.code()}")
    await budi.talks(
        ("[HP saya]", "chat 1 dari 2"),
        ("[Tetap]", "chat 2 dari 2"),
        ("[Putuskan]", "Selesai."),
    )
    assert await held(bekal, mother) == ["Budi"]
    assert await held(bekal, brother) == []
    assert await pushed(bekal) == {}


async def test_review_tells_what_is_heard_and_not_by_whom(bekal: Bekal) -> None:
    await bekal.participant()
    await family(bekal, "2001", Topic.SCHEDULE, Topic.RESULT)
    budi = await bekal.linked("1001")
    assert REVIEW in budi.last.text
    assert "Mendapat kabar: Hasil, Jadwal kelas" in budi.last.text
    assert "Rabu, 24 November 2027" in budi.last.text
    assert "2001" not in budi.last.to_json()


async def test_ended_in_the_review_hears_nothing_and_is_not_told(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    mother = await family(bekal, "2001", Topic.SCHEDULE)
    budi = await bekal.linked("1001")
    await budi.presses("Putuskan")
    bekal.clock.set("2026-11-24 12:29")
    assert await reminded(bekal) == {"1001"}
    assert LAPSED not in await mother.says("jadwal besok")


async def test_without_family_nothing_is_reviewed(bekal: Bekal) -> None:
    await bekal.participant()
    budi = await bekal.linked("1001")
    assert "Selesai." in budi.last.text


async def test_a_borrowed_phone_reviews_nothing(bekal: Bekal) -> None:
    await bekal.participant()
    await family(bekal, "2001", Topic.SCHEDULE)
    chat = bekal.chat("6666")
    answer = await chat.opens(await bekal.code(), "pinjaman")
    assert REVIEW not in answer


async def test_forged_reviews_end_nothing(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await family(bekal, "2001", Topic.SCHEDULE)
    for chat in (bekal.chat("6666"), mother):
        for data in ("review:end:1", "review:keep:1", "review:", "review:end:x", "review"):
            assert REVIEW not in await chat.presses(data)
    borrowed = bekal.chat("7777")
    await borrowed.opens(await bekal.code(), "pinjaman")
    await borrowed.presses("review:end:1")
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    other = await bekal.linked("1002", "LMG-2026-032")
    await other.presses("review:end:1")
    assert await held(bekal, mother) == ["Budi"]


async def test_a_new_own_link_ends_the_one_on_the_old_phone(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    old = await bekal.linked("1001")
    new = await bekal.linked("1002")
    assert await held(bekal, old) == []
    assert await held(bekal, new) == ["Budi"]
    bekal.clock.set("2026-11-24 12:29")
    assert await reminded(bekal) == {"1002"}
    assert "Bengkel Las" not in await old.says("jadwal besok")


async def test_what_was_planned_for_the_old_phone_is_not_sent(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.linked("1001")
    bekal.clock.set("2026-11-24 12:29")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    await bekal.linked("1002")
    bekal.clock.move(minutes=2)
    assert "1001" not in await pushed(bekal)


async def test_a_borrowed_phone_ends_no_own_link(bekal: Bekal) -> None:
    await bekal.participant()
    own = await bekal.linked("1001")
    borrowed = bekal.chat("1002")
    await borrowed.opens(await bekal.code(), "pinjaman")
    assert await held(bekal, own) == ["Budi"]
    assert await held(bekal, borrowed) == ["Budi"]


async def test_a_new_own_link_ends_a_borrowed_one(bekal: Bekal) -> None:
    await bekal.participant()
    borrowed = bekal.chat("1002")
    await borrowed.opens(await bekal.code(), "pinjaman")
    await bekal.linked("1001")
    assert await held(bekal, borrowed) == []


async def test_family_links_stay_when_the_phone_changes(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await family(bekal, "2001", Topic.SCHEDULE)
    await bekal.linked("1001")
    await bekal.linked("1002")
    assert await held(bekal, mother) == ["Budi"]


async def test_another_participant_keeps_his_link(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    both = await bekal.linked("1001")
    await both.opens(await bekal.code("LMG-2026-032"), "HP saya")
    await bekal.linked("1002")
    assert await held(bekal, both) == ["Andi"]


async def test_family_is_told_kindly_that_its_year_is_over(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    mother = bekal.chat("2001")
    await mother.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    await mother.says("Mas")
    bekal.clock.move(days=366)
    await bekal.session("2027-11-26 12:30")
    schedule = await mother.says("jadwal besok")
    assert LAPSED in schedule
    assert "minta kepada Mas atau kantor" in schedule
    assert "Bengkel Las" not in schedule
    certificate = await mother.says("sertifikatnya sudah jadi?")
    assert LAPSED in certificate
    assert "siap diambil" not in certificate.lower()
    bekal.clock.set("2027-11-25 12:29")
    assert await reminded(bekal) == set()


async def test_a_new_code_renews_a_family_link_for_a_year(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await family(bekal, "2001", Topic.SCHEDULE)
    bekal.clock.move(days=366)
    await mother.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    await mother.presses("Lewati")
    assert await held(bekal, mother) == ["Budi"]
    assert LAPSED not in await mother.says("jadwal besok")


async def test_strangers_and_ended_links_hear_nothing_of_a_year(bekal: Bekal) -> None:
    await bekal.participant()
    ended = await family(bekal, "2001", Topic.SCHEDULE)
    budi = await bekal.linked("1001")
    await budi.presses("Putuskan")
    bekal.clock.move(days=366)
    answers = {await chat.says("jadwal besok") for chat in (bekal.chat("6666"), ended)}
    assert len(answers) == 1
    assert LAPSED not in answers.pop()


async def test_whoever_borrowed_a_phone_hears_nothing_of_a_year(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1002")
    await chat.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "pinjaman")
    bekal.clock.move(minutes=31)
    assert await held(bekal, chat) == []
    assert LAPSED not in await chat.says("jadwal besok")


async def brothers(bekal: Bekal) -> Chat:
    """One phone that is the own one of Budi and of Andi; of each a mother hears."""
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    await family(bekal, "2001", Topic.SCHEDULE)
    other = await bekal.linked("2002", "LMG-2026-032", *Topic)
    await other.presses("Lewati")
    chat = await bekal.linked("1001")
    await chat.presses("Tetap")
    return chat


async def test_brothers_who_share_a_phone_look_through_each_ones_family(bekal: Bekal) -> None:
    chat = await brothers(bekal)
    await chat.says(f"/start {await bekal.code('LMG-2026-032')}")
    await chat.talks(("[HP saya]", "Semua, juga hasil"), ("[Putuskan]", "Selesai."))


async def test_brothers_who_share_a_phone_say_whose_family_they_invite(bekal: Bekal) -> None:
    chat = await brothers(bekal)
    await chat.opens(await bekal.code("LMG-2026-032"), "HP saya")
    await chat.presses("Tetap")
    await chat.talks(
        ("/keluarga", "Keluarga siapa?"),
        ("[Andi]", "Chat yang terhubung: 1"),
        ("[Undang keluarga]", "Apa yang boleh"),
        ("[Jadwal saja]", "Berikan kode ini"),
    )
    code = chat.last.text.split("<b>")[1].split("</b>")[0]
    sister = bekal.chat("2003")
    await sister.opens(code, "HP saya")
    assert await held(bekal, sister) == ["Andi"]
    await chat.says("/keluarga")
    await chat.presses("Andi")
    await chat.talks(("[Putuskan]", "tidak bisa membaca"), ("[Ya, putuskan]", "diputus"))
    await chat.says("/keluarga")
    assert "Chat yang terhubung: 1" in await chat.presses("Andi")


async def test_a_family_code_in_his_own_chat_names_nobody_anew(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    chat = await bekal.linked("1001")
    await chat.opens(await bekal.code("LMG-2026-032", Topic.SCHEDULE), "HP saya")
    await chat.says("Dik")
    await chat.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    await chat.says("Mas")
    assert await held(bekal, chat) == ["Budi", "Dik"]
