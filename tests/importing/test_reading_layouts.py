"""Layouts of other offices: titles, bands, merged cells, several sheets, signatures."""

# ruff: noqa: DTZ001  # a spreadsheet's moments have no zone

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from office_lists import found, hours, read, read_csv, read_rows, workbook

from services.importing.records import Kind

PERSON = ["LMG-2026-101", "Sulastri Ningsih", "14/03/1990", "0812-0000-5001", "Las"]


def people(reading):
    return [(row.reg_no, row.full_name) for row in reading.rows]


def test_titles_in_other_words_and_another_order():
    reading = read_rows(
        ["HP/WA", "Kejuruan", "NAMA PESERTA (sesuai KTP)", "Tgl. Lahir", "Nomor Induk Peserta"],
        ["0812-0000-5001", "Teknik Las", "Sulastri", "14-03-1990", "LMG-2026-101"],
    )
    (row,) = reading.rows
    assert (row.reg_no, row.full_name, row.skill) == ("LMG-2026-101", "Sulastri", "pengelasan")
    assert (row.birth_date, row.phones) == (date(1990, 3, 14), ("+6281200005001",))
    assert found(reading) == []


def test_misspelt_titles():
    reading = read_rows(
        ["Nomer Pserta", "Nama Lengkp", "Tangal Lahir", "No Telepn", "Kejuruaan"],
        PERSON,
    )
    assert people(reading) == [("LMG-2026-101", "Sulastri Ningsih")]
    assert found(reading) == []


def test_titles_written_together_or_with_underscores():
    reading = read_csv("NoPeserta,nama_lengkap,TglLahir,NoHP,bidang\n" + ",".join(PERSON) + "\n")
    assert people(reading) == [("LMG-2026-101", "Sulastri Ningsih")]
    assert reading.rows[0].phones == ("+6281200005001",)


def test_english_titles():
    reading = read_rows(
        ["Participant ID", "Full Name", "Birth Date", "Phone Number", "Skill"], PERSON
    )
    assert found(reading) == []
    assert people(reading) == [("LMG-2026-101", "Sulastri Ningsih")]


def test_titles_as_low_as_row_twenty():
    reading = read_rows(
        *[[f"Kop surat baris {line}"] for line in range(19)],
        ["No. Peserta", "Nama", "Tgl Lahir", "HP", "Bidang"],
        PERSON,
    )
    assert [row.row for row in reading.rows] == [21]


def test_titles_over_two_rows_with_merged_groups():
    reading = read_rows(
        ["No", "No. Peserta", "Nama", "Kelahiran", None, "Kontak", "Bidang"],
        [None, None, None, "Tempat", "Tanggal", None, None],
        [1, "LMG-2026-101", "Sulastri", "Tuban", "14/03/1990", "0812-0000-5001", "Las"],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2"],
    )
    (row,) = reading.rows
    assert (row.birth_place, row.birth_date) == ("Tuban", date(1990, 3, 14))
    assert found(reading) == []


def test_start_and_end_under_one_title():
    reading = read_rows(
        ["Hari", "Tanggal", "Waktu", None, "Kejuruan", "Materi", "Ruang", "Pengajar"],
        [None, None, "Mulai", "Selesai", None, None, None, None],
        [
            "Senin",
            datetime(2026, 11, 23),
            time(8),
            time(11, 30),
            "Las",
            "K3",
            "Bengkel",
            "Sukarji",
        ],
        [
            "Selasa",
            datetime(2026, 11, 24),
            "13.00",
            "s/d selesai",
            "Las",
            "K3",
            "Bengkel",
            "Sukarji",
        ],
    )
    assert hours(reading) == ["2026-11-23 08.00-11.30", "2026-11-24 13.00-"]
    assert found(reading) == [(4, "end_time_open")]


def test_certificate_titles_under_a_group():
    reading = read_rows(
        ["No", "Peserta", None, "Sertifikat", None, None, "Kejuruan"],
        [None, "Nomor", "Nama", "Nomor", "Tanggal Terbit", "Status", None],
        [1, "LMG-2026-101", "Sulastri", "CERT 01", "1 Des 2026", "Siap diambil", "Las"],
        merged=["B1:C1", "D1:F1"],
    )
    (row,) = reading.rows
    assert (row.reg_no, row.full_name, row.cert_no, row.status) == (
        "LMG-2026-101",
        "Sulastri",
        "CERT 01",
        "ready",
    )


def test_place_and_date_of_birth_in_one_column():
    reading = read_rows(
        ["NIS", "Nama", "TTL", "No. HP", "Bidang", "No. Peserta"],
        [1, "Sulastri", "Tuban, 14 Maret 1990", None, "Las", "LMG-2026-101"],
        [2, "Sugeng", "Lamongan, 31/02/1990", None, "Las", "LMG-2026-102"],
    )
    assert [(row.birth_place, row.birth_date) for row in reading.rows] == [
        ("Tuban", date(1990, 3, 14))
    ]
    assert [(one.row, one.code, one.value) for one in reading.problems] == [
        (3, "invalid_date", "Lamongan, 31/02/1990")
    ]


def test_one_merged_date_for_several_sessions():
    reading = read_rows(
        ["Hari/Tanggal", "Pukul", "Kejuruan", "Materi", "Tempat"],
        ["Senin, 23 November 2026", "08.00 - 11.30", "Las", "K3", "Bengkel"],
        [None, "13.00 - 15.30", "Mebel", "K3", "Bengkel"],
        ["Selasa, 24 November 2026", "08.00 - 11.30", "Las", "Elektroda", "Bengkel"],
        merged=["A2:A3"],
    )
    assert hours(reading) == [
        "2026-11-23 08.00-11.30",
        "2026-11-23 13.00-15.30",
        "2026-11-24 08.00-11.30",
    ]


def test_an_empty_date_that_is_not_merged_is_asked_for_not_guessed():
    reading = read_rows(
        ["Hari/Tanggal", "Pukul", "Kejuruan", "Materi"],
        ["Senin, 23 November 2026", "08.00 - 11.30", "Las", "K3"],
        [None, "13.00 - 15.30", "Mebel", "K3"],
    )
    assert hours(reading) == ["2026-11-23 08.00-11.30"]
    assert [(one.row, one.column, one.code) for one in reading.problems] == [
        (3, "Hari/Tanggal", "missing_value")
    ]


def test_a_merged_skill_for_a_group_of_people():
    reading = read_rows(
        ["Bidang", "No. Peserta", "Nama", "Tgl Lahir"],
        ["Las", "LMG-2026-101", "Sulastri", "14/03/1990"],
        [None, "LMG-2026-102", "Sugeng", "15/03/1990"],
        [None, "LMG-2026-103", "Suparman", "16/03/1990"],
        merged=["A2:A4"],
    )
    assert [row.skill for row in reading.rows] == ["pengelasan"] * 3


def test_bands_that_name_the_skill_of_the_rows_below():
    reading = read_rows(
        ["DAFTAR PESERTA 2026"],
        ["No. Peserta", "Nama", "Tgl Lahir"],
        ["KEJURUAN LAS"],
        ["LMG-2026-101", "Sulastri", "14/03/1990"],
        ["BIDANG: KONSTRUKSI"],
        ["LMG-2026-102", "Sugeng", "15/03/1990"],
        ["BIDANG: TATA BOGA"],
        ["LMG-2026-103", "Suparman", "16/03/1990"],
    )
    assert [row.skill for row in reading.rows] == ["pengelasan", "konstruksi"]
    assert [(one.row, one.code, one.value) for one in reading.problems] == [
        (8, "unknown_skill", "BIDANG: TATA BOGA")
    ]


def test_bands_that_name_the_day_of_the_sessions_below():
    reading = read_rows(
        ["Waktu", "Bidang", "Materi", "Ruangan"],
        ["Senin, 23 November 2026"],
        ["08.00 - 11.30", "Las", "K3", "Bengkel"],
        ["Selasa, 24 November 2026"],
        ["08.00 - 11.30", "Las", "Elektroda", "Bengkel"],
    )
    assert hours(reading) == ["2026-11-23 08.00-11.30", "2026-11-24 08.00-11.30"]


def test_one_sheet_a_skill():
    sheets = {
        "Las": [["No. Peserta", "Nama", "Tgl Lahir"], ["LMG-2026-101", "Sulastri", "14/03/1990"]],
        "Konstruksi": [
            ["No. Peserta", "Nama", "Tgl Lahir"],
            ["LMG-2026-102", "Sugeng", "15/03/1990"],
        ],
    }
    (only,) = read(workbook(sheets)).lists
    assert [(row.sheet, row.skill) for row in only.rows] == [
        ("Las", "pengelasan"),
        ("Konstruksi", "konstruksi"),
    ]


def test_lists_of_different_kinds_in_one_workbook():
    sheets = {
        "Rekap": [["Bidang", "L", "P", "Jumlah"], ["Las", 1, 0, 1]],
        "Peserta": [
            ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
            ["LMG-2026-101", "Sulastri", "14/03/1990", "Las"],
        ],
        "Jadwal": [
            ["Bidang", "Tanggal", "Jam", "Materi"],
            ["Las", "23/11/2026", "08.00-11.30", "K3"],
        ],
        "Instruktur": [
            ["Nama", "Jabatan", "Bidang"],
            ["Sukarji, A.Md.", "Instruktur", "Las & Konstruksi"],
        ],
    }
    reading = read(workbook(sheets))
    assert [(one.kind, len(one.rows)) for one in reading.lists] == [
        (Kind.PARTICIPANTS, 1),
        (Kind.SESSIONS, 1),
        (Kind.STAFF, 1),
    ]
    assert reading.lists[2].rows[0].skills == ("pengelasan", "konstruksi")
    assert found(reading) == []


def test_two_tables_one_below_the_other():
    reading = read_rows(
        ["KELAS LAS"],
        ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
        ["LMG-2026-101", "Sulastri", "14/03/1990", "Las"],
        ["Jumlah", 1],
        [],
        ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
        ["LMG-2026-102", "Sugeng", "15/03/1990", "Las"],
    )
    assert [row.row for row in reading.rows] == [3, 7]
    assert found(reading) == []


def test_titles_repeated_on_every_printed_page():
    titles = ["No", "No. Peserta", "Nama", "Tgl Lahir", "Bidang"]
    reading = read_rows(
        titles,
        [1, "LMG-2026-101", "Sulastri", "14/03/1990", "Las"],
        titles,
        [2, "LMG-2026-102", "Sugeng", "15/03/1990", "Las"],
    )
    assert [row.row for row in reading.rows] == [2, 4]
    assert found(reading) == []


def test_two_signatures_side_by_side_are_nobody():
    reading = read_rows(
        ["No", "No. Peserta", "Nama", "Tgl Lahir", "No. HP", "Bidang"],
        [1, *PERSON],
        [],
        [None, None, "Mengetahui,", None, "Lamongan, 20 November 2026"],
        [None, None, "Kepala Dinas Tenaga Kerja", None, "Penanggung Jawab Kegiatan"],
        [],
        [None, None, "Drs. CONTOH FIKTAWAN", None, "SITI CONTOHWATI, S.E."],
        [None, None, "NIP. 19000000 000000 0 000", None, "NIP. 19000000 000000 0 001"],
    )
    assert len(reading.rows) == 1
    assert found(reading) == []


def test_holidays_breaks_and_remarks_between_sessions():
    reading = read_rows(
        ["Tanggal", "Jam", "Bidang", "Materi", "Tempat"],
        ["23/11/2026", "08.00-10.00", "Las", "K3", "Bengkel"],
        ["23/11/2026", "10.00-10.15", None, "Istirahat", None],
        ["24/11/2026", "Libur Nasional"],
        ["25/11/2026", None, "Las", "LIBUR", None],
        ["26/11/2026", "Upacara di halaman kantor"],
        ["Total", "1 sesi"],
        ["*) jadwal dapat berubah sewaktu-waktu"],
    )
    assert hours(reading) == ["2026-11-23 08.00-10.00"]
    assert found(reading) == []


def test_numbers_of_columns_under_the_titles():
    reading = read_rows(
        ["No", "No. Peserta", "Nama", "Tgl Lahir", "No. HP", "Bidang"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, *PERSON],
    )
    assert [row.row for row in reading.rows] == [3]
    assert found(reading) == []


def test_numbered_lines_left_for_later_are_no_people():
    reading = read_rows(
        ["No", "No. Peserta", "Nama", "Tgl Lahir", "No. HP", "Bidang"],
        [1, *PERSON],
        *[[number] for number in range(2, 30)],
    )
    assert len(reading.rows) == 1
    assert found(reading) == []


@pytest.mark.parametrize(
    "title",
    [
        "NIK",
        "No. KTP",
        "Blok/Kamar",
        "Pasal",
        "Tanggal Bebas",
        "Tgl Ekspirasi",
        "No. Register",
        "Lama Pidana",
    ],
)
def test_what_the_bot_has_no_use_for_is_left_behind(title):
    secret = "RAHASIA 3524010101900001"
    reading = read_rows(
        ["No. Peserta", "Nama", title, "Tgl Lahir", "Bidang"],
        ["LMG-2026-101", "Sulastri", secret, "14/03/1990", "Las"],
        ["LMG-2026-102", None, secret, "14/03/1990", "Las"],
    )
    assert len(reading.rows) == 1
    assert "RAHASIA" not in repr(reading.as_json("daftar.xlsx"))


def test_a_mothers_name_is_not_the_participants():
    reading = read_rows(
        [
            "No. Peserta",
            "Nama Ibu Kandung",
            "Nama Lengkap",
            "Nama Panggilan",
            "Tgl Lahir",
            "Bidang",
        ],
        ["LMG-2026-101", "Sumarni", "Sulastri", "Lastri", "14/03/1990", "Las"],
    )
    assert people(reading) == [("LMG-2026-101", "Sulastri")]


def test_two_columns_of_phones():
    reading = read_rows(
        ["No. Peserta", "Nama", "Tgl Lahir", "No. HP 1", "No. HP 2", "Bidang"],
        ["LMG-2026-101", "Sulastri", "14/03/1990", 81200005001, "081200005002", "Las"],
        ["LMG-2026-102", "Sugeng", "14/03/1990", "0812-0000-5003", "0812", "Las"],
    )
    assert reading.rows[0].phones == ("+6281200005001", "+6281200005002")
    assert [(one.row, one.column, one.value) for one in reading.problems] == [
        (3, "No. HP 2", "0812")
    ]


def test_everything_about_the_moment_in_one_column():
    reading = read_rows(
        ["Hari/Tanggal/Jam", "Kejuruan", "Materi"],
        ["Senin, 23 November 2026, pukul 08.00 - 11.30 WIB", "Las", "K3"],
        ["24.11.2026 13.00-15.30", "Las", "K3"],
    )
    assert hours(reading) == ["2026-11-23 08.00-11.30", "2026-11-24 13.00-15.30"]


def test_start_and_end_as_full_moments():
    reading = read_rows(
        ["Kejuruan", "Mulai", "Selesai", "Materi"],
        ["Las", datetime(2026, 11, 23, 8), datetime(2026, 11, 23, 11, 30), "K3"],
        ["Las", "2026-11-24 08:00", "2026-11-24 11:30", "K3"],
    )
    assert hours(reading) == ["2026-11-23 08.00-11.30", "2026-11-24 08.00-11.30"]


def test_the_weekday_has_a_column_of_its_own_and_is_wrong():
    reading = read_rows(
        ["Hari", "Tanggal", "Jam", "Bidang", "Materi"],
        ["Senin", "24/11/2026", "08.00-11.30", "Las", "K3"],
    )
    assert [(one.column, one.code, one.value) for one in reading.problems] == [
        ("Hari", "weekday_mismatch", "Senin")
    ]


def test_a_list_without_birth_dates_says_so_once():
    reading = read_rows(
        ["No. Peserta", "Nama", "Bidang"],
        ["LMG-2026-101", "Sulastri", "Las"],
        ["LMG-2026-102", "Sugeng", "Las"],
    )
    assert len(reading.rows) == 2
    assert found(reading) == [(1, "missing_birth_date")]
    assert reading.rejected == 0


def test_a_person_without_birth_date_is_taken_with_a_warning():
    reading = read_rows(
        ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
        ["LMG-2026-101", "Sulastri", None, "Las"],
        ["LMG-2026-102", "Sugeng", "-", "Las"],
    )
    assert len(reading.rows) == 2
    assert found(reading) == [(2, "missing_birth_date"), (3, "missing_birth_date")]


def test_a_hidden_sheet_is_not_read():
    content = workbook(
        {
            "Peserta": [
                ["No. Peserta", "Nama", "Bidang", "HP"],
                ["LMG-2026-101", "Sulastri", "Las", None],
            ],
            "Lama": [
                ["No. Peserta", "Nama", "Bidang", "HP"],
                ["LMG-2020-001", "Sutini", "Las", None],
            ],
        }
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Lama"].sheet_state = "hidden"
    hidden = io.BytesIO()
    book.save(hidden)
    (only,) = read(hidden.getvalue()).lists
    assert people(only) == [("LMG-2026-101", "Sulastri")]


def test_staff_without_a_column_for_their_role():
    reading = read_rows(
        ["No", "Nama Instruktur", "Bidang", "No. HP"],
        [1, "Sukarji, A.Md.", "Las, Konstruksi", "0812-0000-5001"],
    )
    assert reading.kind is Kind.STAFF
    assert [(row.name, row.role, row.skills) for row in reading.rows] == [
        ("Sukarji, A.Md.", "instructor", ("pengelasan", "konstruksi"))
    ]


@pytest.mark.parametrize("work", ["Semua bidang", "Bidang Las", "Kelas Konstruksi"])
def test_staff_whose_words_could_be_titles_are_staff(work):
    reading = read_rows(
        ["Nama", "Jabatan", "Bidang"],
        ["Tono", "Instruktur", work],
        ["Ani", "Pendamping", ""],
    )
    assert reading.kind is Kind.STAFF
    assert "Ani" in [row.name for row in reading.rows]
    assert {row.name for row in reading.rows} <= {"Tono", "Ani"}


def test_the_schedule_of_another_zone_is_translated():
    reading = read_rows(
        ["Tanggal", "Jam", "Bidang", "Materi"], ["24/11/2026", "09.00 - 11.00 WITA", "Las", "K3"]
    )
    assert hours(reading) == ["2026-11-24 08.00-10.00"]


def test_a_schedule_over_new_year_belongs_to_the_year_it_began():
    reading = read_rows(
        ["Tanggal", "Jam", "Bidang", "Materi"],
        ["04/01/2027", "08.00-11.30", "Las", "K3"],
        ["28/12/2026", "08.00-11.30", "Las", "K3"],
    )
    assert reading.year == 2026


def test_the_year_of_a_list_whose_numbers_have_none_is_in_its_title():
    reading = read_rows(
        ["DAFTAR PESERTA TAHUN ANGGARAN 2026"],
        ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
        ["P-0017", "Sulastri", "14/03/1990", "Las"],
    )
    assert reading.year == 2026


def test_every_missing_column_is_named_at_once():
    reading = read_rows(
        ["Kejuruan", "Materi", "Tempat", "Hari"], ["Las", "K3", "Bengkel", "Senin"]
    )
    assert [(one.row, one.column, one.code) for one in reading.problems] == [
        (1, "Hari/Tanggal", "missing_column"),
        (1, "Waktu", "missing_column"),
    ]


def test_a_sheet_with_a_missing_column_does_not_spoil_its_neighbour():
    sheets = {
        "Las": [["No. Peserta", "Nama", "HP"], ["LMG-2026-101", "Sulastri", "0812-0000-5001"]],
        "Lain": [["No. Peserta", "HP", "Bidang"], ["LMG-2026-102", "0812-0000-5002", "Las"]],
    }
    (only,) = read(workbook(sheets)).lists
    assert people(only) == [("LMG-2026-101", "Sulastri")]
    assert [
        (one.sheet, one.code, one.column) for one in only.problems if one.level == "error"
    ] == [("Lain", "missing_column", "Nama Lengkap")]


def test_lost_zeros_come_back_only_where_the_length_is_sure():
    titles = ["No. Peserta", "Nama", "No. Blanko", "Status"]
    sure = read_rows(
        titles,
        ["LMG-2026-101", "Sulastri", "0095716", "Cetak"],
        ["LMG-2026-102", "Sugeng", 64115, "Cetak"],
    )
    unsure = read_rows(
        titles,
        ["LMG-2026-101", "Sulastri", "0095716", "Cetak"],
        ["LMG-2026-102", "Sugeng", 64115, "Cetak"],
        ["LMG-2026-103", "Suparman", "00123", "Cetak"],
    )
    assert [row.blank_no for row in sure.rows] == ["0095716", "0064115"]
    assert [row.blank_no for row in unsure.rows] == ["0095716", "64115", "00123"]


def test_a_word_of_address_is_no_part_of_anybodys_name():
    participants = read_rows(
        ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
        ["LMG-2026-101", "Bu Sri Wahyuni", "14/03/1990", "Las"],
        ["LMG-2026-102", "Masrur", "15/03/1990", "Las"],
    )
    certificates = read_rows(
        ["No. Peserta", "Nama", "Status"], ["LMG-2026-101", "Ibu Sri Wahyuni", "Cetak"]
    )
    team = read_rows(["Nama", "Jabatan", "Bidang"], ["Pak Joko, S.T.", "Instruktur", "Las"])
    assert [row.full_name for row in participants.rows] == ["Sri Wahyuni", "Masrur"]
    assert [row.full_name for row in certificates.rows] == ["Sri Wahyuni"]
    assert [row.name for row in team.rows] == ["Joko, S.T."]


def test_staff_that_cannot_be_taken():
    reading = read_rows(
        ["Nama", "Jabatan", "Bidang"],
        ["Sukarji", "Kepala Seksi", "Las"],
        ["Kusmiran", "Instruktur", "Las, Menjahit"],
        [None, "Instruktur", "Las"],
        ["Fajar", None, "Las"],
        ["Retno", "Admin", "-"],
    )
    assert [(row.name, row.role, row.skills) for row in reading.rows] == [("Retno", "admin", ())]
    assert [(one.row, one.code, one.value) for one in reading.problems] == [
        (2, "unknown_role", "Kepala Seksi"),
        (3, "unknown_skill", "Las, Menjahit"),
        (4, "missing_value", None),
        (5, "missing_value", None),
    ]


def test_hours_in_two_columns_that_cannot_be_taken():
    reading = read_rows(
        ["Tanggal", "Jam Mulai", "Jam Selesai", "Kejuruan", "Materi"],
        ["23/11/2026", "13.00", "11.30", "Las", "A"],
        ["23/11/2026", "pagi", "11.30", "Las", "B"],
        ["23/11/2026", "08.00", "siang", "Las", "C"],
        ["23/11/2026", "08.00", None, "Las", "D"],
        ["23/11/2026", "-", "11.30", "Las", "E"],
    )
    assert hours(reading) == ["2026-11-23 08.00-"]
    assert [(one.row, one.column, one.code, one.value) for one in reading.problems] == [
        (2, "Jam Selesai", "end_before_start", "11.30"),
        (3, "Jam Mulai", "invalid_time", "pagi"),
        (4, "Jam Selesai", "invalid_time", "siang"),
        (5, "Jam Selesai", "end_time_open", None),
        (6, "Jam Mulai", "missing_value", "-"),
    ]


def test_moments_without_hours_or_with_a_day_of_their_own():
    reading = read_rows(
        ["Hari/Tanggal/Jam", "Kejuruan", "Materi"],
        ["Senin, 23 November 2026", "Las", "A"],
        [datetime(2026, 11, 24, 8), "Las", "B"],
        [date(2026, 11, 25), "Las", "C"],
    )
    assert hours(reading) == ["2026-11-24 08.00-"]
    assert found(reading) == [(2, "invalid_time"), (3, "end_time_open"), (4, "invalid_time")]


def test_certificates_that_cannot_be_taken():
    reading = read_rows(
        [
            "No. Peserta",
            "Nama",
            "No. Sertifikat",
            "Tgl Terbit",
            "Berlaku s.d.",
            "Status",
            "Bidang",
        ],
        ["LMG-2026-101", "Sulastri", "A 1", "31/11/2026", None, "Cetak", "Las"],
        ["LMG-2026-102", "Sugeng", "A 2", "1/12/2026", "seumur hidup", "Lulus", "Las"],
        ["LMG-2026-103", "Suparman", "A 3", "1/12/2026", "belum terbit", None, "Las"],
        [None, "Suparmin", "A 4", None, None, "Cetak", "Las"],
        ["LMG-2026-105", "Suparjo", "A 5", "1/12/2026", "seumur hidup", "Cetak", "Las"],
    )
    assert [row.reg_no for row in reading.rows] == ["LMG-2026-105"]
    assert found(reading) == [
        (2, "invalid_date"),
        (3, "unknown_status"),
        (4, "missing_value"),
        (5, "missing_value"),
    ]
