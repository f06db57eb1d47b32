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


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("apa ada yang minta datanya dihapus", "hapus"),
        ("ada yg minta disambungkan ga", "tautan"),
        ("sistemnya sehat kan", "Kesehatan sistem"),
        ("instruktur baru minta kode dong", "Yang bertugas"),
        ("yg sudah siap diambil siapa saja", "siap"),
        ("rekapan kelas las bulan ini", "belum ada jadwal"),
        ("budi tolong dibikinin kode", "Yang mana orangnya"),
        ("nomor hpnya budi berapa", "Budi Santoso"),
    ],
)
async def test_tasks_in_words_that_no_button_has(bekal: Bekal, said: str, heard: str) -> None:
    await bekal.participant()
    clerk = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    for chat_says in (said, said.upper()):
        answer = await clerk.says(chat_says)
        assert heard.casefold() in answer.casefold(), answer
    assert "Tidak bisa dikembalikan" not in answer
