"""What a holder shows an employer about his certificate, and whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.certificate_validity import is_over
from programme.certificates import Certificate, Kind, Step
from programme.discretion import find_forbidden, without_forbidden

DURATIONS = (90, 30, 365)
"""Days for which a proof can be had, the usual first."""

MOST_AT_ONCE = 12
"""The most proofs that one person can hold at the same time."""

PROVABLE = frozenset({Step.READY, Step.COLLECTED})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a proof says about a certificate. `name` only if its holder wants it shown."""

    kind: Kind
    skill: str
    scheme: str
    number: str
    issued_on: date | None
    valid_until: date | None
    name: str | None

    def to_json(self) -> str:
        return json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Statement:
        values = json.loads(text)
        values["kind"] = Kind(values["kind"])
        for day in ("issued_on", "valid_until"):
            values[day] = values[day] and date.fromisoformat(values[day])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class EmployerProof:
    """`place` is its bit in the status lists. Times are UTC."""

    id: int
    participant_id: int
    certificate_id: int
    place: int
    statement: Statement
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class Standing(StrEnum):
    """The state of a proof. `OUTDATED`: the office's list has changed since."""

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
    """Is it issued, valid, and does it have a number to compare with the paper's?"""
    return (
        certificate.step in PROVABLE
        and bool(certificate.number)
        and not is_over(certificate.valid_until, today)
    )


def statement_of(certificate: Certificate, name: str | None) -> Statement:
    """What a proof of this certificate says.

    A scheme with a forbidden word is left out; in a number only that word is.
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
    """The state of a proof whose holder is called `name` on the list now."""
    if proof.revoked_at is not None:
        return Standing.TAKEN_BACK
    if proof.expires_at <= now:
        return Standing.ENDED
    if certificate.step in AFTER_HANDOVER:
        return AFTER_HANDOVER[certificate.step]
    if is_over(certificate.valid_until, today):
        return Standing.CERTIFICATE_EXPIRED
    told_name = name if proof.statement.name is not None else None
    if certificate.step not in PROVABLE or proof.statement != statement_of(certificate, told_name):
        return Standing.OUTDATED
    return Standing.VALID


def has_room(standings: Iterable[Standing]) -> bool:
    """May somebody with proofs in these states have another one?"""
    return sum(each is Standing.VALID for each in standings) < MOST_AT_ONCE
