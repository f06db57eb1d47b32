"""Use cases check roles here; hiding a button is not access control."""

from __future__ import annotations

from programme.people import Contact, Role, StaffMember
from store import contacts, staff
from store.connection import Tx

OFFICE = (Role.ADMIN, Role.STAFF)
"""Who keeps the lists, issues codes and answers people."""


class NotAllowed(Exception):
    """This chat has no such role (any more)."""


def member_of(tx: Tx, contact: Contact) -> StaffMember | None:
    """The staff member of this chat, if he still has a role."""
    return staff.by_id(tx, contact.staff_id) if contact.staff_id else None


def is_office(tx: Tx, contact: Contact) -> bool:
    member = member_of(tx, contact)
    return member is not None and member.role in OFFICE


def ensure_office(tx: Tx, contact: Contact) -> StaffMember:
    """The member of the office whose chat this is. Raises `NotAllowed`."""
    return ensure_role(tx, contact, *OFFICE)


def ensure_role(tx: Tx, contact: Contact, *roles: Role) -> StaffMember:
    """The staff member whose chat this is, in one of `roles`. Raises `NotAllowed`."""
    member = member_of(tx, contact)
    if member is None or member.role not in roles:
        raise NotAllowed
    return member


def actor_of(by: Contact) -> str:
    """The person, not the chat, in the audit."""
    return f"staff:{by.staff_id}"


def office_chats(tx: Tx, *roles: Role) -> list[Contact]:
    """The chats of the office, or of these `roles`."""
    return [chat for role in roles or OFFICE for chat in contacts.with_role(tx, role)]
