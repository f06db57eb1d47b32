"""Imports lists written inside a test into the store of a dialogue."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dialogue import Bekal

from services.importing.file_reading import FileReading
from services.importing.reading import parse_list
from services.importing.storing.lists import ImportOptions, store_files
from services.importing.storing.report import FileReport, ListReport
from store.connection import Tx

ZONE = ZoneInfo("Asia/Jakarta")

PEOPLE = "No. Peserta;Nama;Tempat Lahir;Tgl Lahir;No. HP;Bidang\n"
SESSIONS = "Bidang;Tanggal;Waktu;Tempat;Materi;Instruktur\n"
CERTIFICATES = "No. Peserta;Nama;Bidang;Skema;No. Sertifikat;Berlaku s.d.;Status;Keterangan\n"
STAFF = "Nama;Jabatan;Bidang\n"


async def import_files(
    bekal: Bekal,
    files: dict[str, str],
    *,
    programme: str | None = None,
    cancel_missing: bool = False,
) -> list[FileReport]:
    """Store the texts of these files, in one transaction."""
    now = bekal.clock.now()
    today = now.astimezone(ZONE).date()
    readings: list[FileReading] = [
        parse_list(text.encode(), name, today=today, zone=ZONE) for name, text in files.items()
    ]
    options = ImportOptions("test", ZONE, programme, cancel_missing)

    def work(tx: Tx) -> list[FileReport]:
        return store_files(tx, readings, options, now)

    return await bekal.store.write(work)


async def import_list(
    bekal: Bekal,
    text: str,
    *,
    programme: str | None = None,
    cancel_missing: bool = False,
) -> ListReport:
    """Store the one list of a text."""
    (report,) = await import_files(
        bekal, {"daftar.csv": text}, programme=programme, cancel_missing=cancel_missing
    )
    assert report.reading.refusal is None, report.reading.refusal
    (only,) = report.lists
    return only


def problems(report: ListReport) -> list[tuple[int | None, str]]:
    """The problems as (row, code), in the order reported."""
    return [(problem.row, problem.code.value) for problem in report.taken.problems]


def counts(report: ListReport) -> tuple[int, int, int]:
    """How many rows were (new, changed, unchanged)."""
    changes = report.changes
    return changes.added, len(changes.updated), changes.unchanged


def updated(report: ListReport) -> list[tuple[int, list[str]]]:
    """The changed rows with the fields that differed."""
    return [(each.row, each.fields) for each in report.changes.updated]
