"""Looks up what the store knows about the numbers, phones, people and rooms in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from programme.people import number_key
from services.importing.checks import Known, KnownPerson, problem_at
from services.importing.file_reading import ListReading
from services.importing.problems import Code, Problem
from services.importing.records import CertificateRow, Kind, ParticipantRow, Record, SessionRow
from services.importing.rooms import Booking
from store import certificates, people, sessions
from store.connection import Tx

_LONGEST_SESSION = timedelta(hours=24)


def without_erased(tx: Tx, one: ListReading) -> ListReading:
    """The list without people whose data was erased on request: no list brings them back."""
    kept: list[Record] = []
    problems: list[Problem] = []
    for row in one.rows:
        if isinstance(row, ParticipantRow | CertificateRow) and people.is_erased(tx, row.reg_no):
            problems.append(problem_at(Code.ERASED_PARTICIPANT, row, "reg_no"))
        else:
            kept.append(row)
    return one.with_rows(kept, problems) if problems else one


def known_to(
    tx: Tx, one: ListReading, programme_id: int | None, *, same_people: bool = False
) -> Known:
    """What to compare a list of this programme with."""
    match one.kind:
        case Kind.PARTICIPANTS:
            participants = one.rows_of(ParticipantRow)
            return Known(
                _people(tx, participants),
                _phone_owners(tx, participants),
                same_people=same_people,
            )
        case Kind.CERTIFICATES:
            rows = one.rows_of(CertificateRow)
            return Known(_people(tx, rows), certificate_owners=_certificate_owners(tx, rows))
        case Kind.SESSIONS:
            return Known(bookings=list(_bookings(tx, one.rows_of(SessionRow), programme_id)))
        case Kind.STAFF:
            return Known()


def _people(tx: Tx, rows: Iterable[ParticipantRow | CertificateRow]) -> dict[str, KnownPerson]:
    found = (people.by_number(tx, row.reg_no) for row in rows)
    return {number_key(one.number): KnownPerson(one.name, one.birth_date) for one in found if one}


def _phone_owners(tx: Tx, rows: Iterable[ParticipantRow]) -> dict[str, set[str]]:
    phones = {phone for row in rows for phone in row.phones}
    owners = ((phone, people.number_keys_with_phone(tx, phone)) for phone in phones)
    return {phone: keys for phone, keys in owners if keys}


def _certificate_owners(tx: Tx, rows: Iterable[CertificateRow]) -> dict[str, str]:
    numbers = {key for row in rows if row.cert_no and (key := number_key(row.cert_no))}
    owners = ((number, certificates.owner_of(tx, number)) for number in numbers)
    return {number: owner for number, owner in owners if owner}


def _bookings(tx: Tx, rows: list[SessionRow], programme_id: int | None) -> Iterator[Booking]:
    """Rooms taken by sessions that the list doesn't cover."""
    if not rows:
        return
    listed = {row.skill for row in rows}
    starts = [row.starts_at for row in rows]
    for session in sessions.between(
        tx, min(starts) - _LONGEST_SESSION, max(starts) + _LONGEST_SESSION
    ):
        is_listed = session.programme_id == programme_id and session.skill in listed
        if session.is_on and not is_listed:
            yield Booking(session.place, session.starts_at, session.ends_at)
