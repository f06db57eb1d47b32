"""Names that a chat knows: denied, chosen by the office, and said by an escort."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import office

from programme.people import Role, Topic
from store import attendance

DENIED = "Apakah chat ini bukan milik"


@pytest.mark.parametrize(
    "said",
    ["saya bukan Budi", "bukan budi", "aku dudu budi", "ini bukan budi", "bukan budi santoso pak"],
)
async def test_who_denies_to_be_the_one_who_is_linked_is_asked(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    budi = await bekal.linked("1001")
    await budi.talks((said, DENIED), ("tidak", ""), (said, DENIED), ("ya", "Terima kasih"))


@pytest.mark.parametrize(
    "said",
    ["saya bukan andi", "bukan budi yang kemarin datang", "apa ini bukan budi", "budi bukan?"],
)
async def test_other_names_and_questions_deny_nothing(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    assert DENIED not in await (await bekal.linked("1001")).says(said)


async def test_a_mother_who_names_her_son_denies_nothing(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.says("batal")
    assert DENIED not in await mother.says("saya bukan budi")


@pytest.fixture
async def rina(bekal: Bekal) -> Chat:
    await bekal.participant()
    await bekal.participant("LMG-2026-033", "Sumiran Hadi", "1980-01-01")
    return (await office(bekal))[0]


@pytest.mark.parametrize(
    "then", ["jadwalnya kapan", "kodenya", "nomornya berapa", "sertifikatnya"]
)
async def test_whom_the_office_chose_stays_meant(rina: Chat, then: str) -> None:
    await rina.talks(("sertifikat sumiran", "Sumiran Hadi"), ("alamat kantor", "Jl."))
    await rina.talks((then, "Sumiran Hadi"), ("sertifikat budi", "Budi Santoso"))
    await rina.talks((then, "Budi Santoso"))


async def test_without_a_choice_it_is_a_question_of_its_own(rina: Chat) -> None:
    assert "Sumiran" not in await rina.says("jadwalnya kapan")


@pytest.mark.parametrize("said", ["kode budi", "minta kode budi santoso", "kodenya budi"])
async def test_a_code_is_asked_for_by_the_name_alone(rina: Chat, said: str) -> None:
    await rina.says(said)
    assert "Budi Santoso – LMG" in " ".join(each.label for each in rina.buttons)


@pytest.mark.parametrize(
    "said",
    [
        "siapa lagi yang belum ditelepon",
        "call list",
        "daftar telepon",
        "yang belum ditelepon siapa",
    ],
)
async def test_the_call_list_is_asked_for(rina: Chat, said: str) -> None:
    await rina.talks((said, "ditelepon"))


@pytest.mark.parametrize("said", ["sesuk aku ora mulang", "besok saya tidak mulang"])
async def test_an_instructor_does_not_teach_in_javanese(bekal: Bekal, said: str) -> None:
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await chat.talks((said, "Kelas dibatalkan"))


@pytest.mark.parametrize(
    "said", ["pak sumiran sakit perut", "sumiran mules, gak masuk", "sumiran batuk, tidak ikut"]
)
async def test_an_escort_says_that_somebody_is_ill(bekal: Bekal, said: str) -> None:
    ident = await bekal.session("2026-11-25 12:30")
    await bekal.participant("LMG-2026-033", "Sumiran Hadi", "1980-01-01")
    escort = await bekal.staff_chat("2002", "Sari", Role.ESCORT)
    await escort.says(said)
    kept = await bekal.store.read(lambda tx: attendance.of_session(tx, ident))
    assert [each for _, each in kept] == [False]
