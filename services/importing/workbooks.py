"""Workbooks (.xlsx, .ods, .xls) → sheets, without trusting what the file says about itself.

A zip's directory is judged before anything is unpacked. What then is unpacked, no further than the
limit, is packed anew without compression: that copy is all the reading libraries get to see, so a
directory that lies about sizes leads nowhere.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from services.importing.problems import Code, FileRefused
from services.importing.sheets import Cell, CellError, Formula, Sheet

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""10,000 participants unpack to under 5 MB."""
MAX_CELLS = 3_000_000
"""Rows times columns of a sheet: the library lays them all out in memory, empty ones too."""

_CELL_AT = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*?(/?)>")
_UNRESOLVED = re.compile(
    rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)|\bt=[\"']e[\"']"
)
_REPEATED_ROW = re.compile(
    rb"<table:table-row\b[^>]*number-rows-repeated=\"(\d{4,})\"[^>]*[^/]>(.*?)</table:table-row>",
    re.DOTALL,
)
_REPEATED_CELL = re.compile(
    rb"<table:table-cell\b(?=[^>]*office:value-type)[^>]*columns-repeated=\"(\d{4,})\""
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
    if "content.xml" in parts and b"opendocument.spreadsheet" in parts.get("mimetype", b""):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise FileRefused(Code.PASSWORD_PROTECTED)
        if suffix in {".xlsx", ".xlsm"}:
            raise FileRefused(Code.NOT_A_WORKBOOK)
        _refuse_swollen_ods(parts["content.xml"])
        return _read(io.BytesIO(_packed(parts)))
    if b"spreadsheetml" not in parts.get("[Content_Types].xml", b"") or suffix == ".ods":
        raise FileRefused(Code.NOT_A_WORKBOOK)
    sheet_parts = [
        part for name, part in parts.items() if "worksheets/" in name and name.endswith(".xml")
    ]
    for part in sheet_parts:
        _refuse_swollen_xlsx(part)
    copy = _packed(parts)
    sheets = _read(io.BytesIO(copy))
    if any(_UNRESOLVED.search(part) for part in sheet_parts):
        sheets = [_with_unresolved(sheet, copy) for sheet in sheets]
    return sheets


def sheets_of_xls(content: bytes) -> list[Sheet]:
    """The visible sheets of an .xls. Raises FileRefused."""
    return _read(io.BytesIO(content))


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


def _refuse_swollen_xlsx(part: bytes) -> None:
    """Two far corners filled would make the library lay out every cell between them."""
    last_row = last_column = 0
    for letters, row, is_empty in _CELL_AT.findall(part):
        if not is_empty:
            last_row = max(last_row, int(row))
            last_column = max(last_column, _column_number(letters))
    if last_row * last_column > MAX_CELLS:
        raise FileRefused(Code.TOO_LARGE_UNPACKED)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_swollen_ods(part: bytes) -> None:
    """A filled row or cell may say that it stands for a million like it."""
    if _REPEATED_CELL.search(part) or any(
        b"office:value-type" in row for _, row in _REPEATED_ROW.findall(part)
    ):
        raise FileRefused(Code.TOO_LARGE_UNPACKED)


def _read(file: io.BytesIO) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        visible = [
            one.name for one in workbook.sheets_metadata if one.visible is SheetVisibleEnum.Visible
        ]
        return [_sheet(workbook.get_sheet_by_name(name)) for name in visible]
    except PasswordError as error:
        raise FileRefused(Code.PASSWORD_PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused(Code.CORRUPTED_FILE) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(
            Code.CORRUPTED_FILE
        ) from error  # the Rust library met what it can't handle


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows, sheet.merged_cell_ranges or ())


def _with_unresolved(sheet: Sheet, copy: bytes) -> Sheet:
    """The sheet with the formulas without result and the errors that calamine reads as nothing."""
    shown = _by_openpyxl(copy, sheet.name, data_only=True)
    formulas = _by_openpyxl(copy, sheet.name, data_only=False)
    rows = [list(row) for row in sheet.rows]
    for (row, column), (kind, text) in formulas.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            result_kind, result = shown.get((row, column), ("n", ""))
            if result_kind == "e":
                rows[row][column] = CellError(result)
            elif kind == "f":
                rows[row][column] = Formula(text)
    return Sheet(sheet.name, rows, sheet.merged)


def _by_openpyxl(
    copy: bytes, name: str | None, *, data_only: bool
) -> dict[tuple[int, int], tuple[str, str]]:
    """(row, column) from 0 → (type, text) of the formula and error cells."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(copy), read_only=True, data_only=data_only)
        return {
            ((cell.row or 0) - 1, (cell.column or 0) - 1): (cell.data_type, str(cell.value))
            for row in workbook[name or ""].iter_rows()
            for cell in row
            if cell.data_type in {"f", "e"}
        }
    except Exception as error:
        raise FileRefused(Code.CORRUPTED_FILE) from error
