"""The four kinds of record a list can hold. Each knows the row it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from programme.certificates import Kind as CertificateKind, Step
from programme.people import Role


class Kind(StrEnum):
    PARTICIPANTS = "participants"
    SESSIONS = "sessions"
    CERTIFICATES = "certificates"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    row: int
    sheet: str | None
    columns: Mapping[str, str]
    """Field → the column's title as written, for problems that are found later."""
    written: Mapping[str, str]
    """Field → the cell's text as written, for fields that are stored in another form."""

    def as_json(self) -> dict[str, object]:
        """The fields, dates and times in ISO format, `row` first; without titles and texts as
        written."""
        hidden = {"row", "sheet", "columns", "written", "phone_is_own"}
        values = {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if field.name not in hidden
        }
        return {"row": self.row, **values}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow(Record):
    reg_no: str
    full_name: str
    birth_date: date | None
    phones: tuple[str, ...]
    """E.164, in the order of the list."""
    skill: str
    sex: str | None
    """L or P."""
    birth_place: str | None
    note: str | None
    phone_is_own: bool = False
    """The list says that its one number is the participant's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow(Record):
    skill: str
    starts_at: datetime
    """In the programme's zone, aware; so is `ends_at`."""
    ends_at: datetime | None
    place: str | None
    topic: str | None
    instructor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow(Record):
    reg_no: str
    full_name: str | None
    skill: str | None
    cert_no: str | None
    status: Step
    registration_no: str | None
    blank_no: str | None
    scheme: str | None
    issued_on: date | None
    valid_until: date | None
    note: str | None
    certificate_kind: CertificateKind | None
    """None if the list doesn't say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow(Record):
    name: str
    role: Role
    skills: tuple[str, ...]
