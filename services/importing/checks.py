"""Compares records with each other and with what is known already. Nothing here reads a store.

`Known` is what the caller looked up for the numbers, phones and rooms in the records. An empty
`Known` compares the records with each other only.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz

from programme.names import name_key
from programme.people import number_key
from services.importing.file_reading import ListReading
from services.importing.problems import Code, Problem
from services.importing.records import CertificateRow, Kind, ParticipantRow, Record, SessionRow
from services.importing.rooms import Booking, overlapping

_ONE_NAME = 88.0
"""From this similarity on (0..100), two spellings are one name."""

Checked = tuple[Sequence[Record], list[Problem]]
"""The records that may be stored, and the problems found."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    full_name: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers are keyed by `number_key`, phones are E.164."""

    participants: Mapping[str, KnownPerson] | None = None
    """None if not looked up: then no participant of a certificate is called unknown."""
    phone_owners: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Phone → keys of the participant numbers that have it."""
    certificate_owners: Mapping[str, str] = field(default_factory=dict)
    """Certificate number → key of its participant's number."""
    bookings: Sequence[Booking] = ()
    same_people: bool = False
    """Somebody has said that a number's new name is of the same person."""


def compared(one: ListReading, known: Known) -> ListReading:
    """The list without the records that conflict with each other or with what is known."""
    match one.kind:
        case Kind.PARTICIPANTS:
            return one.with_rows(*_check_participants(one.rows_of(ParticipantRow), known))
        case Kind.CERTIFICATES:
            return one.with_rows(*_check_certificates(one.rows_of(CertificateRow), known))
        case Kind.SESSIONS:
            return one.with_rows(*_check_sessions(one.rows_of(SessionRow), known))
        case Kind.STAFF:
            return one


def problem_at(code: Code, row: Record, field_name: str, related: Iterable[int] = ()) -> Problem:
    """A problem of one field of a record, with the title and value as the list has them."""
    written = row.written.get(field_name) or getattr(row, field_name)
    return Problem(
        code,
        sheet=row.sheet,
        row=row.row,
        column=row.columns.get(field_name),
        value=written if isinstance(written, str) else None,
        related_rows=tuple(related),
    )


def _check_participants(rows: Iterable[ParticipantRow], known: Known) -> Checked:
    """No number for two people, no person twice; a warning for phones that two people share."""
    taken: dict[str, ParticipantRow] = {}
    problems = []
    for row in rows:
        key = number_key(row.reg_no)
        stored = (known.participants or {}).get(key)
        if key in taken:
            code = Code.REPEATED_ROW if _is_same_row(taken[key], row) else Code.DUPLICATE_REG_NO
            problems.append(problem_at(code, row, "reg_no", related=[taken[key].row]))
        elif stored and _is_another_person(stored, row):
            problems.append(problem_at(Code.DUPLICATE_REG_NO, row, "reg_no"))
        elif stored and not (known.same_people or _may_be_one(stored.full_name, row.full_name)):
            renamed = f"{stored.full_name} → {row.full_name}"
            problems.append(replace(problem_at(Code.RENAMED, row, "full_name"), value=renamed))
        else:
            taken[key] = row
    kept = list(taken.values())
    return kept, problems + _shared_phones(kept, known.phone_owners)


def _is_another_person(stored: KnownPerson, row: ParticipantRow) -> bool:
    """Does the number belong to somebody else? A new name or birth date alone is a correction."""
    if stored.birth_date and row.birth_date:
        return stored.birth_date != row.birth_date and name_key(stored.full_name) != name_key(
            row.full_name
        )
    return not _is_one_name(stored.full_name, row.full_name)


def _is_same_row(first: ParticipantRow, later: ParticipantRow) -> bool:
    has_one_birth_date = (
        None in (first.birth_date, later.birth_date) or first.birth_date == later.birth_date
    )
    return has_one_birth_date and _is_one_name(first.full_name, later.full_name)


def _may_be_one(one: str, other: str) -> bool:
    """Two spellings, or the whole name instead of a part of it."""
    words, others = (set(name_key(name).split()) for name in (one, other))
    return words <= others or others <= words or _is_one_name(one, other)


def _is_one_name(one: str, other: str) -> bool:
    return fuzz.ratio(name_key(one), name_key(other)) >= _ONE_NAME


def _shared_phones(
    rows: Sequence[ParticipantRow], owners: Mapping[str, Collection[str]]
) -> list[Problem]:
    first_rows: dict[str, list[int]] = {}
    problems = []
    for row in rows:
        related = sorted(
            {earlier for phone in row.phones for earlier in first_rows.get(phone, ())}
        )
        is_stored = any(
            set(owners.get(phone, ())) - {number_key(row.reg_no)} for phone in row.phones
        )
        if related or is_stored:
            problems.append(problem_at(Code.DUPLICATE_PHONE, row, "phones", related=related))
        for phone in row.phones:
            first_rows.setdefault(phone, []).append(row.row)
    return problems


def _check_certificates(rows: Iterable[CertificateRow], known: Known) -> Checked:
    """Every certificate belongs to a known participant, and each number to one participant."""
    kept, problems = [], []
    first_rows: dict[str, int] = {}
    for row in rows:
        owner, number = number_key(row.reg_no), number_key(row.cert_no or "")
        if known.participants is not None and owner not in known.participants:
            problems.append(problem_at(Code.UNKNOWN_PARTICIPANT, row, "reg_no"))
        elif number in first_rows:
            related = [first_rows[number]]
            problems.append(problem_at(Code.DUPLICATE_CERT_NO, row, "cert_no", related))
        elif number and known.certificate_owners.get(number, owner) != owner:
            problems.append(problem_at(Code.DUPLICATE_CERT_NO, row, "cert_no"))
        else:
            kept.append(row)
            if number:
                first_rows[number] = row.row
            person = (known.participants or {}).get(owner)
            if person and row.full_name and name_key(person.full_name) != name_key(row.full_name):
                problems.append(problem_at(Code.NAME_MISMATCH, row, "full_name"))
    return kept, problems


def _check_sessions(rows: Iterable[SessionRow], known: Known) -> Checked:
    """No session twice; a warning for rooms that two sessions need at one time."""
    first_rows: dict[tuple[object, ...], SessionRow] = {}
    problems = []
    for row in rows:
        same = (row.skill, row.starts_at, row.ends_at, row.place, row.topic, row.instructor)
        if same in first_rows:
            related = [first_rows[same].row]
            problems.append(problem_at(Code.REPEATED_ROW, row, "starts_at", related))
        else:
            first_rows[same] = row
    kept = list(first_rows.values())
    overlaps = [
        problem_at(Code.ROOM_OVERLAP, row, "place", related)
        for row, related in overlapping(kept, known.bookings)
    ]
    return kept, problems + overlaps
