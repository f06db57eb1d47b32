"""Stores a list of instructors and office staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from programme.names import name_key
from programme.people import Role, StaffMember
from services.importing.problems import Code
from services.importing.records import StaffRow
from services.importing.storing.changes import Cell, Changes, corrected, fields_of
from services.operations import role_changes
from store import records, staff
from store.connection import Tx

_FIELDS = {"name": "name", "role": "role", "skills": "skills"}


def store_staff(
    tx: Tx, rows: Iterable[StaffRow], programme_id: int | None, by: str, now: datetime
) -> Changes:
    """Add new staff and correct those known by name (degrees and case don't count).

    Added roles and corrections are in the audit, and the admins hear of roles. A role that was
    taken away is not given again. The skills in several rows for one person are combined. An
    instructor without a skill, in the list or in the store, is stored with a warning.
    """
    changes, given = Changes(), []
    by_name = {name_key(member.name): member for member in staff.everybody(tx)}
    for row in _merged(rows):
        member = by_name.get(name_key(row.name))
        if member is not None:
            cells = _correct(tx, member, row)
            changes.note(row, member.shown_name, cells)
            if cells:
                action = f"correct staff: {', '.join(fields_of(cells))}"
                records.audit(tx, by, action, f"staff:{member.id}", now)
            if "role" in fields_of(cells):
                given.append(member.id)
        elif staff.named(tx, row.name):
            changes.report(Code.ROLE_ENDED, row, "name")
            continue
        else:
            accompanies = programme_id if row.role is Role.ESCORT else None
            ident = staff.add(tx, row.name, row.role, row.skills, now, accompanies)
            records.audit(tx, by, "add staff", f"staff:{ident}", now)
            given.append(ident)
            changes.added += 1
        has_skill = row.skills or (member and member.skills)
        if row.role is Role.INSTRUCTOR and not has_skill:
            changes.report(Code.MISSING_INSTRUCTOR_SKILL, row, "name")
    if given:
        own = [chat for ident in given for chat in role_changes.chats_of(tx, ident)]
        role_changes.tell(tx, given, by, now, own)
    return changes


def _merged(rows: Iterable[StaffRow]) -> list[StaffRow]:
    merged: dict[str, StaffRow] = {}
    for row in rows:
        first = merged.setdefault(name_key(row.name), row)
        skills = tuple(sorted({*first.skills, *row.skills}))
        merged[name_key(row.name)] = replace(first, skills=skills)
    return list(merged.values())


def _correct(tx: Tx, member: StaffMember, row: StaffRow) -> list[Cell]:
    new, cells = corrected(member, row, _FIELDS)
    if cells:
        staff.change(tx, member.id, new.name, new.role, new.skills)
    return cells
