"""Whoever asks the same again hears more, not the same."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat

from programme.certificates import Step


async def linked(bekal: Bekal) -> Chat:
    ident = await bekal.participant()
    await bekal.certificate(ident, Step.PLENARY, "")
    for day in ("25", "27", "30"):
        await bekal.session(f"2026-11-{day} 12:30")
    return await bekal.linked("1001")


@pytest.mark.parametrize(
    ("first", "again", "more"),
    [
        ("sertifikatku sudah jadi belum", "sertifikatku sudah jadi belum", "sejak Selasa, 24"),
        ("sertifikatku sudah jadi belum", "sertipku piye", "Belum perlu melakukan"),
        ("sertifikatku sudah jadi belum", "kapan?", "sejak Selasa, 24"),
        ("sertifikatku sudah jadi belum", "maksudnya apa?", "Belum perlu melakukan"),
        ("kelasku kapan", "kapan kelasku", "Setelah itu"),
        ("jadwalku", "kelasku kapan to", "27 November"),
        ("besok ada kelas?", "besok masuk gak", "30 November"),
        ("alamat kantor", "kantornya di mana", "Bukan itu maksudnya"),
    ],
)
async def test_asking_again_says_more(bekal: Bekal, first: str, again: str, more: str) -> None:
    chat = await linked(bekal)
    assert more not in await chat.says(first)
    assert more in await chat.says(again)


@pytest.mark.parametrize("between", ["siapa gurunya", "kalau jumat?", "alamat kantor"])
async def test_another_question_is_no_repetition(bekal: Bekal, between: str) -> None:
    chat = await linked(bekal)
    await chat.says("kelasku kapan")
    assert "Setelah itu" not in await chat.says(between)
    assert "Setelah itu" not in await chat.says("kelasku kapan")
