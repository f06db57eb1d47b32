"""A file's bytes → its lists: the good records, and what is wrong with the rest."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import TypeVar

from services.importing import certificates, participants, sessions, staff
from services.importing.checks import (
    NOTHING_KNOWN,
    Known,
    check_certificates,
    check_participants,
    check_sessions,
)
from services.importing.files import sheets_of
from services.importing.headings import Meaning
from services.importing.outcome import FileReading, ListReading
from services.importing.problems import Code, FileRefused, Problem
from services.importing.records import CertificateRow, Kind, ParticipantRow, Record, SessionRow
from services.importing.rows import Row, Standing, has_band_for, records_in, skill_above
from services.importing.sheets import Sheet
from services.importing.tables import Table, tables_in
from services.importing.year import programme_year

MAX_ROWS = 50_000
"""Rows of a file below its titles."""
_PROGRESS_EVERY = 500
_RECAP = re.compile(
    r"\b(rekap|rekapitulasi|ringkasan|rangkuman|summary|pivot|grafik)", re.IGNORECASE
)

Progress = Callable[[int, int], None]
"""Called with (rows read, rows in all)."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a row is read against."""

    today: date
    zone: tzinfo


_STANDINGS: dict[Kind, Callable[[Row], Standing]] = {
    Kind.PARTICIPANTS: participants.standing,
    Kind.SESSIONS: sessions.standing,
    Kind.CERTIFICATES: certificates.standing,
    Kind.STAFF: staff.standing,
}
_READERS: dict[Kind, Callable[[Row, _Setting], Record | None]] = {
    Kind.PARTICIPANTS: lambda row, setting: participants.read_participant(row, setting.today),
    Kind.SESSIONS: lambda row, setting: sessions.read_session(row, setting.zone),
    Kind.CERTIFICATES: lambda row, _: certificates.read_certificate(row),
    Kind.STAFF: lambda row, _: staff.read_staff(row),
}


def read_list(
    content: bytes,
    name: str,
    *,
    today: date,
    zone: tzinfo,
    progress: Progress | None = None,
    known: Known = NOTHING_KNOWN,
) -> FileReading:
    """Read one file and compare its records with each other and with what is `known`.

    `today` tells a birth date in the future, `zone` is where the classes are held. What can't be
    read is a problem of the result; nothing is raised for it.
    """
    return compared(parse_list(content, name, today=today, zone=zone, progress=progress), known)


def parse_list(
    content: bytes, name: str, *, today: date, zone: tzinfo, progress: Progress | None = None
) -> FileReading:
    """The records of a file, each read for itself; `compared` finds what is wrong between them."""
    try:
        tables = _tables(sheets_of(content, name))
    except FileRefused as refused:
        return FileReading(
            name, refusal=Problem(refused.code, column=refused.column, value=refused.value)
        )
    by_kind = {kind: [table for table in tables if table.layout.kind is kind] for kind in Kind}
    count = _counter(tables, progress)
    lists = [
        _parsed(kind, group, name, _Setting(today, zone), count)
        for kind, group in by_kind.items()
        if group
    ]
    if progress:
        total = _rows_of(tables)
        progress(total, total)
    filled = [one for one in lists if one.rows or one.problems]
    if filled:
        return FileReading(name, tuple(filled))
    return FileReading(
        name, tuple(replace(one, problems=(Problem(Code.NO_ROWS),)) for one in lists)
    )


def compared(reading: FileReading, known: Known = NOTHING_KNOWN) -> FileReading:
    """The reading less the records that collide with each other or with what is known, and why."""
    return replace(reading, lists=tuple(compared_list(one, known) for one in reading.lists))


def compared_list(one: ListReading, known: Known) -> ListReading:
    """One list less the records that collide with each other or with what is known, and why."""
    rows: Sequence[Record]
    match one.kind:
        case Kind.PARTICIPANTS:
            rows, found = check_participants(_only(ParticipantRow, one.rows), known)
        case Kind.CERTIFICATES:
            rows, found = check_certificates(_only(CertificateRow, one.rows), known)
        case Kind.SESSIONS:
            rows, found = check_sessions(_only(SessionRow, one.rows), known)
        case Kind.STAFF:
            return one
    return one.with_rows(rows, found)


def _only(kind: type[R], rows: Iterable[Record]) -> list[R]:
    return [row for row in rows if isinstance(row, kind)]


def _tables(sheets: Sequence[Sheet]) -> list[Table]:
    """The tables of all sheets; recaps only where nothing else is. Raises FileRefused."""
    tables = [table for sheet in sheets for table in tables_in(sheet)]
    if not tables:
        cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
        is_empty = all(cell == "" for cell in cells)
        raise (
            FileRefused(Code.NO_ROWS)
            if is_empty
            else FileRefused(Code.MISSING_COLUMN, column="No. Peserta")
        )
    if _rows_of(tables) > MAX_ROWS:
        raise FileRefused(Code.TOO_MANY_ROWS, value=str(MAX_ROWS))
    return [table for table in tables if not _RECAP.search(table.sheet.name or "")] or tables


def _rows_of(tables: Iterable[Table]) -> int:
    return sum(table.end - table.first for table in tables)


def _counter(tables: Sequence[Table], progress: Progress | None) -> Callable[[], None]:
    total = _rows_of(tables)
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if progress and done % _PROGRESS_EVERY == 0:
            progress(min(done, total), total)

    return count


def _parsed(
    kind: Kind, tables: Sequence[Table], name: str, setting: _Setting, count: Callable[[], None]
) -> ListReading:
    rows: list[Record] = []
    problems: list[Problem] = []
    for table in tables:
        missing = list(_missing_columns(table))
        problems += missing
        if not missing:
            for row in records_in(table, _STANDINGS[kind]):
                record = _READERS[kind](row, setting)
                problems += row.problems
                if record:
                    rows.append(record)
                count()
            problems += _lacks_birth_dates(table)
    if kind is Kind.CERTIFICATES:
        rows = [*certificates.restore_lost_zeros(_only(CertificateRow, rows))]
    titles = [line for table in tables for line in (*table.above, table.sheet.name or "")]
    return ListReading(kind, tuple(rows), tuple(problems), programme_year(rows, titles, name))


def _missing_columns(table: Table) -> Iterator[Problem]:
    for title, meanings in table.layout.needed.items():
        if table.columns.keys().isdisjoint(meanings) and not _is_told_otherwise(table, meanings):
            yield Problem(
                Code.MISSING_COLUMN,
                sheet=table.sheet.name,
                row=table.heading_row,
                column=title,
                is_of_a_row=False,
            )


def _is_told_otherwise(table: Table, meanings: Sequence[Meaning]) -> bool:
    """Does a band, the title or the sheet's name say what the column would?"""
    if Meaning.SKILL in meanings:
        return skill_above(table) is not None or has_band_for(table, Meaning.SKILL)
    return Meaning.DATE in meanings and has_band_for(table, Meaning.DATE)


def _lacks_birth_dates(table: Table) -> Iterator[Problem]:
    """One warning for a participants' list without the column, instead of one a row."""
    if table.layout.kind is Kind.PARTICIPANTS and table.columns.keys().isdisjoint(
        {Meaning.BIRTH, Meaning.BIRTH_DATE}
    ):
        yield Problem(
            Code.MISSING_BIRTH_DATE,
            sheet=table.sheet.name,
            row=table.heading_row,
            column="Tanggal Lahir",
            is_of_a_row=False,
        )
