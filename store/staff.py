"""Staff, instructors and escorts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from programme.people import Role, StaffMember
from store.connection import Tx
from store.rows import epoch, joined, split
from store.sealing.concealed import ROLE

Row = tuple[Any, ...]


def named(tx: Tx, name: str) -> StaffMember | None:
    """Find by name, without regard to case and spacing."""
    row = tx.sql.staff_by_hash(name_hash=_hash(tx, name))
    return _member(tx, row) if row else None


def by_id(tx: Tx, staff_id: int) -> StaffMember | None:
    """None also when the role was taken away."""
    row = tx.sql.staff_by_id(id=staff_id)
    return _member(tx, row) if row else None


def everybody(tx: Tx) -> list[StaffMember]:
    return [_member(tx, row) for row in tx.sql.all_staff()]


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
            name=tx.seal(name, "staff.name"),
            name_hash=_hash(tx, name),
            role=tx.seal(role, ROLE),
            skills=joined(skills),
            programme_id=programme_id,
            at=epoch(now),
        )
    )


def change(tx: Tx, staff_id: int, name: str, role: Role, skills: Iterable[str]) -> None:
    tx.sql.change_staff(
        id=staff_id,
        name=tx.seal(name, "staff.name"),
        name_hash=_hash(tx, name),
        role=tx.seal(role, ROLE),
        skills=joined(skills),
    )


def end(tx: Tx, staff_id: int, now: datetime) -> bool:
    """End the role for every chat that has it, and every code for it.

    False when there is none to take.
    """
    if not tx.sql.end_staff(id=staff_id):
        return False
    tx.sql.unlink_staff(id=staff_id)
    tx.sql.revoke_staff_invites(id=staff_id, at=epoch(now))
    return True


def restore(tx: Tx, staff_id: int) -> bool:
    """Give a role back that was taken away. False when there is none to give."""
    return bool(tx.sql.restore_staff(id=staff_id))


def ended(tx: Tx) -> list[StaffMember]:
    """Whose role was taken away."""
    return [_member(tx, row) for row in tx.sql.ended_staff()]


def with_chat(tx: Tx) -> set[int]:
    """Who has a chat linked."""
    return {staff_id for (staff_id,) in tx.sql.staff_with_chat()}


def _hash(tx: Tx, name: str) -> bytes:
    return tx.keys.keyed_hash(" ".join(name.casefold().split()), "staff")


def _member(tx: Tx, row: Row) -> StaffMember:
    ident, name, role, skills, programme_id = row
    return StaffMember(
        id=ident,
        name=tx.keys.open(name, "staff.name"),
        role=Role(tx.keys.open(role, ROLE)),
        skills=split(skills),
        programme_id=programme_id,
    )
