"""A participant says in his own words that he can't come, can after all, or comes late."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import office, told_office

from programme.people import Role
from store import attendance

NOTED = "dicatat: tidak bisa hadir"
ASKED = "Mau saya catat tidak bisa hadir"
TAKEN_BACK = "Kami tunggu di kelas"

WEDNESDAY, THURSDAY, NEXT_WEDNESDAY = 1, 2, 3


async def budi_with_three_classes(bekal: Bekal) -> Chat:
    """It is Tuesday; classes are tomorrow, on Thursday and on Wednesday week."""
    await bekal.participant()
    for start in ("2026-11-25 08:00", "2026-11-26 08:00", "2026-12-02 08:00"):
        await bekal.session(start)
    return await bekal.linked("1001")


async def absent(bekal: Bekal) -> list[int]:
    """The sessions that somebody can't come to."""
    found = []
    for ident in (WEDNESDAY, THURSDAY, NEXT_WEDNESDAY):
        said = await bekal.store.read(lambda tx, ident=ident: attendance.of_session(tx, ident))
        found += [ident for _, coming in said if not coming]
    return found


@pytest.mark.parametrize(
    ("said", "missed"),
    [
        ("bsk q g iso brngkt pak", [WEDNESDAY]),
        ("kamis saya izin, sepupu mantenan di tuban", [THURSDAY]),
        ("rabu dan kamis ijin dulu ya bu, ibu dioperasi", [WEDNESDAY, THURSDAY]),
        ("blm bs msk pak, msh meriang", [WEDNESDAY]),
        ("masuk angin pak", [WEDNESDAY]),
        ("rabu depan saya berhalangan", [NEXT_WEDNESDAY]),
        ("kamis aku ga masuk, rabu masuk", [THURSDAY]),
        ("sesuk ora mlebu pak, awakku panas", [WEDNESDAY]),
    ],
)
async def test_absence_is_noted_for_the_days_named(
    bekal: Bekal, said: str, missed: list[int]
) -> None:
    budi = await budi_with_three_classes(bekal)
    assert NOTED in await budi.says(said)
    assert await absent(bekal) == missed


async def test_a_day_without_a_class_is_said_and_the_other_noted(bekal: Bekal) -> None:
    budi = await budi_with_three_classes(bekal)
    answer = await budi.says("kamis sama sabtu aku ijin, ono hajatan")
    assert NOTED in answer
    assert "Tidak ada kelas Bapak/Ibu: Sabtu, 28 November 2026" in answer
    assert await absent(bekal) == [THURSDAY]


@pytest.mark.parametrize(
    "said",
    ["ga masuk", "besok ga bisa", "boleh ijin kamis?", "sakit gigi aku", "besok mudik pak",
     "adik saya ga bisa masuk kamis", "mending gak usah dateng deh"],
)  # fmt: skip
async def test_what_is_in_doubt_is_asked(bekal: Bekal, said: str) -> None:
    budi = await budi_with_three_classes(bekal)
    assert ASKED in await budi.says(said)
    assert await absent(bekal) == []
    await budi.talks(("tidak", "tidak ada yang dicatat"))
    assert await absent(bekal) == []
    await budi.says(said)
    await budi.talks(("ya", NOTED))
    assert len(await absent(bekal)) == 1


@pytest.mark.parametrize(
    "said",
    ["adikku juga gak bisa, aku sendiri rabu depan", "ibu ga bisa pak, saya aja besok",
     "besok saya gak sempat ke kantor", "istri sakit, yang ambil sertifikat adik saya ya",
     "notifnya kok ga masuk"],
)  # fmt: skip
async def test_talk_of_collecting_is_no_absence(bekal: Bekal, said: str) -> None:
    budi = await budi_with_three_classes(bekal)
    await budi.says("cara ambil sertifikat gimana")
    answer = await budi.says(said)
    assert NOTED not in answer
    assert await absent(bekal) == []


async def test_after_talk_of_the_office_he_is_asked_which_is_meant(bekal: Bekal) -> None:
    budi = await budi_with_three_classes(bekal)
    await budi.talks(("kantor di mana", "Jl. Contoh"), ("saya lagi sakit", ASKED))
    await budi.talks(("kantor di mana", "Jl. Contoh"), ("besok saya ga masuk", NOTED))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("wes waras pak, sesuk mlebu", [THURSDAY]),
        ("ga jd ijin kamis", [WEDNESDAY]),
        ("yg kamis ditarik aja", [WEDNESDAY]),
        ("kamis aku tetep hadir, jangan dianggap bolos", [WEDNESDAY]),
        ("eh jd brngkt", [WEDNESDAY]),
        ("batal ga msk", [WEDNESDAY]),
        ("aku udah sehat, bisa ikut", [WEDNESDAY]),
    ],
)
async def test_he_comes_after_all(bekal: Bekal, said: str, left: list[int]) -> None:
    budi = await budi_with_three_classes(bekal)
    await budi.talks(("besok saya ga masuk", NOTED))
    bekal.clock.move(minutes=5)
    await budi.talks(("kamis saya ijin, ada takziah", NOTED))
    bekal.clock.move(minutes=40)
    await budi.talks(("makasih", "Sama-sama"), (said, TAKEN_BACK))
    assert await absent(bekal) == left


async def test_without_an_absence_such_words_ask_for_the_schedule(bekal: Bekal) -> None:
    budi = await budi_with_three_classes(bekal)
    await budi.talks(("bsk masuk", "08.00"), ("rabu depan aku hadir lho", "dicatat: hadir"))
    assert await absent(bekal) == []


@pytest.mark.parametrize(
    "said",
    ["ijinku tercatat kapan aja", "kok saya dicatat ga masuk? saya ga bilang", "absenku berapa",
     "pak instruktur udah tau kan aku ijin", "cek izin saya dong"],
)  # fmt: skip
async def test_what_is_noted_is_told_and_can_be_taken_back(bekal: Bekal, said: str) -> None:
    budi = await budi_with_three_classes(bekal)
    await budi.talks(("rabu depan saya ga masuk, mudik", NOTED))
    answer = await budi.says(said)
    assert "Yang tercatat" in answer
    assert "Rabu, 2 Desember 2026" in answer
    await budi.talks(("batalkan", TAKEN_BACK))
    assert await absent(bekal) == []
    await budi.talks((said, "Tidak ada izin yang tercatat"))


@pytest.mark.parametrize(
    "said",
    ["bsk aku kayaknya telat setengah jam", "boleh terlambat ga pak besok", "kesiangan nih"],
)
async def test_lateness_can_be_passed_on(bekal: Bekal, said: str) -> None:
    await office(bekal)
    budi = await budi_with_three_classes(bekal)
    answer = await budi.says(said)
    assert "terlambat belum bisa saya catat" in answer
    assert "08.00" in answer
    await budi.talks(("ya", "sudah diteruskan"))
    bekal.clock.move(minutes=1)
    assert said in (await told_office(bekal))[0].text
    assert await absent(bekal) == []


async def test_staff_have_no_class_to_miss(bekal: Bekal) -> None:
    await bekal.session("2026-11-25 08:00")
    clerk = await bekal.staff_chat("2001", "Rina Ayu", Role.STAFF)
    assert "dicatat" not in await clerk.says("telat")


async def test_asking_what_is_noted_notes_nothing(bekal: Bekal) -> None:
    budi = await budi_with_three_classes(bekal)
    assert NOTED in await budi.says("kamis saya tidak bisa masuk, sakit")
    assert "Yang tercatat" in await budi.says("aku rabu tercatat ga hadir ndak")
    assert await absent(bekal) == [THURSDAY]
    assert TAKEN_BACK in await budi.says("eh ga jadi ding, wis mendingan kok, tetep masuk")
    assert await absent(bekal) == []


@pytest.mark.parametrize(
    "said",
    ["siapa yg ga masuk kamis", "kamis siapa yang izin", "sopo sing ora iso teka kamis"],
)
async def test_the_instructor_asks_who_cannot_come(bekal: Bekal, said: str) -> None:
    budi = await budi_with_three_classes(bekal)
    wahyu = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    assert "Belum ada yang bilang" in await wahyu.says(said)
    await budi.says("kamis saya tidak bisa masuk, sakit")
    assert "Budi Santoso" in await wahyu.says(said)
    assert "Belum ada yang bilang" in await wahyu.says(said.replace("kamis", "besok"))


@pytest.mark.parametrize("yes", ["y ctt", "iya dicatat aja", "g msuk", "ya tidak masuk pak"])
async def test_yes_to_noting_in_other_words(bekal: Bekal, yes: str) -> None:
    budi = await budi_with_three_classes(bekal)
    assert ASKED in await budi.says("rabu anak saya lahiran")
    assert NOTED in await budi.says(yes)
    assert await absent(bekal) == [WEDNESDAY]
