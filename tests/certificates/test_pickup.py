"""Whoever asks to collect a certificate hears first how it stands."""

from __future__ import annotations

import pytest
from dialogue import Bekal

from programme.certificates import Step
from programme.people import ALL_TOPICS

ASKED = (
    "kapan sertifikat bisa diambil", "boleh saya ambil besok?", "besok saya boleh datang ambil?",
    "mau ambil sertifikat", "ambil sertifikat bawa apa", "cara ambil sertifikat gimana",
    "sertifikatku iso dijupuk kapan", "bisa diwakilkan adik saya?", "sertifikat bs dambil bsk gak",
    "[pickup]", "ngambil sertifikat syaratnya apa",
)  # fmt: skip


async def ask(bekal: Bekal, step: Step | None, said: str) -> str:
    person = await bekal.participant()
    if step:
        await bekal.certificate(person, step)
    chat = await bekal.linked("1001")
    return await (chat.presses(said.strip("[]")) if said.startswith("[") else chat.says(said))


@pytest.mark.parametrize("said", ASKED)
async def test_what_is_not_ready_is_not_to_be_come_for(bekal: Bekal, said: str) -> None:
    answer = await ask(bekal, Step.PLENARY, said)
    assert "pleno" in answer.lower()
    assert "belum perlu datang" in answer
    assert "KTP asli" not in answer


@pytest.mark.parametrize("said", ASKED)
async def test_what_was_collected_says_on_what_day(bekal: Bekal, said: str) -> None:
    answer = await ask(bekal, Step.COLLECTED, said)
    assert "Sudah diambil, pada Selasa, 24 November 2026" in answer
    assert "KTP asli" not in answer


@pytest.mark.parametrize("said", ASKED)
async def test_what_is_ready_is_told_with_how(bekal: Bekal, said: str) -> None:
    assert "KTP asli" in await ask(bekal, Step.READY, said)


async def test_whoever_has_none_hears_that(bekal: Bekal) -> None:
    answer = await ask(bekal, None, "kapan sertifikat bisa diambil")
    assert "Belum ada sertifikat" in answer
    assert "KTP asli" not in answer


async def test_how_it_is_collected_can_be_read_before(bekal: Bekal) -> None:
    person = await bekal.participant()
    await bekal.certificate(person, Step.PRINTING)
    chat = await bekal.linked("1001")
    await chat.talks(("kapan bisa diambil", "dicetak"), ("[Cara", "KTP asli"))


async def test_of_two_each_is_told_how_it_stands(bekal: Bekal) -> None:
    budi = await bekal.participant()
    karno = await bekal.participant("LMG-2026-032", "Karno Santoso", "1992-01-02")
    await bekal.certificate(budi, Step.READY)
    await bekal.certificate(karno, Step.PLENARY, "LAS 9990 00188 2026")
    mother = await bekal.linked("1001", "LMG-2026-031", *ALL_TOPICS)
    await mother.opens(await bekal.code("LMG-2026-032", *ALL_TOPICS), "HP saya")
    both = await mother.says("kapan sertifikat bisa diambil")
    assert "pleno" in both.lower()
    assert "KTP asli" in both
    assert "KTP asli" not in await mother.says("sertifikat karno kapan bisa diambil")


async def test_a_stranger_is_asked_to_check_first(bekal: Bekal) -> None:
    chat = bekal.chat()
    assert "cek dulu" in await chat.says("cara ambil sertifikat")
    assert "Sudah jadi?" in " ".join(each.label for each in chat.buttons)
