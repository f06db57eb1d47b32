"""Workbooks in a zip (.xlsx, .ods) → sheets, without trusting what the file says about itself.

The zip's directory is checked before anything is unpacked. The parts are unpacked up to a limit
and packed again without compression. The libraries read only this copy, so a directory with wrong
sizes does no harm. They run in a process of their own, see `confined`.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace

from services.importing.confined import read_workbook
from services.importing.ods import cells_laid_out, merged_areas
from services.importing.problems import Code, FileRefused
from services.importing.sheets import MAX_CELLS, Sheet

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""10,000 participants unpack to under 5 MB."""
_CELL_AT = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*?(/?)>")
_UNRESOLVED = re.compile(
    rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)|\bt=[\"']e[\"']"
)


def sheets_of_zip(content: bytes, suffix: str) -> list[Sheet]:
    """The visible sheets of an .xlsx or .ods. Raises FileRefused."""
    try:
        parts = _unpacked(content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise FileRefused(Code.CORRUPTED_FILE) from error
    if b"opendocument.spreadsheet" in parts.get("mimetype", b"") and suffix != ".xlsx":
        return _sheets_of_ods(parts)
    if b"spreadsheetml" in parts.get("[Content_Types].xml", b"") and suffix != ".ods":
        return _sheets_of_xlsx(parts)
    raise FileRefused(Code.NOT_A_WORKBOOK)


def _sheets_of_ods(parts: Mapping[str, bytes]) -> list[Sheet]:
    content = parts.get("content.xml", b"")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise FileRefused(Code.PASSWORD_PROTECTED)
    if cells_laid_out(content) > MAX_CELLS:
        raise FileRefused(Code.TOO_LARGE_UNPACKED)
    areas = merged_areas(content)
    return [
        replace(sheet, merged=areas.get(sheet.name or "", ()))
        for sheet in read_workbook(_packed(parts))
    ]


def _sheets_of_xlsx(parts: Mapping[str, bytes]) -> list[Sheet]:
    of_sheets = [
        part for name, part in parts.items() if "worksheets/" in name and name.endswith(".xml")
    ]
    if max(map(_cells_laid_out, of_sheets), default=0) > MAX_CELLS:
        raise FileRefused(Code.TOO_LARGE_UNPACKED)
    has_unresolved = any(_UNRESOLVED.search(part) for part in of_sheets)
    return read_workbook(_packed(parts), look_up_formulas=has_unresolved)


def _unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise FileRefused(Code.PASSWORD_PROTECTED)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
            raise FileRefused(Code.TOO_LARGE_UNPACKED)
        return {
            entry.filename: archive.read(entry)
            for entry in entries
            if entry.filename.endswith((".xml", ".rels", "mimetype"))
        }


def _packed(parts: Mapping[str, bytes]) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return copy.getvalue()


def _cells_laid_out(part: bytes) -> int:
    """Rows times columns up to the last filled cells."""
    last_row = last_column = 0
    for letters, row, is_empty in _CELL_AT.findall(part):
        if not is_empty:
            last_row = max(last_row, int(row))
            last_column = max(last_column, _column_number(letters))
    return last_row * last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
