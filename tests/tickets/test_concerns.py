"""Fear, shame, emergencies: an honest answer, and a person for whoever wants one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dialogue import Bekal
from office_talk import office, told_office

from programme.certificates import Step
from programme.discretion import find_forbidden
from understanding import Concern
from understanding.concerns import read_concern

QUESTIONS = Path(__file__).parents[1] / "understanding" / "questions.jsonl"


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("saya takut", Concern.FEAR),
        ("aku wedi pak", Concern.FEAR),
        ("saya malu ketemu orang", Concern.FEAR),
        ("saya gagal ya", Concern.FAILURE),
        ("aku ra lulus yo pak", Concern.FAILURE),
        ("berarti saya tidak lulus ya", Concern.FAILURE),
        ("apa orang lain tahu saya ikut pelatihan ini?", Concern.WHO_KNOWS),
        ("tetangga tau gak kalo saya ikut ini", Concern.WHO_KNOWS),
        ("tonggoku weruh gak aku melu pelatihan", Concern.WHO_KNOWS),
        ("istri saya dikasih tau ga", Concern.WHO_KNOWS),
        ("iki rahasia ta pak", Concern.WHO_KNOWS),
        ("saya takut ketahuan", Concern.WHO_KNOWS),
        ("hp saya hilang!", Concern.PHONE_LOST),
        ("hape ku ilang pak", Concern.PHONE_LOST),
        ("hpku dicolong wong", Concern.PHONE_LOST),
        ("kecopetan hp", Concern.PHONE_LOST),
        ("saya mau pasang pin", Concern.PIN),
        ("gimana cara pasang pin", Concern.PIN),
        ("mau kunci chat ini", Concern.PIN),
        ("ini robot atau orang?", Concern.MACHINE),
        ("iki wong opo mesin", Concern.MACHINE),
        ("kamu bot ya", Concern.MACHINE),
        ("sertifikat saya hilang", None),
        ("saya gagal login", None),
        ("ada yang tahu jam kelas las?", None),
        ("kelas las besok jam berapa", None),
        ("ban motor bocor", None),
        ("saya tidak tahu jadwal kelas", None),
    ],
)
def test_is_read(text: str, concern: Concern | None) -> None:
    assert read_concern(text) is concern


def test_what_people_asked_otherwise_is_no_concern() -> None:
    """Clear questions of the collection stay questions."""
    taken = [
        text
        for line in QUESTIONS.read_text().splitlines()
        if (text := json.loads(line)["text"])
        and read_concern(text) in (Concern.FAILURE, Concern.PIN)
    ]
    assert not taken


@pytest.mark.parametrize("yes", ["ya", "iya tolong", "nggih monggo pak", "boleh", "mau dong", "y"])
@pytest.mark.parametrize("worry", ["saya takut", "saya mau mati saja"])
async def test_yes_to_an_offered_person_calls_one(bekal: Bekal, worry: str, yes: str) -> None:
    await office(bekal)
    asker = bekal.chat("1099")
    await asker.says(worry)
    assert "sudah saya minta menghubungi" in await asker.says(yes)
    bekal.clock.move(minutes=1)
    assert [worry in each.text for each in await told_office(bekal)] == [True, True]


@pytest.mark.parametrize("no", ["tidak usah", "gak usah pak", "mboten", "nanti saja", "tidak"])
async def test_no_to_an_offered_person_changes_nothing(bekal: Bekal, no: str) -> None:
    await office(bekal)
    asker = bekal.chat("1099")
    await asker.says("aku wedi")
    assert "Saya di sini" in await asker.says(no)
    bekal.clock.move(minutes=1)
    assert await told_office(bekal) == []


async def test_yes_is_no_answer_to_an_offer_that_is_past(bekal: Bekal) -> None:
    await office(bekal)
    asker = bekal.chat("1099")
    await asker.says("saya takut")
    await asker.says("kapan kelas las")
    assert "menghubungi" not in await asker.says("ya")


async def test_who_fears_to_have_failed_hears_how_it_stands(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(), Step.PLENARY)
    chat = await bekal.linked("1001")
    answer = await chat.says("saya gagal ya")
    assert "asesmen ulang" in answer
    assert "pleno" in answer.lower()


async def test_a_lost_phone_a_pin_who_knows_and_what_answers(bekal: Bekal) -> None:
    await bekal.participant()
    chat, stranger = await bekal.linked("1001"), bekal.chat("1099")
    for each in (chat, stranger):
        for text, said in (
            ("hp saya hilang!", "prihatin"),
            ("apa orang lain tahu saya ikut pelatihan ini?", "Tidak dari saya"),
            ("ini robot atau orang?", "program komputer"),
        ):
            answer = await each.says(text)
            assert said in answer
            assert find_forbidden(answer) is None
    await chat.says("saya mau pasang pin")
    await chat.presses("Pasang PIN")
    assert "PIN terpasang" in await chat.says("4826")


async def test_words_to_the_office_stay_words_to_the_office(bekal: Bekal) -> None:
    await office(bekal)
    asker = bekal.chat("1099")
    await asker.presses("ask")
    assert "sudah diteruskan ke petugas" in await asker.says("hp saya hilang, nomor saya ganti ya")
