"""Dates, hours, phones and terms, form by form."""

# ruff: noqa: DTZ001  # a spreadsheet's moments have no zone

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from services.importing.cells import shown, tidy
from services.importing.dates import parse_birth_date, parse_date, weekday_in
from services.importing.headings import Meaning, concepts_of, ranked_meaning
from services.importing.phones import parse_phones
from services.importing.row import without_address
from services.importing.sheets import CellError, Formula
from services.importing.terms import parse_role, parse_sex, parse_skill, parse_skills, parse_step
from services.importing.times import Hours, parse_hours, split_date_and_hours

MARCH_5 = date(1991, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "05/03/1991",
        "5/3/91",
        "05-03-1991",
        "05.03.1991",
        "05 03 1991",
        "1991-03-05",
        "1991/03/05",
        "5 Maret 1991",
        "5 MAR 1991",
        "5-Mar-91",
        "5 March 1991",
        "Selasa, 5 Maret 1991",
        "Selasa 5 Maret 1991",
        "Selasa/5-3-1991",
        "tgl 5 Maret 1991",
        "05/03/1991 00:00:00",
        "1991-03-05T00:00:00",
        "5 Maret '91",
        "5-3-'91",
        "5/3/’91",
        33302,
        33302.0,
        "33302",
        datetime(1991, 3, 5),
        MARCH_5,
    ],
)
def test_forms_of_one_date(cell):
    assert parse_birth_date(cell) == MARCH_5


@pytest.mark.parametrize(
    "cell",
    [
        "03/25/1991",
        "31/11/1991",
        "29 Februari 1991",
        "00/00/1991",
        "1991-25-03",
        "5 Maret",
        "Maret 1991",
        1991,
        "1991",
        5,
        "5031991",
        "05/03/0091",
        "05/03/199",
        "5/3-1991",
        "2 - 4 Juni 2025",
        "Lamongan",
        "",
        True,
        0.25,
        99_999_999,
        Formula("=A1"),
        CellError("#N/A"),
    ],
)
def test_what_is_no_date_is_never_made_one(cell):
    assert parse_birth_date(cell) is None


@pytest.mark.parametrize(
    ("year", "birth", "schedule"),
    [("26", 2026, 2026), ("27", 1927, 2027), ("99", 1999, 2099), ("00", 2000, 2000)],
)
def test_two_digits_of_a_year(year, birth, schedule):
    assert parse_birth_date(f"05/03/{year}") == date(birth, 3, 5)
    assert parse_date(f"05/03/{year}") == date(schedule, 3, 5)


@pytest.mark.parametrize("name", ["Pebruari", "Februari", "Feb", "Peb."])
def test_old_and_new_names_of_months(name):
    assert parse_date(f"11 {name} 2026") == date(2026, 2, 11)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("Jum'at, 25 Juli 2025", 4),
        ("Jum’at 25/7/2025", 4),
        ("Ahad, 27 Juli", 6),
        ("SENIN", 0),
        ("Juni", None),
        ("", None),
    ],
)
def test_the_weekday_a_text_begins_with(text, weekday):
    assert weekday_in(text) == weekday


@given(
    st.dates(date(1927, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_day_written_in_digits_is_that_day(day, form):
    assert parse_birth_date(day.strftime(form)) == day


def at(hour: float, end: float | None = None, offset: int | None = None) -> Hours:
    return Hours(timedelta(hours=hour), None if end is None else timedelta(hours=end), offset)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("08.00 - 11.30", at(8, 11.5)),
        ("08:00-11:30", at(8, 11.5)),
        ("8.00 – 11.30 WIB", at(8, 11.5, 7)),
        ("08.00 WIB s/d 11.30 WIB", at(8, 11.5, 7)),
        ("08.00 s.d. 11.30", at(8, 11.5)),
        ("08.00 sd 11.30", at(8, 11.5)),
        ("Pukul 08.00 sampai dengan 11.30 WITA", at(8, 11.5, 8)),
        ("jam 8 - 11", at(8, 11)),
        ("0800-1130", at(8, 11.5)),
        ("08,00 - 11,30", at(8, 11.5)),
        ("8 pagi - 1 siang", at(8, 13)),
        ("19.30 - 24.00", at(19.5, 24)),
        ("08.00 s/d selesai", at(8)),
        ("08.00 - Selesai", at(8)),
        ("08.00", at(8)),
        (time(8, 30), at(8.5)),
        (datetime(2026, 11, 23, 8, 30), at(8.5)),
        (0.5, at(12)),
        (8.3, at(8.5)),
        (timedelta(hours=9), at(9)),
    ],
)
def test_forms_of_hours(cell, hours):
    assert parse_hours(cell) == hours


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "pagi",
        "25.00",
        "08.75",
        "08.00-11.30 dan 13.00-15.30",
        "LIBUR",
        -1,
        26.5,
        8.75,
        True,
        Formula("=A1"),
    ],
)
def test_what_is_no_hour(cell):
    assert parse_hours(cell) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Senin, 23/11/2026 08.00-11.30", ("Senin, 23/11/2026", "08.00-11.30")),
        ("23.11.2026 | pukul 8 - 11", ("23.11.2026", "pukul 8 - 11")),
        ("23.11.26", ("23.11.26", "")),
    ],
)
def test_date_and_hours_in_one_cell(text, parts):
    assert split_date_and_hours(text) == parts


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("0812-0000-1004", ["+6281200001004"]),
        ("+62 812-0000-1004", ["+6281200001004"]),
        ("+62 (0)812 0000 1004", ["+6281200001004"]),
        ("6281200001004", ["+6281200001004"]),
        ("0062 81200001004", ["+6281200001004"]),
        (81200001004, ["+6281200001004"]),
        (81200001004.0, ["+6281200001004"]),
        ("81200001004.0", ["+6281200001004"]),
        ("'081200001004", ["+6281200001004"]),
        ("(0812) 0000.1004 (WA)", ["+6281200001004"]),
        ("WA: 0812-0000-1004", ["+6281200001004"]),
        ("0812-0000-1004 istri", ["+6281200001004"]),
        ("0812-0000-1004/0812-0000-1005", ["+6281200001004", "+6281200001005"]),
        ("0812-0000-1004\n0812-0000-1005", ["+6281200001004", "+6281200001005"]),
        ("081200001004 081200001005", ["+6281200001004", "+6281200001005"]),
        ("0812-0000-1004 atau 0812-0000-1004", ["+6281200001004"]),
        ("+60 12-345 6789", ["+60123456789"]),
        ("", []),
        ("-", []),
        ("tidak ada", []),
    ],
)
def test_phones_that_are_read(cell, phones):
    assert parse_phones(cell) == (tuple(phones), True)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("6.2812E+12", []),
        ("8,12E+10", []),
        ("0812-0000", []),
        ("0812-0000-41O5", []),
        ("0812-0000-4106/0812-00", ["+6281200004106"]),
        ("#N/A", []),
        (CellError("#N/A"), []),
        (Formula("=B1"), []),
        ("1200001004", []),
        ("0000000000", []),
    ],
)
def test_phones_that_would_have_to_be_guessed(cell, phones):
    assert parse_phones(cell) == (tuple(phones), False)


@given(st.text(max_size=60))
def test_a_phone_read_is_always_e164(text):
    phones, _ = parse_phones(text)
    assert all(
        phone[0] == "+" and phone[1:].isdecimal() and 8 <= len(phone) <= 16 for phone in phones
    )


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("LAS", "pengelasan"),
        ("Teknik Pengelasan SMAW 3G", "pengelasan"),
        ("Las / Pengelasan SMAW Posisi 3G", "pengelasan"),
        ("Kontruksi", "konstruksi"),
        ("Tukang Bangunan Umum", "konstruksi"),
        ("mebelair", "meubeler"),
        ("Pembuat Furnitur Kayu", "meubeler"),
        ("Tukang Kayu", "meubeler"),
        ("desain  interior", "desain_interior"),
        ("Desain Grafis", None),
        ("Desain Eksterior", None),
        ("Tata Boga", None),
        ("Kelas", None),
        ("Las dan Konstruksi", None),
        ("Semua Bidang", None),
        ("", None),
    ],
)
def test_skills(text, skill):
    assert parse_skill(text) == skill


def test_lists_of_skills():
    assert parse_skills("Meubelair, Konstruksi & Las") == ("meubeler", "konstruksi", "pengelasan")
    assert parse_skills("Las, Menjahit") is None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Terdaftar", "registered"),
        ("Uji Kompetensi", "assessment"),
        ("BELUM KOMPETEN", "not_yet_competent"),
        ("Menunggu Pleno", "plenary"),
        ("Menunggu Blangko", "awaiting_blank"),
        ("Proses Tanda Tangan", "printing"),
        ("Siap di ambil", "ready"),
        ("Belum diambil", "ready"),
        ("diserahkan ", "collected"),
        ("Sudah Diambil (suami)", "collected"),
        ("Diserahkan 06/11/2025", "collected"),
        ("Diserahkan tgl 6 November 2025", "collected"),
        ("Kadaluwarsa", "expired"),
        ("Dibekukan", "suspended"),
        ("Dicabut", "revoked"),
        ("Hilang/Duplikat", "lost"),
        ("Kompeten", None),
        ("Lulus", None),
        ("Tidak diserahkan", None),
        ("Siap diambil di loket 2", "ready"),
        ("sdh diambil keluarga", "collected"),
        ("Menunggu blanko dari pusat, 3 minggu", "awaiting_blank"),
        ("Terbit", "ready"),
        ("Siap diambil, sudah diserahkan", None),
        ("Proses cetak selesai", None),
        ("Siap cetak", None),
    ],
)
def test_steps_of_a_certificate(text, step):
    assert parse_step(text) == step


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Instruktur Las", "instructor"),
        ("Administrator", "admin"),
        ("Petugas", "staff"),
        ("Petugas Pendamping", "escort"),
        ("Kepala Seksi", None),
    ],
)
def test_roles(text, role):
    assert parse_role(text) == role


@pytest.mark.parametrize(
    ("text", "sex"), [("L", "L"), ("Laki-laki", "L"), ("Pr.", "P"), ("Wanita", "P"), ("?", None)]
)
def test_sex(text, sex):
    assert parse_sex(text) == sex


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bu Sri Wahyuni", "Sri Wahyuni"),
        ("Pak Joko", "Joko"),
        ("BAPAK JOKO", "JOKO"),
        ("Bpk. Joko", "Joko"),
        ("Sdr. Andi", "Andi"),
        ("Sdri.Andini", "Andini"),
        ("Sdr/i Andi", "Andi"),
        ("Bapak/Ibu Sri Wahyuni", "Sri Wahyuni"),
        ("Mas Agung Prasetyo", "Agung Prasetyo"),
        ("Pak Mas", "Mas"),
        ("Masrur", "Masrur"),
        ("Mas'ud", "Mas'ud"),
        ("Mas", "Mas"),
        ("Budi", "Budi"),
        ("Ibudi Santoso", "Ibudi Santoso"),
        ("Bagus Mas Agung", "Bagus Mas Agung"),
        ("Ir. Hendro Waskitojati", "Ir. Hendro Waskitojati"),
        ("H. Mas Bu", "H. Mas Bu"),
    ],
)
def test_names_without_the_word_of_address(written, name):
    assert without_address(written) == name


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("No", None),
        ("No.\nPeserta", Meaning.REG_NO),
        ("Nomor Registrasi Peserta", Meaning.REG_NO),
        ("No. Registrasi", Meaning.REGISTRATION_NO),
        ("No. Registrasi Sertifikat", Meaning.REGISTRATION_NO),
        ("Nomor Sertifikat Kompetensi", Meaning.CERT_NO),
        ("Nama Peserta Pelatihan", Meaning.FULL_NAME),
        ("Nama Lengkap (sesuai KTP)", Meaning.FULL_NAME),
        ("Nama Instruktur", Meaning.INSTRUCTOR),
        ("Nama Pelatihan", Meaning.SKILL),
        ("Status Pengambilan", Meaning.STATUS),
        ("Posisi Sertifikat", Meaning.STATUS),
        ("Tgl Pengambilan", None),
        ("Tempat, Tgl. Lahir", Meaning.BIRTH),
        ("Tempat Pelatihan", Meaning.PLACE),
        ("Tgl. Pelaksanaan", Meaning.DATE),
        ("Jam Mulai", Meaning.START),
        ("Jam Pelajaran", None),
        ("L/P", Meaning.SEX),
        ("Berlaku s.d.", Meaning.VALID_UNTIL),
        ("Bidang/Skema", Meaning.SKILL_AND_SCHEME),
        ("Tanggal Bebas", None),
        ("Nama Ibu Kandung", None),
        ("Yang bertanda tangan di bawah ini menerangkan dengan sebenarnya bahwa", None),
    ],
)
def test_what_a_title_means(title, meaning):
    found = ranked_meaning(concepts_of(title))
    assert (found and found[1]) == meaning


def test_text_is_tidied_of_what_nobody_sees():
    assert tidy("  a\u00a0\u200bb\u202e\r\n c\x07 ") == "ab c".replace("ab", "a b")
    assert shown(81200001042.0) == "81200001042"
    assert shown(datetime(2091, 3, 5)) == "2091-03-05"
