"""A file's bytes → its lists: the good records, and the problems of the others."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from itertools import count

from services.importing import certificates, participants, sessions, staff
from services.importing.dates import years_in
from services.importing.file_reading import FileReading, ListReading
from services.importing.files import sheets_of
from services.importing.headings import Meaning
from services.importing.problems import Code, FileRefused, Problem
from services.importing.records import Kind, Record, SessionRow
from services.importing.row import Row, skill_above
from services.importing.rows import Completeness, has_band_for, records_in
from services.importing.sheets import Sheet
from services.importing.tables import Table, tables_in

MAX_ROWS = 50_000
"""The most rows below the titles of a file."""
_PROGRESS_EVERY = 500
_RECAP = re.compile(
    r"\b(rekap|rekapitulasi|ringkasan|rangkuman|summary|pivot|grafik)", re.IGNORECASE
)

Progress = Callable[[int, int], None]
"""Called with (rows read, rows in all)."""


Reader = tuple[Callable[[Row], Completeness], Callable[[Row], Record | None]]
"""(how complete a row is as a record, the record itself)"""


def parse_list(
    content: bytes, name: str, *, today: date, zone: tzinfo, progress: Progress | None = None
) -> FileReading:
    """The records of a file, each read on its own; `checks.compared` finds conflicts between them.

    A birth date after `today` is a problem; classes are held in `zone`. What can't be read is a
    problem in the result; nothing is raised for it.
    """
    readers: dict[Kind, Reader] = {
        Kind.PARTICIPANTS: (
            participants.completeness,
            lambda row: participants.read_participant(row, today),
        ),
        Kind.SESSIONS: (sessions.completeness, lambda row: sessions.read_session(row, zone)),
        Kind.CERTIFICATES: (certificates.completeness, certificates.read_certificate),
        Kind.STAFF: (staff.completeness, staff.read_staff),
    }
    try:
        tables = _tables(sheets_of(content, name))
    except FileRefused as refused:
        return FileReading(name, refusal=refused.problem)
    total = _rows_of(tables)
    rows_read = count(1)

    def advance() -> None:
        done = next(rows_read)
        if progress and done % _PROGRESS_EVERY == 0:
            progress(min(done, total), total)

    lists = []
    for kind, reader in readers.items():
        if of_kind := [table for table in tables if table.layout.kind is kind]:
            lists.append(_parsed(of_kind, name, reader, advance))
    if progress:
        progress(total, total)
    filled = [one for one in lists if one.rows or one.problems]
    return FileReading(
        name,
        tuple(filled or (replace(one, problems=(Problem(Code.NO_ROWS),)) for one in lists)),
    )


def _tables(sheets: Sequence[Sheet]) -> list[Table]:
    """The tables of all sheets; recaps only if there are no others. Raises FileRefused."""
    tables = [table for sheet in sheets for table in tables_in(sheet)]
    if not tables:
        if all(cell == "" for sheet in sheets for row in sheet.rows for cell in row):
            raise FileRefused(Code.NO_ROWS)
        raise FileRefused(Code.MISSING_COLUMN, column="No. Peserta")
    if _rows_of(tables) > MAX_ROWS:
        raise FileRefused(Code.TOO_MANY_ROWS, value=str(MAX_ROWS))
    return [table for table in tables if not _RECAP.search(table.sheet.name or "")] or tables


def _rows_of(tables: Iterable[Table]) -> int:
    return sum(table.end - table.first for table in tables)


def _parsed(
    tables: Sequence[Table], name: str, reader: Reader, advance: Callable[[], None]
) -> ListReading:
    completeness, read = reader
    rows: list[Record] = []
    problems: list[Problem] = []
    for table in tables:
        missing = [_of_table(table, Code.MISSING_COLUMN, title) for title in _missing(table)]
        problems += missing
        if not missing:
            for row in records_in(table, completeness):
                record = read(row)
                problems += row.problems
                if record:
                    rows.append(record)
                advance()
            if _lacks_birth_dates(table):
                problems.append(_of_table(table, Code.MISSING_BIRTH_DATE, "Tanggal Lahir"))
    kind = tables[0].layout.kind
    if kind is Kind.CERTIFICATES:
        rows = [*certificates.restore_lost_zeros(rows)]
    titles = [line for table in tables for line in (*table.above, table.sheet.name or "")]
    year = _programme_year(rows, [*titles, name])
    return ListReading(kind, tuple(rows), tuple(problems), year)


def _of_table(table: Table, code: Code, column: str) -> Problem:
    """A problem of the whole table, reported once instead of for each row."""
    return Problem(code, table.sheet.name, table.heading_row, column=column, is_of_a_row=False)


def _missing(table: Table) -> Iterator[str]:
    """The titles of needed columns that are missing and that no band or line above replaces."""
    for title, meanings in table.layout.needed.items():
        if table.columns.keys().isdisjoint(meanings) and not _is_told_otherwise(table, meanings):
            yield title


def _is_told_otherwise(table: Table, meanings: Sequence[Meaning]) -> bool:
    """Does a band, a line above or the sheet's name say what the column would?"""
    if Meaning.SKILL in meanings:
        return skill_above(table) is not None or has_band_for(table, Meaning.SKILL)
    return Meaning.DATE in meanings and has_band_for(table, Meaning.DATE)


def _lacks_birth_dates(table: Table) -> bool:
    return table.layout.kind is Kind.PARTICIPANTS and table.columns.keys().isdisjoint(
        {Meaning.BIRTH, Meaning.BIRTH_DATE}
    )


def _programme_year(rows: Sequence[Record], titles: Iterable[str]) -> int | None:
    """The year of the earliest session, of most participant numbers, or in the first title.

    A programme that runs into the next year belongs to the year in which it began.
    """
    starts = [row.starts_at.year for row in rows if isinstance(row, SessionRow)]
    if starts:
        return min(starts)
    of_numbers = Counter(
        years[0] for row in rows if (years := years_in(getattr(row, "reg_no", "")))
    )
    if of_numbers:
        return of_numbers.most_common(1)[0][0]
    return next((year for title in titles for year in years_in(title)), None)
