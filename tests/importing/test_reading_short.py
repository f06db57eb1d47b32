"""Abbreviations in lists: years, vowels and repeated words left out."""

from datetime import date

import pytest
from office_lists import found, read_rows

from programme.certificates import Step

SCHEDULE = ["Hari/Tanggal", "Jam", "Bidang", "Materi", "Tempat"]
PEOPLE = ["No. Peserta", "Nama", "Tgl Lahir", "HP", "Bidang"]


def days(reading):
    return [row.starts_at.date() for row in reading.rows]


@pytest.mark.parametrize("written", ["Selasa, 1 Desember", "1 Des", "1/12", "1-12", "Selasa 1.12"])
def test_the_title_gives_dates_their_year(written):
    reading = read_rows(
        ["JADWAL PELATIHAN BULAN DESEMBER 2026"],
        SCHEDULE,
        [written, "08.00-11.30", "Las", "Dasar", "Bengkel"],
    )
    assert days(reading) == [date(2026, 12, 1)]
    assert found(reading) == []


def test_the_sheet_gives_dates_their_year():
    rows = [SCHEDULE, ["1 Desember", "08.00-11.30", "Las", "Dasar", "Bengkel"]]
    assert days(read_rows(*rows, sheet="Jadwal 2026")) == [date(2026, 12, 1)]


@pytest.mark.parametrize("title", ["JADWAL PELATIHAN", "TAHUN AJARAN 2026/2027"])
def test_without_one_year_above_it_a_date_has_none(title):
    reading = read_rows([title], SCHEDULE, ["1 Desember", "08.00-11.30", "Las", "Dasar", "Aula"])
    assert found(reading) == [(3, "invalid_date")]


def test_the_year_above_is_not_taken_against_the_weekday():
    reading = read_rows(
        ["JADWAL 2025"], SCHEDULE, ["Selasa, 1 Desember", "08.00-11.30", "Las", "Dasar", "Aula"]
    )
    assert found(reading) == [(3, "invalid_date")]


def test_a_birth_date_without_a_year_stays_unreadable():
    reading = read_rows(
        ["PESERTA TAHUN 2026"], PEOPLE, ["LMG-2026-1", "Anto", "1 Desember", "", "Las"]
    )
    assert found(reading) == [(3, "invalid_date")]


def test_titles_without_vowels():
    reading = read_rows(
        ["Nmr Psrt", "Nm Lngkp", "Tgl Lhr", "HP", "Bdng"],
        ["LMG-2026-1", "Anto", "14/03/1990", "", "Las"],
    )
    assert found(reading) == []
    assert reading.rows[0].full_name == "Anto"


@pytest.mark.parametrize("mark", ['"', "''", "〃", "idem", "sda", "s.d.a.", "-sda-"])
def test_a_mark_for_the_same_as_above(mark):
    reading = read_rows(
        PEOPLE,
        ["LMG-2026-1", "Anto", "14/03/1990", "", "Las"],
        ["LMG-2026-2", "Bagus", "15/03/1990", "", mark],
        ["LMG-2026-3", "Citra", "16/03/1990", "", mark],
    )
    assert [row.skill for row in reading.rows] == ["pengelasan"] * 3
    assert found(reading) == []


def test_staff_for_all_skills():
    reading = read_rows(["Nama", "Jabatan", "Bidang"], ["Rina", "Instruktur", "Semua bidang"])
    assert reading.rows[0].skills == (
        "desain_interior", "konstruksi", "meubeler", "pengelasan",
    )  # fmt: skip


def test_a_class_for_all_skills_is_one_of_none():
    reading = read_rows(
        SCHEDULE, ["1 Desember 2026", "08.00-11.30", "Semua bidang", "Pembukaan", "Aula"]
    )
    assert found(reading) == [(2, "unknown_skill")]


@pytest.mark.parametrize(
    ("title", "written", "step"),
    [
        ("Hasil", "Menunggu pleno", Step.PLENARY),
        ("Hasil Uji Kompetensi", "BK", Step.NOT_YET_COMPETENT),
        ("Keterangan", "Siap diambil", Step.READY),
        ("Ket.", "Sudah diserahkan", Step.COLLECTED),
    ],
)
def test_a_status_under_another_title(title, written, step):
    reading = read_rows(
        ["No. Peserta", "Nama", "Bidang", "No. Sertifikat", title],
        ["LMG-2026-1", "Anto", "Las", "LAS 1 2026", written],
    )
    assert [row.status for row in reading.rows] == [step]
    assert found(reading) == []


def test_a_text_of_any_length_is_kept_short_enough_to_be_told():
    reading = read_rows(SCHEDULE, ["1 Desember 2026", "08.00-11.30", "Las", "x" * 5000, "Aula"])
    assert found(reading) == [(2, "text_too_long")]
    assert len(reading.rows[0].topic) == 300
