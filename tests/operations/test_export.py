"""Exported lists can be imported again, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cli_process import call, names_in
from dialogue import ZONE, Bekal
from importing_lists import CERTIFICATES, PEOPLE, SESSIONS, STAFF, import_files
from openpyxl import load_workbook

from programme.discretion import find_forbidden
from programme.people import Topic
from services.exporting.files import as_csv, as_workbook, neutral
from services.exporting.tables import STEPS, Table, tables
from services.importing.terms import parse_step
from store import presence
from store.connection import Store

LISTS = {
    "peserta.csv": PEOPLE
    + "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;0812-0000-0031 / 0812-0000-0099;Las\n"
    + "LMG-2026-032;Moch. Ma'ruf;;6/5/1984;;Konstruksi\n",
    "jadwal.csv": SESSIONS
    + "Las;25/11/2026;08.00 - 11.30;Bengkel Las;Las pipa;Wahyu Prasetyo\n"
    + "Konstruksi;26/11/2026;13.00;Ruang 2;Beton;\n",
    "sertifikat.csv": CERTIFICATES
    + "LMG-2026-031;Budi Santoso;Las;SMAW 3G;LAS 9990 00187 2026;24/11/2029;Siap Diambil;\n"
    + "LMG-2026-032;Moch. Ma'ruf;Konstruksi;;;;Menunggu Blanko;\n",
    "petugas.csv": STAFF + "Wahyu Prasetyo;Instruktur;Las, Konstruksi\nSri;Admin;\n",
}
NASTY = ("=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture
async def office(bekal: Bekal) -> Bekal:
    await import_files(bekal, LISTS)
    await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    return bekal


async def exported(bekal: Bekal) -> list[Table]:
    return await bekal.store.read(lambda tx: tables(tx, ZONE))


def rows_of(found: list[Table], name: str) -> list[tuple[str, ...]]:
    (table,) = [each for each in found if each.name == name]
    return list(table.rows)


async def test_attendance_is_among_them(office: Bekal) -> None:
    await office.store.write(
        lambda tx: presence.keep(tx, 1, 1, 1, office.clock.now(), was_there=False)
    )
    found = await exported(office)
    assert rows_of(found, "Kehadiran Pelatihan 2026") == [
        ("Budi Santoso", "LMG-2026-031", "Pengelasan", "25/11/2026 08.00", "Tidak hadir")
    ]
    stored = {row[0]: row[2] for row in rows_of(found, "Data tersimpan")}
    assert "kehadiran" in stored["Budi Santoso (LMG-2026-031)"]


async def test_the_lists_come_back(office: Bekal, tmp_path: Path) -> None:
    """Into a new store, file by file: what that exports is the same."""
    found = await exported(office)
    files = {name: text.decode("utf-8-sig") for name, text in as_csv(found).items()}
    lists = {name: text for name, text in files.items() if "Catatan" not in name}
    (tmp_path / "new").mkdir()
    store = Store.open(tmp_path / "new" / "bekal.db", tmp_path / "new" / "bekal.key")
    try:
        other = Bekal(store, office.clock)
        del lists["Data tersimpan.csv"]
        reports = await import_files(other, lists)
        assert sum(len(each.taken.rows) for report in reports for each in report.lists) == 8
        again = await exported(other)
        for name in ("Peserta Pelatihan 2026", "Jadwal Pelatihan 2026", "Sertifikat", "Petugas"):
            assert rows_of(again, name) == rows_of(found, name) != []
    finally:
        store.close()


async def test_the_same_list_again_changes_nothing(office: Bekal) -> None:
    files = as_csv(await exported(office))
    name = "Peserta Pelatihan 2026.csv"
    (report,) = await import_files(office, {name: files[name].decode("utf-8-sig")})
    (one,) = report.lists
    assert (one.changes.added, one.changes.updated, one.changes.unchanged) == (0, [], 2)


async def test_it_tells_what_is_stored_of_whom(office: Bekal) -> None:
    """What a notice of a breach needs: whom to tell, and what of."""
    budi, maruf = rows_of(await exported(office), "Data tersimpan")
    assert budi == (
        "Budi Santoso (LMG-2026-031)",
        "081200000031 / 081200000099",
        "nama, tanggal lahir, tempat lahir, nomor HP, pelatihan, sertifikat",
        "1 sendiri, 1 keluarga",
    )
    assert maruf[2:] == ("nama, tanggal lahir, pelatihan, sertifikat", "0 sendiri, 0 keluarga")


async def test_cancelled_sessions_stand_apart(office: Bekal) -> None:
    await office.cancel(1)
    found = await exported(office)
    assert [row[3] for row in rows_of(found, "Jadwal Pelatihan 2026")] == ["Beton"]
    assert [row[3] for row in rows_of(found, "Batal Pelatihan 2026")] == ["Las pipa"]


def test_every_step_is_written_as_the_import_reads_it() -> None:
    assert {step: parse_step(words) for step, words in STEPS.items()} == {
        step: step for step in STEPS
    }


# -- formulas ------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [*NASTY, " =1", "\n=1", "＝1"])
def test_no_text_is_taken_for_a_formula(value: str) -> None:
    assert neutral(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "Budi", "0812", "Ma'ruf", "LMG-2026-031", "a=b"])
def test_other_texts_stay(value: str) -> None:
    assert neutral(value) == value


def test_in_csv_every_cell_is_neutral_and_stays_one_cell() -> None:
    table = Table("Uji", ("a", "b"), [(value, 'x";y\n=z') for value in NASTY])
    ((name, content),) = as_csv([table]).items()
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert name == "Uji.csv"
    assert read == [["a", "b"], *([f"'{value}", 'x";y\n=z'] for value in NASTY)]


def test_in_a_workbook_every_cell_is_a_neutral_text() -> None:
    table = Table("Uji", ("a",), [(value,) for value in (*NASTY, "12", "nol\0kosong")])
    book = load_workbook(io.BytesIO(as_workbook([table])))
    cells = [cell for row in book["Uji"].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(str(cell.value).startswith("'") for cell in cells[: len(NASTY)])
    assert [cell.value for cell in cells[len(NASTY) :]] == ["12", "nolkosong"]


def test_tables_have_names_that_files_and_sheets_can_bear() -> None:
    long = "Peserta Pelatihan 2026: [Gelombang/2] yang namanya panjang sekali"
    found = [Table(long, ("a",), []), Table(long, ("a",), []), Table("../x", ("a",), [])]
    assert list(as_csv(found)) == [
        "Peserta Pelatihan 2026 Gelombang 2 yang namanya panjang sekali.csv",
        "Peserta Pelatihan 2026 Gelombang 2 yang namanya panjang sekali 2.csv",
        "x.csv",
    ]
    sheets = load_workbook(io.BytesIO(as_workbook(found))).sheetnames
    assert len({name.casefold() for name in sheets}) == 3
    assert max(map(len, sheets)) <= 31


# -- the command ---------------------------------------------------------------------------------


async def test_files_are_for_their_owner_only_and_nobody_is_in_their_names(
    office: Bekal, tmp_path: Path
) -> None:
    ended = await call(tmp_path, "export", "out")
    assert ended.status == 0
    assert "tidak terkunci" in ended.out
    names = names_in(tmp_path / "out")
    assert names == [
        "Catatan.csv", "Data tersimpan.csv", "Jadwal Pelatihan 2026.csv",
        "Persetujuan.csv",
        "Peserta Pelatihan 2026.csv", "Petugas.csv", "Sertifikat.csv",
    ]  # fmt: skip
    assert find_forbidden(" ".join(names)) is None
    assert modes(tmp_path / "out") == {0o600}
    actions = await office.store.read(
        lambda tx: tx.db.execute("SELECT action FROM audit ORDER BY id DESC LIMIT 1").fetchall()
    )
    assert actions == [("export",)]


def modes(folder: Path) -> set[int]:
    return {file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def test_a_workbook_has_them_all(office: Bekal, tmp_path: Path) -> None:
    ended = await call(tmp_path, "export", "all.xlsx", "--json")
    assert ended.json == {"files": ["all.xlsx"]}
    assert load_workbook(tmp_path / "all.xlsx").sheetnames[0] == "Peserta Pelatihan 2026"


async def test_nothing_is_replaced(office: Bekal, tmp_path: Path) -> None:
    assert (await call(tmp_path, "export", "out")).status == 0
    ended = await call(tmp_path, "export", "out")
    assert ended.status == 1
    assert "File exists; nothing was written" in ended.err
    assert len(names_in(tmp_path / "out")) == 7


async def test_where_nothing_is_yet_nothing_is_made(tmp_path: Path) -> None:
    ended = await call(tmp_path, "export", "out")
    assert (ended.status, names_in(tmp_path)) == (1, [])
    assert "there is no store" in ended.err
