"""A row of a list of certificates → the certificate and its step."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from programme.certificates import Kind
from services.importing.cells import shown, text_of
from services.importing.dates import parse_date
from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.participants import is_number
from services.importing.problems import Code
from services.importing.records import CertificateRow, Record
from services.importing.row import Row, skill_of
from services.importing.rows import Completeness
from services.importing.terms import parse_step

_TELLING = (
    Meaning.FULL_NAME,
    Meaning.CERT_NO,
    Meaning.REGISTRATION_NO,
    Meaning.BLANK_NO,
    Meaning.STATUS,
)
_COMPETENCE = re.compile(r"\b(kompetensi|bnsp|lsp|skk)\b", re.IGNORECASE)
_TRAINING = re.compile(
    r"\b(pelatihan|diklat|kursus|kehadiran|kepesertaan|keikutsertaan|partisipasi)\b", re.IGNORECASE
)
_TRAINING_CERTIFICATE = re.compile(rf"\bsertifikat\s+{_TRAINING.pattern}", re.IGNORECASE)
_NO_DATE_YET = re.compile(r"^(belum|blm|menyusul|tidak ada|seumur hidup|proses)\b", re.IGNORECASE)


def completeness(row: Row) -> Completeness:
    has_number = is_number(row.cell(Meaning.REG_NO))
    telling = sum(text_of(row.cell(meaning)) is not None for meaning in _TELLING)
    if has_number and telling and row.has(Meaning.STATUS):
        return Completeness.WHOLE
    if has_number or (telling >= 2 and any(meaning in row.own for meaning in _TELLING)):
        return Completeness.PART
    return Completeness.NONE


def read_certificate(row: Row) -> CertificateRow | None:
    """The certificate, or None with the reasons in `row.problems`."""
    reg_no = row.needed_text(Meaning.REG_NO)
    full_name = (
        row.needed_name(Meaning.FULL_NAME) if Meaning.FULL_NAME in row.table.columns else None
    )
    skill = skill_of(row) if row.has(*SKILL_COLUMNS) or row.band_skill else None
    status_text = row.needed_text(Meaning.STATUS)
    status = parse_step(status_text) if status_text else None
    if status_text and status is None:
        row.report(Code.UNKNOWN_STATUS, Meaning.STATUS)
    cert_no = row.text(Meaning.CERT_NO)
    registration_no, blank_no = row.text(Meaning.REGISTRATION_NO), row.text(Meaning.BLANK_NO)
    scheme = row.text(Meaning.SCHEME) or row.text(Meaning.SKILL_AND_SCHEME)
    issued_on, valid_until = _date(row, Meaning.ISSUED_ON), _date(row, Meaning.VALID_UNTIL)
    note = row.text(Meaning.NOTE)
    if row.is_rejected or reg_no is None or status is None:
        return None
    return CertificateRow(
        row=row.number,
        sheet=row.table.sheet.name,
        columns=row.titles(
            {
                "reg_no": Meaning.REG_NO,
                "cert_no": Meaning.CERT_NO,
                "full_name": Meaning.FULL_NAME,
                "status": Meaning.STATUS,
            }
        ),
        written={
            "reg_no": reg_no,
            "full_name": shown(row.cell(Meaning.FULL_NAME)),
            "status": status_text or "",
        },
        reg_no=reg_no.upper(),
        full_name=full_name,
        skill=skill,
        cert_no=cert_no,
        status=status,
        registration_no=registration_no,
        blank_no=blank_no,
        scheme=scheme,
        issued_on=issued_on,
        valid_until=valid_until,
        note=note,
        certificate_kind=_kind(row),
    )


def _kind(row: Row) -> Kind | None:
    """The kind named in the row or in the lines above the table; None if neither names one."""
    own = shown(row.cell(Meaning.CERT_KIND))
    for text in (own, *reversed(row.table.above), row.table.sheet.name or ""):
        if _COMPETENCE.search(text):
            return Kind.COMPETENCE
        if (_TRAINING if text == own else _TRAINING_CERTIFICATE).search(text):
            return Kind.TRAINING
    return None


def _date(row: Row, column: Meaning) -> date | None:
    text = text_of(row.cell(column))
    if text is None or _NO_DATE_YET.match(text):
        return None
    day = parse_date(row.cell(column))
    if day is None:
        row.report(Code.INVALID_DATE, column)
    return day


def restore_lost_zeros(rows: Iterable[Record]) -> list[Record]:
    """The certificates, with their blank numbers as long as the list's others.

    A spreadsheet that took "0064115" for a number keeps 64115. If all blank numbers of the list
    that begin with a zero have the same length, that length is certain; nothing is guessed.
    """
    certificates = [row for row in rows if isinstance(row, CertificateRow)]
    lengths = Counter(
        len(one.blank_no)
        for one in certificates
        if one.blank_no and re.fullmatch(r"0\d+", one.blank_no)
    )
    if len(lengths) != 1:
        return [*certificates]
    (length,) = lengths
    return [
        replace(one, blank_no=one.blank_no.zfill(length))
        if one.blank_no and one.blank_no.isdecimal()
        else one
        for one in certificates
    ]
