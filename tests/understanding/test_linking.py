"""Who wants to be linked and has no code, and who wants something else."""

from __future__ import annotations

import pytest

from understanding import LinkWish, claims_kinship, read_link_wish


@pytest.mark.parametrize(
    "text",
    [
        "saya ibunya Budi, mau daftar",
        "Saya ibu dari Andi, tolong dikabari kalau sertifikatnya jadi",
        "aku bapake Andi, pengen dikabari",
        "kula ibuke Budi, badhe ndaftar",
        "sy istrinya pak Slamet mau nyambungkan hp",
        "saya selaku wali Budi mau gabung",
        "SAYA KAKAKNYA BUDI, MAU DAFTAR",
    ],
)
def test_says_whose_he_is(text: str) -> None:
    assert read_link_wish(text) is LinkWish.WITH_CLAIM
    assert claims_kinship(text)


def test_whose_he_is_stands_first() -> None:
    assert read_link_wish("ibune rudi hartono, njaluk kabar") is LinkWish.WITH_CLAIM


@pytest.mark.parametrize(
    "text",
    [
        "hubungkan chat ini",
        "mau dihubungkan",
        "tolong hp saya disambungkan",
        "saya belum punya kode",
        "gak dapat kode bu",
        "ora duwe kode",
        "minta kode dong",
        "kode hilang",
        "kodenya ketlisut",
        "lupa kode",
        "daftarkan nomor saya",
        "saya mau daftar sebagai keluarga",
        "ganti nomor, mau sambungkan lagi",
        "kode",
        "punya kode",
        "saya mau masukin kode",
        "saya dapat surat ada kodenya",
        "saya sudah dapat kode dari kantor",
    ],
)
def test_only_wants_to(text: str) -> None:
    assert read_link_wish(text) is LinkWish.BARE


@pytest.mark.parametrize(
    "text",
    [
        "mau daftar pelatihan",
        "cara daftarnya gimana bu",
        "saya ibunya budi, budi mau daftar kursus las",
        "saya ibunya budi mau tanya jadwal",
        "tolong sambungkan ke petugas",
        "bisa dihubungkan dengan kantor?",
        "mau hubungi kantor",
        "nomor petugas yang bisa dihubungi",
        "sertifikat saya hilang",
        "kode pos kantor berapa",
        "kode las",
        "ada kode qr di sertifikat",
        "ibunya budi mau tanya jadwal",
        "jadwal las besok",
        "daftar hadir",
        "terima kasih infonya",
        "",
        "saya ibunya Budi, mau daftar " * 20,
    ],
)
def test_other_matters(text: str) -> None:
    assert read_link_wish(text) is None
