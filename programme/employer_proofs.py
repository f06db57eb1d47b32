"""What a holder shows an employer of his certificate, and whether that still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.certificates import Certificate, Kind, Step
from programme.discretion import find_forbidden, without_forbidden

DURATIONS = (90, 30, 365)
"""Days for which a proof can be had, the usual first."""

MOST_AT_ONCE = 12
"""So many proofs of one person can hold at the same time."""

PROVABLE = frozenset({Step.READY, Step.COLLECTED})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a proof says of a certificate. `name` is there only with its holder's leave."""

    kind: Kind
    skill: str
    scheme: str
    number: str
    issued_on: date | None
    valid_until: date | None
    name: str | None

    def to_json(self) -> str:
        return json.dumps(
            {
                "kind": self.kind,
                "skill": self.skill,
                "scheme": self.scheme,
                "number": self.number,
                "issued_on": self.issued_on and self.issued_on.isoformat(),
                "valid_until": self.valid_until and self.valid_until.isoformat(),
                "name": self.name,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Statement:
        values = json.loads(text)
        values["kind"] = Kind(values["kind"])
        for day in ("issued_on", "valid_until"):
            values[day] = values[day] and date.fromisoformat(values[day])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class EmployerProof:
    """`place` is its bit in the lists of what no longer holds. Times are UTC."""

    id: int
    participant_id: int
    certificate_id: int
    place: int
    statement: Statement
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class Standing(StrEnum):
    """How a proof stands now. `OUTDATED`: the office's list says something else by now."""

    VALID = "valid"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"
    OUTDATED = "outdated"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_SUSPENDED = "certificate_suspended"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_LOST = "certificate_lost"


AFTER_HANDOVER = {
    Step.EXPIRED: Standing.CERTIFICATE_EXPIRED,
    Step.SUSPENDED: Standing.CERTIFICATE_SUSPENDED,
    Step.REVOKED: Standing.CERTIFICATE_REVOKED,
    Step.LOST: Standing.CERTIFICATE_LOST,
}


def can_be_proven(certificate: Certificate, today: date) -> bool:
    """Is it there, valid, and has it a number that can be compared with the paper's?"""
    return (
        certificate.step in PROVABLE
        and bool(certificate.number)
        and not _is_past(certificate.valid_until, today)
    )


def statement_of(certificate: Certificate, name: str | None) -> Statement:
    """What a proof of this certificate says.

    A scheme with a word that gives people away is left out, of a number only that word.
    """
    return Statement(
        kind=certificate.kind,
        skill=certificate.skill,
        scheme="" if find_forbidden(certificate.scheme) else certificate.scheme,
        number=without_forbidden(certificate.number or ""),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        name=name,
    )


def standing(
    proof: EmployerProof, certificate: Certificate, name: str, now: datetime, today: date
) -> Standing:
    """How a proof of this certificate stands, whose holder is called `name` on the list now."""
    if proof.revoked_at is not None:
        return Standing.TAKEN_BACK
    if proof.expires_at <= now:
        return Standing.ENDED
    if certificate.step in AFTER_HANDOVER:
        return AFTER_HANDOVER[certificate.step]
    if _is_past(certificate.valid_until, today):
        return Standing.CERTIFICATE_EXPIRED
    told_name = name if proof.statement.name is not None else None
    if certificate.step not in PROVABLE or proof.statement != statement_of(certificate, told_name):
        return Standing.OUTDATED
    return Standing.VALID


def has_room(standings: Iterable[Standing]) -> bool:
    """May somebody whose proofs stand like this have another one?"""
    return sum(each is Standing.VALID for each in standings) < MOST_AT_ONCE


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today
