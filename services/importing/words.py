"""What people read about lists; lists and columns have Indonesian names in every language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from locales import Words, skills
from locales.phones import written_phone
from locales.roles import ROLES
from locales.steps import NAMES
from programme.certificates import Kind as CertificateKind, Step
from programme.discretion import without_forbidden
from programme.messages import Button, Outgoing
from programme.people import Role
from programme.sessions import Session
from services.importing.records import Kind
from services.importing.storing.changes import Cell, Changes, Updated

KINDS = {
    Kind.PARTICIPANTS: "Daftar peserta",
    Kind.SESSIONS: "Jadwal",
    Kind.CERTIFICATES: "Daftar sertifikat",
    Kind.STAFF: "Daftar instruktur dan petugas",
}

FIELDS = {
    "full_name": "nama",
    "birth_date": "tanggal lahir",
    "phones": "nomor HP",
    "sex": "jenis kelamin",
    "birth_place": "tempat lahir",
    "note": "keterangan",
    "skill": "bidang",
    "programme": "program",
    "topic": "materi",
    "starts_at": "jam mulai",
    "ends_at": "jam selesai",
    "place": "tempat",
    "instructor": "instruktur",
    "certificate_kind": "jenis sertifikat",
    "cert_no": "nomor sertifikat",
    "registration_no": "nomor registrasi",
    "blank_no": "nomor blanko",
    "scheme": "skema",
    "issued_on": "tanggal terbit",
    "valid_until": "masa berlaku",
    "status": "status",
    "name": "nama",
    "role": "jabatan",
    "skills": "bidang",
    "phone_is_own": "nomor HP milik sendiri",
}

FIRST_SHOWN = (
    "full_name",
    "name",
    "cert_no",
    "registration_no",
    "blank_no",
    "phones",
    "birth_date",
)
"""What does most harm where it is wrong."""

EMPTY = "(kosong)"

CERTIFICATE_KINDS = {
    CertificateKind.COMPETENCE: "kompetensi",
    CertificateKind.TRAINING: "pelatihan",
}


def changed_rows(say: Words, changes: Changes) -> list[str]:
    """Each changed row with its cells, old → new; changed names and numbers come first.

    A class's start is left out: where it moved to is told of the class.
    """
    rows = [
        (sorted(map(_rank, cells)), _changed_row(say, each, cells))
        for each in changes.updated
        if (cells := [cell for cell in each.cells if cell.field != "starts_at"])
    ]
    return [line for _, line in sorted(rows, key=lambda row: row[0])]


def _rank(cell: Cell) -> int:
    return FIRST_SHOWN.index(cell.field) if cell.field in FIRST_SHOWN else len(FIRST_SHOWN)


def _changed_row(say: Words, row: Updated, cells: Sequence[Cell]) -> str:
    whom = row.whom if isinstance(row.whom, str) else class_at(say, row.whom)
    told = "; ".join(
        f"{FIELDS.get(cell.field, cell.field)} {_shown(say, cell, cell.old)} → "
        f"{_shown(say, cell, cell.new)}"
        for cell in sorted(cells, key=_rank)
    )
    return without_forbidden(f"baris {row.row}, {whom}: {told}")


def class_at(say: Words, session: Session) -> str:
    """ "Pengelasan, Rabu 25 Nov 12.30" """
    day = say.short_day(say.local_day(session.starts_at))
    return f"{skills.name(session.skill)}, {day} {say.clock(session.starts_at)}"


def _shown(say: Words, cell: Cell, value: object) -> str:
    """A value as a list would have it."""
    if value in (None, "", ()):
        return EMPTY
    if isinstance(value, tuple):
        return ", ".join(_shown(say, cell, each) for each in value)
    if isinstance(value, datetime):
        return f"{say.short_day(say.local_day(value))} {say.clock(value)}"
    return say.plain_day(value) if isinstance(value, date) else _word(say, cell, value)


def _word(say: Words, cell: Cell, value: object) -> str:
    match value:
        case bool():
            return "ya" if value else "tidak"
        case Step():
            return say(NAMES[value])
        case Role():
            return say(ROLES[value])
        case CertificateKind():
            return CERTIFICATE_KINDS[value]
    is_skill = cell.field in ("skill", "skills")
    return skills.name(str(value)) if is_skill else written_phone(str(value))


def left_in_chat(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "The file with the list you sent could not be deleted from this chat. Please delete "
            "it yourself: it names people."
        )
    )


def birth_dates(say: Words, count: int, *_: object) -> Outgoing:
    """How many wait for a decision. The message doesn't name the people."""
    return Outgoing(
        say(
            "<b>A list has another date of birth for somebody who is linked.</b> To decide: "
            "{count}",
            count=count,
        ),
        ((Button(say("Look at them"), "births"),),),
    )
