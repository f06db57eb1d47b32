"""Stores a list of certificates: their fields and their steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from programme.certificates import AFTER_HANDOVER, Certificate, Kind, Step, is_step_back, may_move
from programme.people import number_key
from services.certificates import news
from services.importing.problems import Code, Problem
from services.importing.records import CertificateRow
from services.importing.storing.changes import Cell, Changes, corrected, fields_of
from store import certificates, people, records
from store.connection import Tx

SET_BY = "import"
"""Who set a step, in the event of the step."""

_FIELDS = {
    "certificate_kind": "kind",
    "skill": "skill",
    "cert_no": "number",
    "registration_no": "registration",
    "blank_no": "blank",
    "scheme": "scheme",
    "issued_on": "issued_on",
    "valid_until": "valid_until",
}
_NUMBERS = ("cert_no", "registration_no", "blank_no")


def store_certificates(tx: Tx, rows: Iterable[CertificateRow], by: str, now: datetime) -> Changes:
    """Add new certificates and correct known ones. Every row's participant must be stored.

    Corrections are in the audit, one entry for each participant.
    """
    changes = Changes()
    done: set[int] = set()
    for row in rows:
        participant = people.by_number(tx, row.reg_no)
        if participant is None:
            changes.report(Code.UNKNOWN_PARTICIPANT, row, "reg_no")
            continue
        skill = row.skill or _only_skill(tx, participant.id)
        held = certificates.of_participant(tx, participant.id)
        certificate = find(row, skill, [one for one in held if one.id not in done])
        if certificate is not None:
            done.add(certificate.id)
            cells = _correct(tx, certificate, row, now)
            cells += _move(tx, certificate, row, changes, now)
            if cells:
                action = f"correct certificate: {', '.join(fields_of(cells))}"
                records.audit(tx, by, action, participant.uid, now)
            changes.note(row, f"{participant.shown_name} ({participant.number})", cells)
        elif skill is None:
            changes.problems.append(_lacks_skill(row))
        else:
            done.add(_add(tx, row, participant.id, skill, now))
            changes.added += 1
    return changes


def find(
    row: CertificateRow, skill: str | None, held: Collection[Certificate]
) -> Certificate | None:
    """The participant's certificate that the row is about: by a number, else by skill and kind."""
    for name in _NUMBERS:
        for one in held:
            if _is_same(getattr(row, name), getattr(one, _FIELDS[name])):
                return one
    alike = [
        one
        for one in held
        if one.skill == skill and row.certificate_kind in (None, one.kind) and _could_be(row, one)
    ]
    same_scheme = [one for one in alike if one.scheme == (row.scheme or "")]
    return next(iter(same_scheme or alike), None)


def _lacks_skill(row: CertificateRow) -> Problem:
    return Problem(Code.MISSING_VALUE, sheet=row.sheet, row=row.row, column="Bidang")


def _is_same(number: str | None, other: str | None) -> bool:
    return bool(number and other) and number_key(number or "") == number_key(other or "")


def _could_be(row: CertificateRow, one: Certificate) -> bool:
    """Another number is another certificate, unless the number was only corrected."""
    if not (row.cert_no and one.number):
        return True
    is_other_scheme = bool(row.scheme and one.scheme) and row.scheme != one.scheme
    return one.step not in AFTER_HANDOVER and not is_other_scheme


def _only_skill(tx: Tx, participant_id: int) -> str | None:
    """The participant's skill, if his newest programme has just one."""
    enrolments = people.enrolments(tx, participant_id)
    newest = {one.skill for one in enrolments if one.programme_id == enrolments[0].programme_id}
    return newest.pop() if len(newest) == 1 else None


def _add(tx: Tx, row: CertificateRow, participant_id: int, skill: str, now: datetime) -> int:
    new = Certificate(
        id=0,
        participant_id=participant_id,
        kind=row.certificate_kind or Kind.COMPETENCE,
        skill=skill,
        scheme=row.scheme or "",
        step=row.status,
        number=row.cert_no,
        registration=row.registration_no,
        blank=row.blank_no,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        place="",
        step_at=now,
    )
    return certificates.add(tx, new, SET_BY, now)


def _correct(tx: Tx, certificate: Certificate, row: CertificateRow, now: datetime) -> list[Cell]:
    rewritten = {
        name
        for name in _NUMBERS
        if _is_same(getattr(row, name), getattr(certificate, _FIELDS[name]))
    }
    compared = {name: field for name, field in _FIELDS.items() if name not in rewritten}
    new, cells = corrected(certificate, row, compared)
    if cells:
        certificates.change(tx, new, now)
    return cells


def _move(
    tx: Tx, certificate: Certificate, row: CertificateRow, changes: Changes, now: datetime
) -> list[Cell]:
    """Move the certificate if the list says something new; a step back gives a warning.

    A list that repeats its last step is out of date: staff or the calendar have moved the
    certificate since. Any other step in the list is taken, except for a lost certificate. Nobody
    is told before staff decide to tell people.
    """
    if row.status is certificate.step:
        return []
    if row.status is certificates.last_step_set_by(tx, certificate.id, SET_BY):
        return []
    if certificate.step is Step.LOST:
        changes.report(Code.CERTIFICATE_LOST, row, "status")
        return []
    if is_step_back(certificate.step, row.status):
        changes.report(Code.STEP_BACK, row, "status")
    needs_reason = not may_move(certificate.step, row.status)
    reason = row.note or ("corrected by a list" if needs_reason else None)
    news.move(tx, certificate, row.status, reason, SET_BY, now, is_pending=True)
    return [Cell("status", certificate.step, row.status)]
