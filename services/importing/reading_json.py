"""What was read of a file, to JSON and back: it is kept until somebody decides to store it.

Columns that the bot doesn't need are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, tzinfo
from typing import Any

from programme.certificates import Kind as CertificateKind, Step
from programme.people import Role
from services.importing.file_reading import FileReading, ListReading
from services.importing.problems import Code, Problem
from services.importing.records import (
    CertificateRow,
    Kind,
    ParticipantRow,
    Record,
    SessionRow,
    StaffRow,
)

_ROWS: dict[Kind, type[Record]] = {
    Kind.PARTICIPANTS: ParticipantRow,
    Kind.SESSIONS: SessionRow,
    Kind.CERTIFICATES: CertificateRow,
    Kind.STAFF: StaffRow,
}
_READ: dict[str, Callable[[Any], object]] = {
    "birth_date": date.fromisoformat,
    "issued_on": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "phones": tuple,
    "skills": tuple,
    "status": Step,
    "certificate_kind": CertificateKind,
    "role": Role,
    "code": Code,
    "related_rows": tuple,
}
"""Fields that JSON can't represent → what turns their JSON into a value again."""

_MOMENTS = frozenset({"starts_at", "ends_at"})


def to_json(reading: FileReading) -> str:
    values = {
        "name": reading.name,
        "refusal": _values(reading.refusal) if reading.refusal else None,
        "lists": [
            {
                "kind": one.kind,
                "rows": [_values(row) for row in one.rows],
                "problems": [_values(problem) for problem in one.problems],
                "year": one.year,
            }
            for one in reading.lists
        ],
    }
    return json.dumps(values, ensure_ascii=False, default=_plain)


def from_json(text: str, zone: tzinfo) -> FileReading:
    """`zone` is the one the file was read with."""
    values = json.loads(text)
    lists = [
        ListReading(
            kind := Kind(one["kind"]),
            tuple(_ROWS[kind](**_revived(row, zone)) for row in one["rows"]),
            tuple(Problem(**_revived(problem, zone)) for problem in one["problems"]),
            one["year"],
        )
        for one in values["lists"]
    ]
    refusal = values["refusal"]
    return FileReading(
        values["name"], tuple(lists), Problem(**_revived(refusal, zone)) if refusal else None
    )


def _values(one: Record | Problem) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _revived(values: dict[str, Any], zone: tzinfo) -> dict[str, Any]:
    def value_of(name: str, value: Any) -> object:
        if value is None:
            return None
        if name in _MOMENTS:
            return datetime.fromisoformat(value).astimezone(zone)
        return _READ[name](value) if name in _READ else value

    return {name: value_of(name, value) for name, value in values.items()}
