"""Whoever is under 18 needs a guardian's consent: the office is told where it reads of him."""

from __future__ import annotations

from datetime import date

import pytest
from dialogue import Bekal
from importing_lists import PEOPLE
from list_uploads import ListOffice

from programme.people import Role, adult_on

ROW = "LMG-2026-0{0};Andi Wijaya{0};Babat;{1};;Las\n"


@pytest.mark.parametrize(
    ("born", "is_minor"), [("25-11-2008", True), ("24-11-2008", False), ("01-01-2012", True)]
)
async def test_preview_and_card_say_so(bekal: Bekal, born: str, is_minor: bool) -> None:
    office = ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))
    preview = await office.loads(PEOPLE + ROW.format(31, born))
    assert ("baris 2" in preview and "di bawah 18 tahun" in preview) is is_minor
    await office.chat.presses("Simpan")
    await office.chat.presses("people")
    card = await office.chat.says("LMG-2026-031")
    assert "Andi" in card
    assert ("perlu persetujuan orang tua atau wali" in card) is is_minor


async def test_the_card_says_until_when(bekal: Bekal) -> None:
    office = ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))
    await bekal.participant("LMG-2026-041", "Siti Aminah", "2010-03-07")
    await office.chat.presses("people")
    assert "sampai 7 Maret 2028" in await office.chat.says("LMG-2026-041")


def test_on_a_29th_of_february_one_comes_of_age_on_1_march() -> None:
    assert adult_on(date(2008, 2, 29)) == date(2026, 3, 1)
