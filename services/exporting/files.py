"""Writes tables as files or as sheets of a workbook; no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from services.exporting.tables import Table

FORMULA_SIGNS = ("=", "+", "-", "@")
"""Spreadsheets read a text with this beginning as a formula (OWASP, CSV injection)."""

LONGEST_TITLE = 31
"""Excel's limit for a sheet's name."""

WIDEST = 60


def as_csv(tables: Sequence[Table]) -> dict[str, bytes]:
    """File name → content: UTF-8 as Excel reads it, separated by semicolons."""
    return {f"{name}.csv": _csv(table) for name, table in _named(tables, 80).items()}


def as_workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx with one sheet for each table; every cell is text."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for name, table in _named(tables, LONGEST_TITLE).items():
        sheet = book.create_sheet(name)
        for number, row in enumerate((table.titles, *table.rows), 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", neutral(value))
                cell.data_type = "s"
                if number == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for column, title in enumerate(table.titles):
            widest = max((len(row[column]) for row in table.rows), default=0)
            width = min(max(widest, len(title)) + 2, WIDEST)
            sheet.column_dimensions[get_column_letter(column + 1)].width = width
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def neutral(value: str) -> str:
    """The text, changed if a spreadsheet would read it as a formula."""
    shown = unicodedata.normalize("NFKC", value).lstrip("\0\t\r\n ")
    is_formula = shown.startswith(FORMULA_SIGNS) or value.startswith(("\t", "\r"))
    return f"'{value}" if is_formula else value


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([neutral(value) for value in row] for row in (table.titles, *table.rows))
    return out.getvalue().encode("utf-8-sig")


def _named(tables: Sequence[Table], longest: int) -> dict[str, Table]:
    """Each table by a unique name that is valid for files and sheets."""
    found: dict[str, Table] = {}
    for table in tables:
        plain = " ".join(re.sub(r"[^\w.-]+", " ", table.name).strip(" .").split())[:longest]
        name, number = plain, 2
        while name.casefold() in {each.casefold() for each in found}:
            name, number = f"{plain[: longest - 4]} {number}", number + 1
        found[name] = table
    return found
