"""Lists as offices write them, made inside a test, and what the importer reads in them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl

from services.importing.checks import Known, compared
from services.importing.file_reading import FileReading, ListReading
from services.importing.problems import Problem
from services.importing.reading import parse_list
from services.importing.storing.report import FileReport

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 24)

Rows = Sequence[Sequence[Any]]


def workbook(
    sheets: Mapping[str, Rows], merged: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """An .xlsx with these sheets; `merged` are areas such as "B2:B4" by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(
    content: bytes | str, name: str = "daftar.xlsx", known: Known | None = None, **more: Any
) -> FileReading:
    """What a file holds, compared with itself and with what is `known`."""
    data = content.encode() if isinstance(content, str) else content
    reading = parse_list(data, name, today=TODAY, zone=WIB, **more)
    return replace(reading, lists=tuple(compared(one, known or Known()) for one in reading.lists))


def as_json(reading: FileReading) -> list[dict[str, Any]]:
    """What `bekal import --json` prints of a file before it is stored."""
    if reading.refusal:
        return FileReport(reading).as_json()
    return [one.as_json(reading.name) for one in reading.lists]


def read_rows(
    *rows: Sequence[Any], merged: Sequence[str] = (), sheet: str = "Sheet1"
) -> ListReading:
    """The one list in a sheet of these rows."""
    reading = read(workbook({sheet: rows}, {sheet: merged}))
    assert reading.refusal is None, reading.refusal
    (only,) = reading.lists
    return only


def read_csv(text: str, name: str = "daftar.csv") -> ListReading:
    reading = read(text, name)
    assert reading.refusal is None, reading.refusal
    (only,) = reading.lists
    return only


def problems_in(reading: ListReading | FileReading) -> Sequence[Problem]:
    """The problems in the order reported; of a refused file the one."""
    if isinstance(reading, ListReading):
        return reading.problems
    if reading.refusal:
        return [reading.refusal]
    return [problem for one in reading.lists for problem in one.problems]


def found(reading: ListReading | FileReading) -> list[tuple[int | None, str]]:
    """The problems as (row, code), in the order reported."""
    return [(problem.row, problem.code.value) for problem in problems_in(reading)]


def hours(reading: ListReading) -> list[str]:
    """Start and end of every session, as 2026-11-23 08.00-11.30."""
    rows = [row.as_json() for row in reading.rows]
    written = [
        f"{row['starts_at'][:10]} {row['starts_at'][11:16]}-{(row['ends_at'] or '')[11:16]}"
        for row in rows
    ]
    return [text.replace(":", ".") for text in written]
