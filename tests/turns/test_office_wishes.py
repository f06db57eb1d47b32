"""The office can write what it wants to do instead of pressing buttons."""

from __future__ import annotations

import pytest
from dialogue import Bekal

from programme.people import Role


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("cari budi", "Nomor peserta: LMG-2026-031"),
        ("tolong carikan peserta Budi Santoso", "Nomor peserta: LMG-2026-031"),
        ("cari jadwal las", "Pengelasan (2026)"),
        ("buat kode untuk budi", "Yang mana orangnya?"),
        ("bikin kode", "Siapa? Tulis nomor peserta"),
        ("kirim pesan ke semua peserta las", "Kirim pesan ke siapa?"),
        ("cara muat daftar", "Kirim berkasnya ke sini"),
        ("petugas", "Mau apa, Bapak/Ibu?"),
    ],
)
async def test_the_office_says_what_it_wants(bekal: Bekal, said: str, answered: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    office = await bekal.staff_chat("5001", "Rina", Role.STAFF)
    await office.talks((said, answered))
    for other in (await bekal.staff_chat("2001", "Wahyu"), bekal.chat("6666")):
        answer = await other.says(said)
        assert "LMG-2026-031" not in answer
        assert answered not in answer or said == "cari jadwal las"


async def test_who_was_looked_for_gets_the_code(bekal: Bekal) -> None:
    await bekal.participant()
    office = await bekal.staff_chat("5001", "Rina", Role.STAFF)
    await office.talks(
        ("buat kode untuk budi", "Yang mana"), ("[Budi]", "siapa yang akan memakai")
    )
