"""Files that aren't lists, are damaged, locked or too large, or have a wrong type."""

import io
import zipfile

import openpyxl
import pytest
from cli_process import ROOT
from hypothesis import HealthCheck, given, settings, strategies as st
from list_files import (
    GOOD,
    ROW,
    TITLES,
    ods,
    ods_cell,
    ods_row,
    ods_sheet,
    part_of,
    repacked,
    with_sheet,
)
from office_lists import as_json, found, hours, problems_in, read, read_csv, workbook

from services.importing import reading as reading_module
from services.importing.file_reading import FileReading

DATA = ROOT / "tests" / "data" / "import"
TEXT = ";".join(TITLES) + "\n" + ";".join(ROW) + "\n"


def refused(reading: FileReading) -> str:
    assert reading.refusal is not None
    assert as_json(reading)[0]["accepted"] == 0
    return reading.refusal.code.value


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "daftar.csv", "empty_file"),
        (b" \r\n\t\n", "daftar.csv", "empty_file"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" * 90, "daftar.xls", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 9, "daftar.csv", "not_a_workbook"),
        (b"%PDF-1.7\nno list", "daftar.csv", "not_a_workbook"),
        (b"<table><tr><td>No. Peserta</td></tr></table>", "daftar.csv", "not_a_workbook"),
        (b"{\\rtf1 daftar}", "daftar.txt", "not_a_workbook"),
        (TEXT.encode(), "daftar.xlsx", "not_a_workbook"),
        (TEXT.encode(), "daftar.xls", "not_a_workbook"),
        (GOOD, "daftar.csv", "not_a_workbook"),
        (GOOD, "daftar.xls", "not_a_workbook"),
        (GOOD, "daftar.ods", "not_a_workbook"),
        (GOOD[: len(GOOD) // 2], "daftar.xlsx", "corrupted_file"),
        (b"PK\x03\x04 and no more", "daftar.xlsx", "corrupted_file"),
        (b"Halo, ini bukan daftar.\n", "daftar.txt", "missing_column"),
        (workbook({"Sheet1": []}), "daftar.xlsx", "no_rows"),
    ],
)
def test_files_that_are_no_list(content, name, code):
    assert refused(read(content, name)) == code


def test_a_name_without_an_ending_or_in_capitals_does_no_harm():
    assert found(read(GOOD, "DAFTAR PESERTA.XLSX")) == []
    assert len(read(GOOD, "daftar").lists[0].rows) == 1
    assert len(read(TEXT, "daftar").lists[0].rows) == 1


def test_a_document_in_a_zip_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml</Types>")
        archive.writestr("word/document.xml", "<w/>")
    assert refused(read(out.getvalue(), "daftar.xlsx")) == "not_a_workbook"


def test_a_directory_that_promises_too_much_is_refused_unopened():
    swollen = repacked(GOOD, xl__media__logo=b"\0" * (65 * 1024 * 1024))
    assert refused(read(swollen)) == "too_large_unpacked"


def test_a_directory_that_lies_about_sizes_leads_nowhere():
    size = len(part_of(GOOD, "xl/worksheets/sheet1.xml"))
    lying = GOOD.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != GOOD
    assert refused(read(lying)) == "corrupted_file"


def test_two_far_corners_are_not_laid_out_in_memory():
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    swollen = sheet.replace(b"</sheetData>", far)
    assert refused(read(with_sheet(GOOD, swollen))) == "too_large_unpacked"


def test_a_formatted_empty_corner_does_no_harm():
    sheet = part_of(GOOD, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    content = with_sheet(GOOD, sheet.replace(b"</sheetData>", far))
    assert len(read(content).lists[0].rows) == 1


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(reading_module, "MAX_ROWS", 3)
    lines = "".join(f"LMG-2026-{number};A;14/03/1990;Las\n" for number in range(101, 105))
    reading = read(";".join(TITLES) + "\n" + lines, "daftar.csv")
    assert refused(reading) == "too_many_rows"
    assert "3 baris" in reading.refusal.message


def test_an_old_xls_with_merged_dates_and_times_of_excels():
    (only,) = read((DATA / "jadwal_lama.xls").read_bytes(), "jadwal_lama.xls").lists
    assert hours(only) == [
        "2026-11-23 08.00-11.30",
        "2026-11-23 13.00-15.30",
        "2026-11-24 08.00-11.30",
    ]
    assert found(only) == []


@pytest.mark.parametrize("length", [100, 600, 2000, 5000])
def test_a_cut_off_xls(length):
    content = (DATA / "jadwal_lama.xls").read_bytes()[:length]
    assert refused(read(content, "jadwal_lama.xls")) == "corrupted_file"


def test_an_xls_whose_sectors_run_in_a_ring_takes_nobody_along():
    content = bytearray((DATA / "jadwal_lama.xls").read_bytes())
    table = (int.from_bytes(content[76:80], "little") + 1) * 512
    directory = int.from_bytes(content[48:52], "little")
    content[table + directory * 4 : table + directory * 4 + 4] = directory.to_bytes(4, "little")
    assert refused(read(bytes(content), "jadwal_lama.xls")) == "corrupted_file"


def test_an_ods_with_a_merged_date_and_a_million_empty_rows():
    content = ods(
        ods_sheet(
            ods_row(*map(ods_cell, ["Hari/Tanggal", "Waktu", "Kejuruan", "Materi"])),
            ods_row(
                ods_cell("Senin, 23 November 2026", 'table:number-rows-spanned="2"'),
                *map(ods_cell, ["08.00 - 11.30", "Las", "K3"]),
            ),
            ods_row(
                "<table:covered-table-cell/>", *map(ods_cell, ["13.00 - 15.30", "Mebel", "K3"])
            ),
            '<table:table-row table:number-rows-repeated="1048573">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
        )
    )
    (only,) = read(content, "jadwal.ods").lists
    assert hours(only) == ["2026-11-23 08.00-11.30", "2026-11-23 13.00-15.30"]


def test_an_ods_that_unfolds_without_end_is_refused():
    repeated = ods_cell("x", 'table:number-columns-repeated="16384"')
    rows = f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-row>'
    assert refused(read(ods(ods_sheet(rows)), "jadwal.ods")) == "too_large_unpacked"


def test_an_ods_with_a_password():
    assert refused(read(ods("", "<manifest:encryption-data/>"), "a.ods")) == "password_protected"


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n" + TEXT,
        TEXT.replace(";", "\t"),
        TEXT.replace(";", "|"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        "\n\n" + TEXT,
        TEXT.replace("Sulastri", '"Sulastri"'),
    ],
)
def test_separators_and_ends_of_lines(text):
    assert [row.full_name for row in read_csv(text).rows] == ["Sulastri"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding):
    content = TEXT.replace("Sulastri", "Renée “Ma’ruf”").encode(encoding)
    (only,) = read(content, "daftar.txt").lists
    assert [row.full_name for row in only.rows] == ["Renée “Ma’ruf”"]


def test_a_quote_that_never_ends_swallows_no_rows():
    text = (
        TEXT + 'LMG-2026-102;"Sugeng;15/03/1990;Las\n' + "LMG-2026-103;Suparman;16/03/1990;Las\n"
    )
    assert [row.row for row in read_csv(text).rows] == [2, 3, 4]


def test_a_line_break_inside_quotes_starts_no_new_row():
    text = TEXT.replace("Sulastri", '"Sulastri\nNingsih"') + "LMG-2026-102;Sugeng;15/03/1990;Las\n"
    assert [(row.row, row.full_name) for row in read_csv(text).rows] == [
        (2, "Sulastri Ningsih"),
        (3, "Sugeng"),
    ]


def test_formulas_without_results_are_named_and_never_run():
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    book.active.append(['="LMG-2026-"&101', "Sulastri", "14/03/1990", "Las"])
    book.active.append(["LMG-2026-102", '=UPPER("sugeng")', "14/03/1990", "Las"])
    book.active.append(["LMG-2026-103", "#REF!", "14/03/1990", "Las"])
    book.active.append(['="LMG-2026-104"', '="Suparman"', "=DATE(1990,3,14)", '="Las"'])
    out = io.BytesIO()
    book.save(out)
    (only,) = read(out.getvalue()).lists
    assert only.rows == ()
    assert [(one.row, one.code, one.value) for one in only.problems] == [
        (2, "formula_without_value", '="LMG-2026-"&101'),
        (3, "formula_without_value", '=UPPER("sugeng")'),
        (4, "formula_without_value", "#REF!"),
        (5, "formula_without_value", '="LMG-2026-104"'),
        (5, "formula_without_value", '="Suparman"'),
        (5, "formula_without_value", "=DATE(1990,3,14)"),
        (5, "formula_without_value", '="Las"'),
    ]


AT_LEISURE = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""A workbook is read in a process of its own, which takes its time on a busy machine."""
NAMES = st.sampled_from(
    ["a.xlsx", "a.xls", "a.ods", "a.csv", "a.txt", "a", "", "a.pdf", "..", "a.XLSX "]
)


def assert_readable(reading: FileReading) -> None:
    assert reading.lists or reading.refusal
    assert all(problem.message for problem in problems_in(reading))
    assert as_json(reading)


@AT_LEISURE
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_under_any_name_give_a_readable_answer(content, name):
    assert_readable(read(content, name))


@AT_LEISURE
@given(
    st.sampled_from(
        [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
    st.binary(),
    NAMES,
)
def test_any_bytes_behind_a_known_beginning(beginning, content, name):
    assert_readable(read(beginning + content, name))


@AT_LEISURE
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), NAMES)
def test_any_text(text, name):
    assert_readable(read(text, name))


CELLS = st.one_of(
    st.sampled_from(
        [
            "LMG-2026-101",
            "14/03/1990",
            "08.00 - 11.30",
            "Las",
            "Jumlah",
            "Libur",
            "-",
            "=1+1",
            '"',
            "",
        ]
    ),
    st.text(max_size=12),
    st.integers(-10, 10**12).map(str),
)
HEADINGS = st.sampled_from(
    [
        "No. Peserta,Nama,Tgl Lahir,No. HP,Bidang",
        "Bidang,Tanggal,Waktu,Tempat,Materi",
        "Bidang,Mulai,Selesai,Tempat,Materi",
        "Hari/Tanggal/Jam,Materi,Kejuruan,Ruang,Instruktur",
        "No. Peserta,Nama,No. Sertifikat,Status,Tgl Terbit",
        "Nama,Jabatan,Bidang,HP,Ket",
        "No. Peserta,Nama,TTL,HP,Bidang",
    ]
)


@AT_LEISURE
@given(HEADINGS, st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_cells_under_good_titles(titles, rows):
    reading = read(titles + "\n" + "\n".join(",".join(row) for row in rows), "daftar.csv")
    assert_readable(reading)


@AT_LEISURE
@given(st.data())
def test_a_workbook_damaged_anywhere(data):
    source = data.draw(st.sampled_from([GOOD, (DATA / "jadwal_lama.xls").read_bytes()]))
    content = bytearray(source)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    name = "a.xlsx" if source is GOOD else "a.xls"
    assert_readable(read(bytes(content), name))
