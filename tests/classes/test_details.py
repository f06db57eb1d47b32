"""Who teaches, how many classes are left, until when it runs: the question's own answer first."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat


async def linked(bekal: Bekal) -> Chat:
    await bekal.participant()
    for day in ("2026-11-25", "2026-11-27", "2026-12-04"):
        await bekal.session(f"{day} 12:30")
    return await bekal.linked("1001")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("siapa gurunya", "Pengajarnya: Wahyu Prasetyawan"),
        ("sopo sing mulang las", "Pengajarnya: Wahyu Prasetyawan"),
        ("siapa yang ngajar besok", "Pengajarnya: Wahyu Prasetyawan"),
        ("masih berapa kali lagi kelasnya", "Masih ada 3 kali kelas"),
        ("kelas tinggal brp kali lagi ya", "Masih ada 3 kali kelas"),
        ("kurang piro pertemuane las", "Masih ada 3 kali kelas"),
        ("pelatihannya sampai kapan", "Kelas yang tercatat berlangsung sampai Jumat, 4 Des"),
        ("latihannya selesai tanggal berapa", "Kelas yang tercatat berlangsung sampai Jumat"),
    ],
)
async def test_the_question_is_answered_first(bekal: Bekal, said: str, first: str) -> None:
    chat = await linked(bekal)
    assert (await chat.says(said)).startswith(first)
    await chat.says("sertifikatku gimana")
    assert (await chat.says(said)).startswith(first)


async def test_strangers_hear_no_names(bekal: Bekal) -> None:
    await linked(bekal)
    answer = await bekal.chat("6666").says("siapa gurunya las")
    assert "Wahyu" not in answer
    assert "Petugas bisa membantu" in answer


async def test_what_is_not_noted_is_said_to_be_so(bekal: Bekal) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    assert "Tidak ada kelas lagi yang tercatat" in await chat.says("siapa gurunya")
    assert "tidak tercatat" in await chat.says("biaya pelatihannya berapa")
