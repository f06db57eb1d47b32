"""Nobody gains or loses a role unseen: the other admins hear of it, and whose role it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.outbox import State
from programme.people import Contact, Role
from services.people.roles import actor_of, member_of, office_chats
from services.sending import notices
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import staff
from store.connection import Tx

ROLES, OWN = "roles changed", "own role changed"


@dataclass(frozen=True, slots=True)
class RoleNow:
    """Somebody's role now; None: it was taken away."""

    staff_id: int
    name: str
    role: Role | None


def chats_of(tx: Tx, staff_id: int) -> list[Contact]:
    return [chat for chat in office_chats(tx, *Role) if chat.staff_id == staff_id]


def tell(
    tx: Tx, staff_ids: Sequence[int], by: str, now: datetime, own: Sequence[Contact] = ()
) -> None:
    """Tell `own`, the chats of these members, and all admins but `by` (as the audit names him)."""
    given = ",".join(f"{each.staff_id} {each.role}" for each in _now(tx, staff_ids))
    key = f"{given}:{int(now.timestamp())}"
    known = {chat.id for chat in own}
    admins = [chat for chat in office_chats(tx, Role.ADMIN) if chat.id not in known]
    others = [chat for chat in admins if actor_of(chat) != by]
    notices.tell(tx, others, ROLES, f"{ROLES}:{key}", now, staff=list(staff_ids))
    for chat in own:
        notices.tell(tx, [chat], OWN, f"{OWN}:{key}", now, staff=chat.staff_id)


def changed(tx: Tx, contact: Contact, data: Data, _: datetime) -> list[RoleNow] | Withdrawn:
    """To an admin: what roles the members have now."""
    member = member_of(tx, contact)
    if member is None or member.role is not Role.ADMIN:
        return Withdrawn(State.CANCELLED, "no such role any more")
    return _now(tx, data["staff"])


def own_changed(tx: Tx, _: Contact, data: Data, __: datetime) -> list[RoleNow]:
    """To a chat of the member, which may have no role any more."""
    return _now(tx, [data["staff"]])


def _now(tx: Tx, staff_ids: Sequence[int]) -> list[RoleNow]:
    held = {each.id: RoleNow(each.id, each.shown_name, each.role) for each in staff.everybody(tx)}
    ended = {each.id: RoleNow(each.id, each.shown_name, None) for each in staff.ended(tx)}
    return [each for ident in staff_ids if (each := held.get(ident) or ended.get(ident))]
