"""A question or a complaint about reminders shows how they are, and switches nothing."""

from __future__ import annotations

import pytest
from dialogue import Bekal

ASKED = (
    "pengingat saya nyala gak", "saya kok tidak dapat pengingat", "kok gak ada pengingat",
    "pengingat saya aktif apa tidak", "kenapa pengingat saya mati",
    "apakah pengingat sudah nyala?",
    "pengingatku urip ora", "kenapa saya gak diingatkan kemarin", "notifikasi masih aktif?",
)  # fmt: skip


@pytest.mark.parametrize("said", ASKED)
async def test_it_is_told_and_nothing_is_switched(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = await bekal.linked("1001")
    assert "Pengingat menyala" in await chat.says(said)
    assert "Matikan" in " ".join(each.label for each in chat.buttons)
    await chat.says("stop")
    assert "sedang dimatikan" in await chat.says(said)


@pytest.mark.parametrize("said", ["matikan pengingat", "bisa tolong matikan pengingat?", "stop"])
async def test_an_order_is_done(bekal: Bekal, said: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    assert "tidak ada lagi pesan otomatis" in await chat.says(said)
