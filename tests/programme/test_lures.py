"""Links, numbers and sums of money in what somebody writes to many."""

from __future__ import annotations

import pytest

from programme.lures import Lure, lures_in


@pytest.mark.parametrize(
    "text",
    [
        "Besok bawa helm dan sarung tangan ya",
        "kelas besok jam 10.00-12.00 di Bengkel 3",
        "tanggal 24-11-2026 pukul 08.00 s/d 11.30",
        "24/11/2026",
        "Diganti Senin.Bawa KTP asli",
        "Peserta 12 orang, ruang 101, lantai 2",
        "listrik padam, mesin diperbaiki dua hari",
        "bawa dua pensil dan satu penggaris",
        "Uang lelah tidak ada. Jam 8 mulai",
        "semua kumpul di depan kantor, pak RT. id card dibawa",
    ],
)
def test_what_is_said_of_a_class_is_no_lure(text: str) -> None:
    assert lures_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "daftar di https://contoh.id/x",
        "buka WWW.contoh.web",
        "isi bit.ly/abc",
        "klik contoh . com",
        "klik contoh titik com ya",
        "klik contoh(dot)net",
        "gabung t.me/grup",
        "hubungi @admin_pelatihan",
        "kirim ke budi@contoh.id",
        "ｈｔｔｐｓ://contoh.id",
        "wa\u200b.me/62",
        "materi.rahasia/unduh",
    ],
)
def test_links(text: str) -> None:
    assert Lure.LINK in lures_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "WA 0812-0000-5001",
        "WA 0812 0000 5001",
        "WA 08.12.00.00.50.01",
        "+62 812 0000 5001",
        "rek BRI 0012-01-000123-50-1",
        "rekening 1234567",
        "O8l2OOOO5OOl",
        "nol delapan satu dua nol nol nol nol lima nol nol satu",
        "kosong lapan, 8 1 2 0 0 0 0 5 0 0 1",
        "０８１２００００５００１",
        "0812\u200b0000\u200b5001",
        "jam 08.12 00.00 50.01",
    ],
)
def test_numbers(text: str) -> None:
    assert Lure.NUMBER in lures_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "bayar Rp50.000 ya",
        "bayar rp 50000",
        "uang seragam 50 ribu",
        "50rb saja",
        "bawa 50k",
        "seratus ribu per orang",
        "lima puluh ribu",
        "sejuta",
        "Rp. 75.000,-",
        "transfer 50",
        "iuran tiap orang 20",
        "seket ewu",
        "gocap",
        "$20",
        "2 juta",
    ],
)
def test_sums_of_money(text: str) -> None:
    assert Lure.MONEY in lures_in(text)
