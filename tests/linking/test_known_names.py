"""The names a chat knows are words to it, misspelt too; the one chosen stays meant."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step
from programme.people import Role, Topic

NANDA_CLASS, KARNO_CLASS = "08.00", "12.30"


async def mother_of_two(bekal: Bekal) -> Chat:
    """Nanda learns joinery, Karno welding; the nicknames are hers."""
    nanda = await bekal.participant("LMG-2026-041", "Ananda Putra", skill="meubeler")
    karno = await bekal.participant("LMG-2026-042", "Sukarno Wibowo")
    await bekal.certificate(nanda, Step.PLENARY, "", "meubeler")
    await bekal.certificate(karno, Step.READY)
    for day in ("25", "26"):
        await bekal.session(f"2026-11-{day} 08:00", "meubeler", place="Ruang Kayu")
        await bekal.session(f"2026-11-{day} 12:30")
    chat = bekal.chat()
    for number, nickname in (("LMG-2026-041", "Nanda"), ("LMG-2026-042", "Karno")):
        await chat.opens(await bekal.code(number, *Topic), "HP saya")
        await chat.says(nickname)
    return chat


@pytest.mark.parametrize(
    "said",
    [
        "sertifikat karno", "sertifikate karno wis dadi durung", "karno sertifnya gimana",
        "krno sertifikatnya sudah jadi blm", "sertifikat sukarno", "srtifikat karnoo",
        "sertif si karno", "sertifikat mas karno", "pak mau tanya sertifikatnya karno",
    ],
)  # fmt: skip
async def test_a_name_chooses_the_certificate(bekal: Bekal, said: str) -> None:
    answer = await (await mother_of_two(bekal)).says(said)
    assert "Karno" in answer
    assert "Nanda" not in answer


@pytest.mark.parametrize(
    "said",
    [
        "jadwal nanda dan karno besok", "nanda sama karno besok masuk jam berapa",
        "jadwal dua-duanya besok", "besok kedua anak saya masuk jam brp", "jadwal keduanya besok",
        "sesuk karno karo nanda mlebu jam piro", "jadwal semua anak saya besok",
    ],
)  # fmt: skip
async def test_several_are_told_in_one_answer(bekal: Bekal, said: str) -> None:
    answer = await (await mother_of_two(bekal)).says(said)
    assert all(each in answer for each in ("Nanda", NANDA_CLASS, "Karno", KARNO_CLASS))


@pytest.mark.parametrize(
    "other",
    ["kalau karno?", "yang satunya?", "sing sijine?", "karno", "yang satu lagi", "nek karno piye",
     "kalo yg satunya gmn bu", "trus krno?", "anak saya yang lain?", "bukan nanda, karno"],
)  # fmt: skip
async def test_the_other_is_asked_about_in_few_words(bekal: Bekal, other: str) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(("jadwal nanda besok", NANDA_CLASS), (other, KARNO_CLASS))
    await chat.talks(("sertifikat nanda", "Nanda"), (other, "Karno"))


async def test_the_one_chosen_stays_meant(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(
        ("sertifikat anakku", "Sertifikat siapa?"),
        ("[Karno]", "Karno"),
        ("jadwalnya besok", KARNO_CLASS),
        ("lusa?", KARNO_CLASS),
        ("alamat kantor", "Jl. Contoh"),
        ("kelasnya kapan", KARNO_CLASS),
        ("[Besok]", KARNO_CLASS),
        ("sertifikat", "Karno"),
        ("yang satunya?", "Nanda"),
        ("jadwal", NANDA_CLASS),
    )
    bekal.clock.move(hours=1)
    await chat.talks(("jadwal", "Jadwal siapa?"))


async def test_a_name_alone_offers_both_questions(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await chat.talks(("karno", "maksudnya"), ("[Sertifikat]", "Karno"), ("jadwal", KARNO_CLASS))


async def test_of_one_who_shares_no_classes_nothing_of_another_is_told(bekal: Bekal) -> None:
    chat = await mother_of_two(bekal)
    await bekal.participant("LMG-2026-043", "Slamet Riyadi", skill="konstruksi")
    hidden = await bekal.code("LMG-2026-043", Topic.CERTIFICATE)
    await chat.opens(hidden, "HP saya")
    await chat.says("Slamet")
    answer = await chat.says("jadwal slamet besok")
    assert NANDA_CLASS not in answer
    assert KARNO_CLASS not in answer
    assert "petugas" in answer.lower()


async def test_names_mean_nothing_to_a_stranger(bekal: Bekal) -> None:
    before = await bekal.chat("6666").says("sertifikat karno")
    await mother_of_two(bekal)
    assert await bekal.chat("6667").says("sertifikat karno") == before


@pytest.mark.parametrize(
    "said",
    [
        "sertifikat sumiran", "jadwal sumiran", "sertifikat sumirn gimana", "status pak sumiran",
        "sertifikate sumiran wis dadi durung", "sumiran", "sertifikat sumirann udah blm",
    ],
)  # fmt: skip
async def test_the_office_names_people_of_its_lists(bekal: Bekal, said: str) -> None:
    ident = await bekal.participant("LMG-2026-044", "Sumiran")
    await bekal.certificate(ident, Step.PLENARY, "")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    answer = await staff.says(said)
    assert "LMG-2026-044" in answer
    assert "Sertifikat" in str(staff.buttons)


async def test_two_of_a_name_are_both_offered_to_the_office(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-044", "Dedi Sumiran")
    await bekal.participant("LMG-2026-045", "Dedi Wibowo")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.talks(("sertifikat dedi", "Yang mana orangnya"), ("[Wibowo]", "LMG-2026-045"))


async def test_an_instructor_learns_of_nobody_by_name(bekal: Bekal) -> None:
    await bekal.participant("LMG-2026-044", "Sumiran")
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    assert "LMG-2026-044" not in await instructor.says("sertifikat sumiran")
