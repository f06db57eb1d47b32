"""Fear, shame, emergencies: an honest answer, and a person for whoever wants one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dialogue import Bekal
from office_talk import office, told_office

from programme.certificates import Step
from programme.discretion import find_forbidden
from understanding import Concern, parse
from understanding.concerns import read_concern

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
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


CONCERNS = Path(__file__).parents[1] / "understanding" / "concerns.txt"
UNRECORDED = {Concern.NOT_RECORDED, Concern.PARTLY_RECORDED}


def _collected() -> list[tuple[str, str]]:
    """Section → text, of the collection of concerns."""
    found, section = [], ""
    for line in CONCERNS.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((section, line))
    return found


def test_the_collection_of_concerns_is_read() -> None:
    texts = _collected()
    wrong = [
        text
        for section, text in texts
        if (_kind(read_concern(text)) or "none") != section
        and not (section == "danger" and parse(text, NOW).is_despairing)
    ]
    assert len(wrong) <= len(texts) * 0.05, wrong


def _kind(concern: Concern | None) -> str | None:
    return "not_recorded" if concern in UNRECORDED else concern


def test_clear_questions_of_the_collection_stay_questions() -> None:
    """What is answered beside a concern (`PARTLY_RECORDED`) is lost to nobody."""
    taken = [
        text
        for text in map(_text, QUESTIONS.read_text().splitlines())
        if parse(text, NOW).is_clear and read_concern(text, is_clear=True) in WORRIES
    ]
    assert len(taken) < 30, taken


def _text(line: str) -> str:
    return str(json.loads(line)["text"])


WORRIES = set(Concern) - UNRECORDED - {Concern.CALLBACK, Concern.MACHINE, Concern.PHONE_LOST}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("tonggoku nek takon ojo dijawab yo mas", "tidak dijawab"),
        ("adik saya suka pegang hp ini, nanti kebaca dong", "PIN"),
        ("kalau qr nya dipindai bos, keluar apa aja", "Di situ tidak tertulis"),
        ("konco lawas ngajak kerjaan gak bener maneh", "tidak perlu memutuskan sendirian"),
        ("rasane pengen ngilang wae", "119"),
        ("kanca sekelas padha ngomongin aku", "Banyak yang merasa begitu"),
        ("ora iso moco aku, kedawan", "Telepon saja"),
        ("mbok aku telponen ae", "minta petugas menghubungi"),
        ("muter2 jawabanmu, ngawur", "kurang membantu"),
        ("nilai minimal kelulusan pira", "tidak tercatat pada saya"),
        ("ke sana naik bis apa ya", "Selebihnya tidak tercatat"),
        ("jenengku neng sertifikat kleru", "dibetulkan oleh kantor"),
        ("njaluk surat keterangan gawe nglamar", "Bukti bisa dibuat"),
        ("datane didol ora mas", "• Disimpan:"),
    ],
)
async def test_worries_in_other_words(bekal: Bekal, said: str, heard: str) -> None:
    await office(bekal)
    await bekal.participant()
    chat = bekal.chat("1001")
    await chat.opens(await bekal.code(), "HP saya")
    assert heard in await chat.says(said)


async def test_what_no_list_has_goes_to_the_office_on_yes(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.says("kalau terlambat satu jam disuruh pulang gak")
    await chat.says("ya")
    bekal.clock.move(minutes=1)
    assert all("terlambat satu jam" in each.text for each in await told_office(bekal))


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
