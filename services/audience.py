"""Whom a change of a session reaches, and whom it doesn't."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from programme.people import Contact, Link, Relation, Role, Topic
from programme.sessions import Session
from store import contacts, people, staff
from store.connection import Tx


class Standing(StrEnum):
    """As what a chat hears of a session."""

    PARTICIPANT = "participant"
    FAMILY = "family"
    ESCORT = "escort"
    INSTRUCTOR = "instructor"


@dataclass(slots=True)
class Audience:
    """`reached` chats with their standing; the others by why not. `without_chat` are names."""

    reached: list[tuple[Contact, Standing]] = field(default_factory=list)
    unreachable: list[Contact] = field(default_factory=list)
    opted_out: list[Contact] = field(default_factory=list)
    without_chat: list[str] = field(default_factory=list)


def of_session(tx: Tx, session: Session, writer: Contact | None, now: datetime) -> Audience:
    """Everybody concerned: participants, families, escorts, the other instructors; each once."""
    audience = Audience()
    seen = {writer.id} if writer else set()
    for participant_id in people.enrolled(tx, session.programme_id, session.skill):
        links = [each for each in contacts.links_to(tx, participant_id) if _holds(each, now)]
        if not any(link.relation is Relation.SELF for link in links):
            participant = people.by_id(tx, participant_id)
            audience.without_chat += [participant.shown_name] if participant else []
        for link in links:
            contact = contacts.by_id(tx, link.contact_id)
            if contact and contact.id not in seen and link.allows(Topic.SCHEDULE):
                seen.add(contact.id)
                _place(audience, contact, link)
    for role, standing in ((Role.ESCORT, Standing.ESCORT), (Role.INSTRUCTOR, Standing.INSTRUCTOR)):
        for contact in contacts.with_role(tx, role):
            if contact.id not in seen and _concerns(tx, contact, role, session):
                seen.add(contact.id)
                _add(audience, contact, standing)
    return audience


def _place(audience: Audience, contact: Contact, link: Link) -> None:
    if not contact.reminders or not link.wants(Topic.SCHEDULE):
        audience.opted_out.append(contact)
    else:
        is_self = link.relation is Relation.SELF
        _add(audience, contact, Standing.PARTICIPANT if is_self else Standing.FAMILY)


def _add(audience: Audience, contact: Contact, standing: Standing) -> None:
    if contact.reachable:
        audience.reached.append((contact, standing))
    else:
        audience.unreachable.append(contact)


def _concerns(tx: Tx, contact: Contact, role: Role, session: Session) -> bool:
    member = staff.by_id(tx, contact.staff_id or 0)
    if member is None:
        return False
    if role is Role.ESCORT:
        return member.programme_id in (None, session.programme_id)
    return member.teaches(session)


def _holds(link: Link, now: datetime) -> bool:
    return link.expires_at is None or link.expires_at > now
