"""Stores the lists of files and reports the result."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from services.importing import notifying
from services.importing.checks import compared
from services.importing.file_reading import FileReading, ListReading
from services.importing.problems import Code, Problem
from services.importing.records import CertificateRow, Kind, ParticipantRow, SessionRow, StaffRow
from services.importing.storing.certificates import store_certificates
from services.importing.storing.changes import Changes
from services.importing.storing.known import known_to, without_erased
from services.importing.storing.participants import store_participants
from services.importing.storing.programmes import (
    Programme,
    UnclearProgramme,
    check_name,
    programme_for,
)
from services.importing.storing.report import FileReport, ListReport
from services.importing.storing.sessions import store_sessions
from services.importing.storing.staff import store_staff
from store import people, records
from store.connection import Tx

_ORDER = (Kind.PARTICIPANTS, Kind.STAFF, Kind.SESSIONS, Kind.CERTIFICATES)
"""Certificates need their participants: those that others need are stored first."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to store lists, and who stores them. `zone` is where the classes are held."""

    by: str
    zone: tzinfo
    programme: str | None = None
    cancel_missing: bool = False
    same_people: bool = False
    """Numbers that come with another name are of the same people still."""


def store_files(
    tx: Tx, readings: Sequence[FileReading], options: ImportOptions, now: datetime
) -> list[FileReport]:
    """Store all valid rows; one report for each file, in the order given.

    Raises `programmes.ForbiddenName` for the name in `options`.
    """
    if options.programme:
        check_name(options.programme)
    todo = [(file, one) for file, reading in enumerate(readings) for one in reading.lists]
    todo.sort(key=lambda pair: _ORDER.index(pair[1].kind))
    done: dict[int, list[ListReport]] = {file: [] for file in range(len(readings))}
    before = {ident for ident, _, _ in people.programmes(tx)}
    for file, one in todo:
        done[file].append(_store_list(tx, one, readings[file].name, options, before, now))
    return [FileReport(reading, tuple(done[file])) for file, reading in enumerate(readings)]


def _store_list(
    tx: Tx,
    one: ListReading,
    file_name: str,
    options: ImportOptions,
    before: Collection[int],
    now: datetime,
) -> ListReport:
    """Store one list, record the import and add an entry to the audit."""
    try:
        programme = _programme(tx, one, options, before, now)
    except UnclearProgramme as unclear:
        problem = Problem(Code.PROGRAMME_UNCLEAR, value=str(unclear))
        report = ListReport(one.with_rows((), [problem]), Changes(), unclear=unclear)
    else:
        report = _stored(tx, one, programme, options, now)
    import_id = records.add_import(
        tx,
        file_name,
        one.kind,
        report.programme_id,
        len(report.taken.rows),
        report.taken.rejected,
        report.to_keep(),
        options.by,
        now,
    )
    records.audit(tx, options.by, f"import {one.kind}", f"import:{import_id}", now)
    return report


def _programme(
    tx: Tx, one: ListReading, options: ImportOptions, before: Collection[int], now: datetime
) -> Programme | None:
    """Certificates belong to a person, staff to the office; only escorts to a programme."""
    if one.kind is Kind.CERTIFICATES or (one.kind is Kind.STAFF and options.programme is None):
        return None
    year = one.year or now.astimezone(options.zone).year
    return programme_for(tx, one, options.programme, year, before)


def _stored(
    tx: Tx, one: ListReading, programme: Programme | None, options: ImportOptions, now: datetime
) -> ListReport:
    known = known_to(tx, one, programme.id if programme else None, same_people=options.same_people)
    checked = compared(without_erased(tx, one), known)
    programme_id = programme.stored(tx, now) if programme and checked.rows else None
    changes = _changes(tx, checked, programme_id, options, now)
    taken = checked.with_rows(changes.taken(checked.rows), changes.problems)
    unaware = None
    if one.kind is Kind.SESSIONS and programme_id is not None:
        unaware = notifying.unaware_of(notifying.pending(tx, programme_id, now))
    return ListReport(taken, changes, programme_id, programme.name if programme else None, unaware)


def _changes(
    tx: Tx, one: ListReading, programme_id: int | None, options: ImportOptions, now: datetime
) -> Changes:
    if one.kind is Kind.CERTIFICATES:
        return store_certificates(tx, one.rows_of(CertificateRow), options.by, now)
    if one.kind is Kind.STAFF:
        return store_staff(tx, one.rows_of(StaffRow), programme_id, options.by, now)
    if programme_id is None:
        return Changes()
    if one.kind is Kind.PARTICIPANTS:
        rows = one.rows_of(ParticipantRow)
        return store_participants(tx, rows, programme_id, options.by, now)
    return store_sessions(
        tx,
        one.rows_of(SessionRow),
        programme_id,
        now,
        is_whole=not one.has_errors,
        cancel_missing=options.cancel_missing,
    )
