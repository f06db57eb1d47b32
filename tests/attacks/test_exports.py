"""Attacks through exports: formulas that a spreadsheet would run, file names."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

import openpyxl
import pytest
from dialogue import ZONE, Bekal
from importing_lists import PEOPLE, import_files
from list_files import FORMULAS

from services.exporting.files import as_csv, as_workbook, neutral
from services.exporting.tables import Table, tables

RUN = (*FORMULAS, "\n=1+1", "\r=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "\x00=1+1", " =1+1")


@pytest.mark.parametrize("formula", RUN, ids=ascii)
def test_a_formula_is_exported_as_text(formula: str) -> None:
    assert neutral(formula).startswith("'")
    table = Table("Peserta", ("Nama",), [(formula,)])
    ((_, content),) = as_csv([table]).items()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1] == [f"'{formula}"]


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
async def test_a_formula_of_a_list_stays_text_in_a_workbook(bekal: Bekal, formula: str) -> None:
    quoted = formula.replace('"', '""')
    row = f'LMG-2026-031;"Budi {quoted}";"{quoted}";17-8-1990;;Las\n'
    await import_files(bekal, {"p.csv": PEOPLE + row})
    made = await bekal.store.read(lambda tx: tables(tx, ZONE))
    for sheet in openpyxl.load_workbook(io.BytesIO(as_workbook(made))).worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "inlineStr", "n"), "a text, or nothing"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "..", "a/b", "C:\\x", "nul\x00", "x\n.exe", "", ".", "~root"],
    ids=ascii,
)  # fmt: skip
def test_a_programmes_name_leads_an_export_nowhere(name: str) -> None:
    tables_ = [Table(f"Peserta {name}", ("Nama",), [("Budi",)]) for _ in range(2)]
    made = as_csv(tables_)
    assert len(made) == 2
    for file in made:
        assert PurePath(file).name == file
        assert file.endswith(".csv")
        assert file.isprintable()
