"""“Bukan saya” ends all links of a chat at once, and the answer reveals nothing."""

from __future__ import annotations

import pytest
from dialogue import Bekal

from programme.people import Role
from understanding import is_disowning


@pytest.mark.parametrize(
    "text",
    ["bukan saya", "Bukan saya pak", "salah orang", "salah nomor kak", "bkn sy", "wrong number",
     "maaf salah sambung", "ini bukan nomor saya", "dudu aku", "SALAH ORANG!!",
     "bukan saya, salah nomor", "salah nomor pak, bukan saya", "pak maaf ini salah orang"],
)  # fmt: skip
def test_is_understood(text: str) -> None:
    assert is_disowning(text)


@pytest.mark.parametrize(
    "text",
    ["bukan saya yang mau tanya, tapi anak saya kapan jadwalnya", "bukan jadwal, sertifikat",
     "salah satu kelas las kapan", "saya bukan peserta", "jadwal saya salah", "bukan",
     "no hp saya ganti", "nomor sertifikat saya salah"],
)  # fmt: skip
def test_is_not_mistaken(text: str) -> None:
    assert not is_disowning(text)


async def test_ends_all_links_and_reads_the_same_for_everybody(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    linked, stranger = await bekal.linked("1001"), bekal.chat("1009")
    assert "Bengkel Las" in await linked.says("jadwal besok")
    assert await linked.says("bukan saya") == await stranger.says("salah orang")
    assert "Bengkel Las" not in await linked.says("jadwal besok")


async def test_who_searches_and_found_somebody_else_keeps_his_role(bekal: Bekal) -> None:
    await bekal.participant()
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await staff.talks(
        ("[people]", "Siapa?"),
        ("salah orang", "Tidak ada yang cocok"),
        ("budi", "Budi Santoso"),
    )


async def test_words_of_despair_get_a_kind_answer_with_a_number_to_call(bekal: Bekal) -> None:
    assert "119" in await bekal.chat().says("hidup saya tidak ada artinya lagi")
