"""Reads one workbook from standard input and prints its cells as JSON.

`confined` starts it in a process of its own and explains why. On success the exit status is 0 and
the output one JSON document: {"sheets": […]} or {"refused": code}. On any other end the file can't
be read.
"""

import io
import json
import sys
import sysconfig
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from services.importing.landlock import confine_to_reading
from services.importing.problems import Code, FileRefused
from services.importing.sheets import MAX_CELLS

_MAX_MEMORY = 512 * 1024 * 1024
_MAX_SECONDS = 20

_NEEDED = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/mime.types")
"""What Python and openpyxl load outside their own folders."""


def main() -> None:
    """With the argument "formulas", look up again the cells that calamine reads as empty."""
    _confine()
    content = sys.stdin.buffer.read()
    answer: dict[str, Any]
    try:
        answer = {"sheets": list(_sheets(content, look_up_formulas="formulas" in sys.argv))}
    except FileRefused as refused:
        answer = {"refused": refused.problem.code}
    json.dump(answer, sys.stdout, default=_tagged)


def _confine() -> None:
    """Limit memory and time, and keep the process from the office's files, above all the key.

    Windows has only the time limit of `confined`; a kernel without Landlock has no limit on files.
    """
    python = map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib"))
    confine_to_reading({*python, *_NEEDED})
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # Windows has no such module

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MAX_SECONDS, _MAX_SECONDS))


def _sheets(content: bytes, *, look_up_formulas: bool) -> Iterator[dict[str, Any]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for metadata in workbook.sheets_metadata:
            if metadata.visible is SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_name(metadata.name)
                if sheet.total_height * sheet.total_width > MAX_CELLS:
                    raise FileRefused(Code.TOO_LARGE_UNPACKED)
                rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
                if look_up_formulas:
                    _add_unresolved(rows, content, metadata.name)
                yield {
                    "name": metadata.name,
                    "rows": rows,
                    "merged": sheet.merged_cell_ranges or (),
                }
    except PasswordError as error:
        raise FileRefused(Code.PASSWORD_PROTECTED) from error
    except CalamineError as error:
        raise FileRefused(Code.CORRUPTED_FILE) from error


def _add_unresolved(rows: list[list[Any]], content: bytes, sheet: str) -> None:
    """Add errors and formulas without a stored result: calamine reads them as empty."""
    results = _special_cells(content, sheet, data_only=True)
    for (row, column), (kind, text) in _special_cells(content, sheet, data_only=False).items():
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend("" for _ in range(len(rows[row]), column + 1))
        if rows[row][column] == "":
            result_kind, result = results.get((row, column), ("", ""))
            if result_kind == "e":
                rows[row][column] = {"error": result}
            elif kind == "f":
                rows[row][column] = {"formula": text}
            elif kind == "e":
                rows[row][column] = {"error": text}


def _special_cells(
    content: bytes, sheet: str, *, data_only: bool
) -> dict[tuple[int, int], tuple[str, str]]:
    """(row, column) from 0 → (type, text) of the formula and error cells."""
    import openpyxl  # noqa: PLC0415  # slower than all the rest, and few workbooks need it

    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    return {
        (cell.row - 1, cell.column - 1): (cell.data_type, str(cell.value))
        for row in workbook[sheet].iter_rows()
        for cell in row
        if cell.data_type in {"f", "e"} and cell.row and cell.column
    }


def _tagged(value: object) -> dict[str, str | float]:
    """Represent a value that JSON can't; `confined` turns it back."""
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta():
            return {"seconds": value.total_seconds()}
        case _:
            raise TypeError(type(value))


if __name__ == "__main__":
    main()
