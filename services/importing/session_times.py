"""Finds the day and the hours of a session, in whichever columns a schedule has them.

They can be in "Hari/Tanggal" and "Waktu", in "Hari", "Tanggal", "Mulai" and "Selesai", in one
cell, as full moments of start and end, or the day in a band above its sessions.
"""

from datetime import date, datetime

from services.importing.cells import shown, text_of
from services.importing.dates import parse_date, weekday_in, with_year, years_in
from services.importing.headings import Meaning
from services.importing.problems import Code
from services.importing.row import Row
from services.importing.sheets import Cell
from services.importing.times import Hours, parse_hours, split_date_and_hours

_OPEN_END = frozenset({"selesai", "s/d selesai", "sampai selesai", "sd selesai", "s.d. selesai"})


def day_of(row: Row) -> date | None:
    """The day, or None with the reason in `row.problems`; a wrong weekday is a warning."""
    column, cell = _day_cell(row)
    text = shown(cell)
    if text_of(cell) is None:
        row.needs(column)
        return None
    day = parse_date(cell) or _day_in_year_above(row, text)
    if day is None:
        row.report(Code.INVALID_DATE, column, text)
    elif isinstance(cell, str) and weekday_in(text) not in {None, day.weekday()}:
        row.report(Code.WEEKDAY_MISMATCH, column, text)
    elif weekday_in(shown(row.cell(Meaning.WEEKDAY))) not in {None, day.weekday()}:
        row.report(Code.WEEKDAY_MISMATCH, Meaning.WEEKDAY)
    return day


def _day_in_year_above(row: Row, text: str) -> date | None:
    """The day of a date without a year, if just one year is named above and the weekday fits."""
    lines = (*row.table.above, row.table.sheet.name or "")
    years = {year for line in lines for year in years_in(line)}
    day = parse_date(with_year(text, years.pop())) if len(years) == 1 else None
    named = {weekday_in(text), weekday_in(shown(row.cell(Meaning.WEEKDAY)))} - {None}
    return day if day and named <= {day.weekday()} else None


def _day_cell(row: Row) -> tuple[Meaning, Cell]:
    """The column with the day, and the part of its cell that names it."""
    if row.has(Meaning.DATE):
        return Meaning.DATE, row.cell(Meaning.DATE)
    if row.has(Meaning.WHEN):
        return Meaning.WHEN, _parted(row.cell(Meaning.WHEN))[0]
    if row.band_date is None and Meaning.DATE not in row.table.columns and row.has(Meaning.START):
        return Meaning.START, _parted(row.cell(Meaning.START))[0]
    return Meaning.DATE, row.band_date or ""


def hours_of(row: Row) -> Hours | None:
    """The hours, or None with the reason in `row.problems`."""
    if row.has(Meaning.START):
        return _start_and_end(row)
    column, cell = Meaning.HOURS, row.cell(Meaning.HOURS)
    if row.has(Meaning.WHEN) and not row.has(Meaning.HOURS):
        column, cell = Meaning.WHEN, _parted(row.cell(Meaning.WHEN))[1]
    if text_of(cell) is None:
        if row.needs(column):
            row.report(Code.INVALID_TIME, column)
        return None
    hours = parse_hours(cell)
    if hours is None:
        row.report(Code.INVALID_TIME, column)
    elif hours.end is None:
        row.report(Code.END_TIME_OPEN, column)
    elif hours.end <= hours.start:
        row.report(Code.END_BEFORE_START, column)
    return hours


def _start_and_end(row: Row) -> Hours | None:
    start = _clock(row, Meaning.START)
    end = _clock(row, Meaning.END)
    if start is None:
        return None
    if end is None:
        column = Meaning.END if Meaning.END in row.table.columns else Meaning.START
        if not row.is_rejected:
            row.report(Code.END_TIME_OPEN, column)
        return start
    if end.start <= start.start:
        row.report(Code.END_BEFORE_START, Meaning.END)
    return Hours(start.start, end.start, start.utc_offset or end.utc_offset)


def _clock(row: Row, column: Meaning) -> Hours | None:
    """The start or end in a column of its own; None if it is open, or unreadable and reported."""
    whole = row.cell(column)
    cell = _parted(whole)[1] or whole
    text = text_of(cell)
    if column is Meaning.END and (text is None or text.casefold() in _OPEN_END):
        return None
    if text is None:
        row.needs(column)
        return None
    hours = parse_hours(cell)
    if hours is None:
        row.report(Code.INVALID_TIME, column)
    return hours


def _parted(cell: Cell) -> tuple[Cell, Cell]:
    """The parts of a cell that name the day and the hours."""
    if isinstance(cell, datetime):
        return cell, cell
    if isinstance(cell, date):
        return cell, ""
    return split_date_and_hours(shown(cell)) if isinstance(cell, str) else ("", cell)
