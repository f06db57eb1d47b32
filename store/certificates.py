"""Certificates and the steps they took."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from programme.certificates import Certificate, Kind, Step, StepTaken
from programme.people import number_key
from store.connection import Tx
from store.rows import day, epoch, moment
from store.sealing.concealed import DOCUMENT, KEY

Row = tuple[Any, ...]


def of_participant(tx: Tx, participant_id: int) -> list[Certificate]:
    """A participant's certificates, the one that moved last first."""
    rows = tx.sql.certificates_of(participant_id=participant_id)
    return [_certificate(tx, row) for row in rows]


def with_number(tx: Tx, number: str) -> list[Certificate]:
    """Those with this certificate, registration or blank number, the oldest first.

    Only letters and digits count.
    """
    key = number_key(number)
    rows = tx.sql.certificates_by_any_number(number_key=tx.conceal(key, KEY)) if key else ()
    return [_certificate(tx, row) for row in rows]


def by_any_number(tx: Tx, number: str) -> Certificate | None:
    """The first of those with this number."""
    return next(iter(with_number(tx, number)), None)


def by_id(tx: Tx, certificate_id: int) -> Certificate | None:
    row = tx.sql.certificate_by_id(id=certificate_id)
    return _certificate(tx, row) if row else None


def add(tx: Tx, certificate: Certificate, set_by: str, now: datetime) -> int:
    """Add a certificate (its `id` is ignored) with its first event, and return the new id."""
    certificate_id = int(
        tx.sql.add_certificate(
            participant_id=certificate.participant_id,
            step=certificate.step,
            duplicate_of=certificate.duplicate_of,
            at=epoch(now),
            **_columns(tx, certificate),
        )
    )
    _add_event(tx, certificate_id, None, certificate.step, None, set_by, now)
    return certificate_id


def change(tx: Tx, certificate: Certificate, now: datetime) -> None:
    """Store what stands on the certificate; its step is moved by `move`."""
    tx.sql.change_certificate(id=certificate.id, at=epoch(now), **_columns(tx, certificate))


def move(
    tx: Tx,
    certificate: Certificate,
    step: Step,
    reason: str | None,
    set_by: str,
    now: datetime,
    *,
    is_pending: bool = False,
) -> int:
    """Set the certificate's step and return the id of the event that tells of it."""
    tx.sql.set_step(id=certificate.id, step=step, at=epoch(now))
    return _add_event(
        tx,
        certificate.id,
        certificate.step,
        step,
        reason,
        set_by,
        now,
        is_pending=is_pending,
    )


def steps(tx: Tx, certificate_id: int) -> list[StepTaken]:
    """The steps a certificate took, the newest first."""
    return [
        StepTaken(
            id=ident,
            old=Step(old) if old else None,
            new=Step(new),
            reason=tx.open(reason, "certificate_events.reason"),
            set_by=set_by,
            at=moment(at),
            is_pending=bool(is_pending),
        )
        for ident, old, new, reason, set_by, at, is_pending in tx.sql.steps_of_certificate(
            certificate_id=certificate_id
        )
    ]


def with_pending_notice(tx: Tx) -> list[Certificate]:
    """Those that lists have moved and nobody has been told of."""
    return [_certificate(tx, row) for row in tx.sql.certificates_with_pending_notice()]


def settle_pending_notice(tx: Tx, certificate_id: int) -> None:
    """People have been told, or somebody has decided not to tell them."""
    tx.sql.settle_pending_notice(certificate_id=certificate_id)


def duplicate(tx: Tx, certificate_id: int) -> Certificate | None:
    """What took the place of a lost certificate."""
    row = tx.sql.duplicate_of_certificate(id=certificate_id)
    return _certificate(tx, row) if row else None


def at_step(tx: Tx, step: Step) -> list[Certificate]:
    """All that are at this step, the longest there first."""
    return [_certificate(tx, row) for row in tx.sql.certificates_at_step(step=step)]


def running_out(tx: Tx, until: date) -> list[Certificate]:
    """Those ready or collected that are valid until then at most, or no longer."""
    rows = tx.sql.certificates_running_out(until=until.isoformat())
    return [_certificate(tx, row) for row in rows]


def valid_again(tx: Tx, today: date) -> list[Certificate]:
    """Those that expired and yet are valid: a list has corrected the date."""
    rows = tx.sql.certificates_valid_again(today=today.isoformat())
    return [_certificate(tx, row) for row in rows]


def waiting_for_answer(tx: Tx, ready_until: datetime) -> list[Certificate]:
    """Those ready since then or longer of which nobody has said whether he collects them."""
    rows = tx.sql.certificates_waiting_for_answer(ready_until=epoch(ready_until))
    return [_certificate(tx, row) for row in rows]


def owner_of(tx: Tx, number: str) -> str | None:
    """The participant number (as `number_key`) of whoever has the certificate of this number."""
    found = tx.sql.certificate_owner(number_key=tx.conceal(number_key(number), KEY))
    return tx.reveal(found, KEY)


def last_step_set_by(tx: Tx, certificate_id: int, set_by: str) -> Step | None:
    """The step this source moved the certificate to last."""
    step = tx.sql.last_step_set_by(certificate_id=certificate_id, set_by=set_by)
    return Step(step) if step else None


def _add_event(
    tx: Tx,
    certificate_id: int,
    old: Step | None,
    new: Step,
    reason: str | None,
    set_by: str,
    now: datetime,
    *,
    is_pending: bool = False,
) -> int:
    return int(
        tx.sql.add_certificate_event(
            certificate_id=certificate_id,
            from_step=old,
            to_step=new,
            reason=tx.seal(reason, "certificate_events.reason"),
            set_by=set_by,
            at=epoch(now),
            untold=is_pending,
        )
    )


def _columns(tx: Tx, certificate: Certificate) -> dict[str, str | None]:
    return {
        "kind": certificate.kind,
        "skill": certificate.skill,
        "scheme": certificate.scheme,
        "number": tx.conceal(certificate.number, DOCUMENT),
        "number_key": _key(tx, certificate.number),
        "registration": tx.conceal(certificate.registration, DOCUMENT),
        "registration_key": _key(tx, certificate.registration),
        "blank": tx.conceal(certificate.blank, DOCUMENT),
        "blank_key": _key(tx, certificate.blank),
        "issued_on": _iso(certificate.issued_on),
        "valid_until": _iso(certificate.valid_until),
        "place": certificate.place,
    }


def _key(tx: Tx, number: str | None) -> str | None:
    return tx.conceal(number_key(number) or None, KEY) if number else None


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _certificate(tx: Tx, row: Row) -> Certificate:
    (
        ident,
        participant_id,
        kind,
        skill,
        scheme,
        step,
        number,
        registration,
        blank,
        issued_on,
        valid_until,
        place,
        step_at,
        duplicate_of,
    ) = row
    return Certificate(
        id=ident,
        participant_id=participant_id,
        kind=Kind(kind),
        skill=skill,
        scheme=scheme,
        step=Step(step),
        number=tx.reveal(number, DOCUMENT),
        registration=tx.reveal(registration, DOCUMENT),
        blank=tx.reveal(blank, DOCUMENT),
        issued_on=day(issued_on),
        valid_until=day(valid_until),
        place=place,
        step_at=moment(step_at),
        duplicate_of=duplicate_of,
    )
