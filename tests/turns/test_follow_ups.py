"""What stands by itself is answered by itself; what lacks something takes it from before."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step

CLASS, CERTIFICATE, OFFICE, COURSES = "12.30", "pleno", "Jl. Contoh", "Pelatihan yang ada"
CONSTRUCTION = "Konstruksi"

BEFORE = {
    "nothing": None,
    "a class": "jadwal las besok",
    "the certificate": "sertifikatku sudah jadi belum",
    "collecting": "cara ambil sertifikat",
    "the address": "alamat kantor di mana",
    "the courses": "ada kursus apa saja",
}
BY_ITSELF = [
    ("kelasku kapan", CLASS),
    ("besok masuk jam berapa", CLASS),
    ("kapan kelas las besok", CLASS),
    ("brp jam kelasnya besok", CLASS),
    ("sesuk mlebu jam piro", CLASS),
    ("bsk ada kls ga", CLASS),
    ("kapan kelas konstruksi minggu depan", CONSTRUCTION),
    ("sertifikat saya sudah jadi belum", CERTIFICATE),
    ("sertife kula pripun", CERTIFICATE),
    ("srtifikatnya gmn", CERTIFICATE),
    ("alamat kantor", OFFICE),
    ("kantore ndek endi", OFFICE),
    ("buka jam berapa", OFFICE),
    ("tutup jam berapa", OFFICE),
    ("bukak sampek jam piro", OFFICE),
    ("sampai jam berapa", "15.30"),
    ("sabtu buka gak", "Sabtu, 28 November 2026: tutup."),
    ("kantor sampai jam berapa", OFFICE),
    ("ada kursus apa saja", COURSES),
]


async def linked(bekal: Bekal) -> Chat:
    """A participant in welding, whose certificate is at the plenary."""
    ident = await bekal.participant()
    await bekal.certificate(ident, Step.PLENARY, "")
    await bekal.session("2026-11-25 12:30")
    await bekal.session("2026-11-26 09:00")
    await bekal.session("2026-12-01 08:00", "konstruksi")
    return await bekal.linked("1001")


@pytest.mark.parametrize("before", BEFORE)
async def test_a_complete_question_is_no_follow_up(bekal: Bekal, before: str) -> None:
    chat = await linked(bekal)
    for text, answered in BY_ITSELF:
        if asked := BEFORE[before]:
            await chat.says(asked)
        await chat.talks((text, answered))


@pytest.mark.parametrize(
    ("before", "text", "answered"),
    [
        ("a class", "kalau lusa?", "09.00"),
        ("a class", "nek emben?", "09.00"),
        ("a class", "jam berapa", CLASS),
        ("a class", "yang konstruksi kapan?", CONSTRUCTION),
        ("a class", "kelasnya jam berapa", CLASS),
        ("a class", "di mana?", "Bengkel Las"),
        ("a class", "sampai jam berapa", "16.00"),
        ("the address", "kalau jumat?", "Jumat, 27 November 2026: buka"),
        ("the address", "kalau sabtu?", "Sabtu, 28 November 2026: tutup."),
        ("the courses", "kapan?", CLASS),
        ("the certificate", "kapan?", CERTIFICATE),
    ],
)
async def test_what_lacks_something_takes_it_from_before(
    bekal: Bekal, before: str, text: str, answered: str
) -> None:
    chat = await linked(bekal)
    await chat.says(BEFORE[before] or "")
    await chat.talks((text, answered))


@pytest.mark.parametrize("said", ["17-08-1990", "17 agustus 1990", "tgl lahir 17-8-1990"])
async def test_a_birth_date_is_no_day_to_open(bekal: Bekal, said: str) -> None:
    chat = bekal.chat()
    await chat.says("alamat kantor")
    answer = await chat.says(said)
    assert "1990" not in answer
    assert "nomor peserta" in answer


@pytest.mark.parametrize(
    "said",
    [
        "eh gak jadi, jumat aja abis jumatan",
        "ya udah jumat wae lah",
        "mbakku repot e mas, dadi aku dewe wae jumat depan",
    ],
)
@pytest.mark.parametrize("before", ["the address", "collecting"])
async def test_another_day_for_the_office_is_no_class(
    bekal: Bekal, before: str, said: str
) -> None:
    chat = await linked(bekal)
    await chat.says(BEFORE[before] or "")
    answer = await chat.says(said)
    assert "Tidak ada kelas" not in answer
    assert OFFICE in answer or "belum perlu datang" in answer


async def test_yes_to_nothing_is_no_thanks(bekal: Bekal) -> None:
    chat = await linked(bekal)
    await chat.says("makasih")
    assert "Ada lagi" in await chat.says("iya")


async def test_what_is_needed_to_join_is_said_to_be_unknown(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    await chat.says("ada kursus apa aja")
    assert "tidak tercatat" in await chat.says("syaratnya opo wae")


@pytest.mark.parametrize(
    "said", ["wis batal wae", "udah batalin aja deh", "batal aja takut ganggu"]
)
async def test_cancelling_switches_no_reminders_off(bekal: Bekal, said: str) -> None:
    chat = await linked(bekal)
    assert "tidak ada lagi pesan otomatis" not in await chat.says(said)
    assert "menyala" in await chat.says("pengingat saya nyala gak")
