"""The team and its roles: an admin looks, takes roles away, gives them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.people import Contact, Role, StaffMember
from services.linking.office_codes import UnknownMember
from services.operations import role_changes
from services.people.roles import actor_of, ensure_role
from store import records, staff
from store.connection import Tx


class OwnRole(Exception):
    """Nobody may take away his own role: the office could end up without an admin."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody on the staff list, and whether a chat of his is linked."""

    member: StaffMember
    has_chat: bool


def members(tx: Tx, by: Contact) -> list[TeamMember]:
    """All who have a role. Raises `NotAllowed` to all but admins."""
    ensure_role(tx, by, Role.ADMIN)
    linked = staff.with_chat(tx)
    return [TeamMember(member, member.id in linked) for member in staff.everybody(tx)]


def look_at(tx: Tx, by: Contact, staff_id: int, now: datetime) -> TeamMember:
    """Somebody who has a role. Raises `UnknownMember`, and `NotAllowed` to all but admins."""
    found = next((each for each in members(tx, by) if each.member.id == staff_id), None)
    if found is None:
        raise UnknownMember
    records.audit(tx, actor_of(by), "look at staff", f"staff:{staff_id}", now)
    return found


def ended(tx: Tx, by: Contact) -> list[StaffMember]:
    """Whose role was taken away. Raises `NotAllowed` to all but admins."""
    ensure_role(tx, by, Role.ADMIN)
    return staff.ended(tx)


def end_role(tx: Tx, by: Contact, staff_id: int, now: datetime) -> bool:
    """Take somebody's role away, in all his chats and with his codes.

    False if he has none. Raises `NotAllowed` to all but admins, and `OwnRole`.
    """
    if ensure_role(tx, by, Role.ADMIN).id == staff_id:
        raise OwnRole
    own = role_changes.chats_of(tx, staff_id)
    if not staff.end(tx, staff_id, now):
        return False
    records.audit(tx, actor_of(by), "end role", f"staff:{staff_id}", now)
    role_changes.tell(tx, [staff_id], actor_of(by), now, own)
    return True


def restore_role(tx: Tx, by: Contact, staff_id: int, now: datetime) -> bool:
    """Give a role back; his chat needs a new code. Raises `NotAllowed` to all but admins."""
    ensure_role(tx, by, Role.ADMIN)
    if not staff.restore(tx, staff_id):
        return False
    records.audit(tx, actor_of(by), "restore role", f"staff:{staff_id}", now)
    role_changes.tell(tx, [staff_id], actor_of(by), now)
    return True
