"""Staff, instructors and escorts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from programme.people import Role, StaffMember
from store.connection import Tx
from store.rows import epoch, joined, split

Row = tuple[Any, ...]


def named(tx: Tx, name: str) -> StaffMember | None:
    """Find by name, without regard to case and spacing."""
    row = tx.sql.staff_by_hash(tx.db, name_hash=_hash(tx, name))
    return _member(tx, row) if row else None


def by_id(tx: Tx, staff_id: int) -> StaffMember | None:
    """None also when the role was taken away."""
    row = tx.sql.staff_by_id(tx.db, id=staff_id)
    return _member(tx, row) if row else None


def everybody(tx: Tx) -> list[StaffMember]:
    return [_member(tx, row) for row in tx.sql.all_staff(tx.db)]


def add(
    tx: Tx,
    name: str,
    role: Role,
    skills: Iterable[str],
    now: datetime,
    programme_id: int | None = None,
) -> int:
    return int(
        tx.sql.add_staff(
            tx.db,
            name=tx.seal(name, "staff.name"),
            name_hash=_hash(tx, name),
            role=role,
            skills=joined(skills),
            programme_id=programme_id,
            at=epoch(now),
        )
    )


def change(tx: Tx, staff_id: int, name: str, role: Role, skills: Iterable[str]) -> None:
    tx.sql.change_staff(
        tx.db,
        id=staff_id,
        name=tx.seal(name, "staff.name"),
        name_hash=_hash(tx, name),
        role=role,
        skills=joined(skills),
    )


def _hash(tx: Tx, name: str) -> bytes:
    return tx.keys.keyed_hash(" ".join(name.casefold().split()), "staff")


def _member(tx: Tx, row: Row) -> StaffMember:
    ident, name, role, skills, programme_id = row
    return StaffMember(
        ident, tx.keys.open(name, "staff.name"), Role(role), split(skills), programme_id
    )
