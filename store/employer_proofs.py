"""Proofs that holders show to employers; of their codes only the keyed hash is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from programme.employer_proofs import EmployerProof, Statement
from programme.people import Contact
from store.connection import Tx
from store.rows import epoch, moment

PLACES = 131_072
"""How many proofs the lists of what no longer holds have room for: the least that Bitstring Status
List v1.0 allows, so that nobody can be picked out. Many times what an office has at once."""

Row = tuple[Any, ...]


def add(
    tx: Tx,
    code: str,
    contact: Contact,
    participant_id: int,
    certificate_id: int,
    statement: Statement,
    now: datetime,
    expires_at: datetime,
) -> EmployerProof:
    """Keep a proof that this chat asked for, at a random place of the lists."""
    place = _take_place(tx, expires_at)
    ident = tx.sql.add_employer_proof(
        code_hash=_hash(tx, code),
        participant_id=participant_id,
        certificate_id=certificate_id,
        contact_id=contact.id,
        place=place,
        statement=tx.seal(statement.to_json(), "employer_proofs.statement"),
        issued_at=epoch(now),
        expires_at=epoch(expires_at),
    )
    return EmployerProof(
        id=ident,
        participant_id=participant_id,
        certificate_id=certificate_id,
        place=place,
        statement=statement,
        issued_at=moment(epoch(now)),
        expires_at=moment(epoch(expires_at)),
        revoked_at=None,
    )


def by_code(tx: Tx, code: str) -> EmployerProof | None:
    row = tx.sql.employer_proof_by_hash(code_hash=_hash(tx, code))
    return _proof(tx, row) if row else None


def of_participant(tx: Tx, participant_id: int) -> list[EmployerProof]:
    """All proofs of a participant, whichever chat asked for them; the newest first."""
    rows = tx.sql.employer_proofs_of(participant_id=participant_id)
    return [_proof(tx, row) for row in rows]


def by_place(tx: Tx, now: datetime) -> Iterator[tuple[int, EmployerProof | None]]:
    """Every place whose proof's time isn't over; None where its participant has been erased."""
    for place, *row in tx.sql.employer_proofs_at(now=epoch(now)):
        yield place, _proof(tx, tuple(row)) if row[0] is not None else None


def revoke(tx: Tx, proof_id: int, now: datetime) -> bool:
    """Take a proof back. False when that was done before."""
    return bool(tx.sql.revoke_employer_proof(id=proof_id, at=epoch(now)))


def revoke_of_chat(tx: Tx, contact_id: int, now: datetime) -> int:
    """Take back all that this chat asked for; returns how many."""
    return int(tx.sql.revoke_employer_proofs_of_chat(contact_id=contact_id, at=epoch(now)))


def forget(tx: Tx, before: datetime) -> int:
    """Delete the proofs whose time was over before then; returns how many."""
    forgotten = int(tx.sql.forget_employer_proofs(before=epoch(before)))
    tx.sql.forget_proof_places(before=epoch(before))
    return forgotten


def _take_place(tx: Tx, expires_at: datetime) -> int:
    while True:
        place = secrets.randbelow(PLACES)
        if tx.sql.take_place(place=place, expires_at=epoch(expires_at)) is not None:
            return place


def _hash(tx: Tx, code: str) -> bytes:
    return tx.keys.keyed_hash(code, "employer proof")


def _proof(tx: Tx, row: Row) -> EmployerProof:
    ident, participant_id, certificate_id, place, statement, issued_at, expires_at, revoked = row
    return EmployerProof(
        id=ident,
        participant_id=participant_id,
        certificate_id=certificate_id,
        place=place,
        statement=Statement.from_json(tx.keys.open(statement, "employer_proofs.statement")),
        issued_at=moment(issued_at),
        expires_at=moment(expires_at),
        revoked_at=moment(revoked),
    )
