"""Whom a change of a session reaches, and whom it doesn't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from programme.people import Contact, Link, Participant, Relation, Role, Topic
from programme.sessions import Session
from store import contacts, people, staff
from store.connection import Tx


class Standing(StrEnum):
    """In which capacity a chat is told about a session."""

    PARTICIPANT = "participant"
    FAMILY = "family"
    ESCORT = "escort"
    INSTRUCTOR = "instructor"


@dataclass(frozen=True, slots=True)
class Concerned:
    """A chat that is concerned as `standing`, because of a participant or a role."""

    contact: Contact
    standing: Standing
    participant_id: int | None = None
    name: str = ""


@dataclass(slots=True)
class Audience:
    """`reached` chats with their standing; the others by why not."""

    reached: list[tuple[Contact, Standing]] = field(default_factory=list)
    unreachable: list[Concerned] = field(default_factory=list)
    opted_out: list[Concerned] = field(default_factory=list)
    without_chat: list[Participant] = field(default_factory=list)


def together(audiences: Sequence[Audience]) -> Audience:
    """Everyone of several audiences, once each."""
    reached = {contact.id: (contact, as_) for each in audiences for contact, as_ in each.reached}
    unreachable = {chat.contact.id: chat for each in audiences for chat in each.unreachable}
    opted_out = {chat.contact.id: chat for each in audiences for chat in each.opted_out}
    without = {person.id: person for each in audiences for person in each.without_chat}
    return Audience(
        list(reached.values()),
        list(unreachable.values()),
        list(opted_out.values()),
        list(without.values()),
    )


def of_change(
    tx: Tx, session: Session, new: Session, writer: Contact | None, now: datetime
) -> Audience:
    """Everyone concerned by `session` becoming `new`, once each.

    Participants, families, escorts, and who teaches it before or after, but not the writer.
    """
    audience = Audience()
    seen = {writer.id} if writer else set()
    silent: dict[int, Concerned] = {}
    for ident in people.enrolled(tx, session.programme_id, session.skill):
        links = [each for each in contacts.links_to(tx, ident) if _holds(each, now)]
        if not any(link.relation is Relation.SELF for link in links):
            participant = people.by_id(tx, ident)
            audience.without_chat += [participant] if participant else []
        for chat, link in _linked(tx, ident, links):
            if chat.contact.id in seen:
                continue
            if chat.contact.reminders and link.wants(Topic.SCHEDULE):
                seen.add(chat.contact.id)
                _add(tx, audience, chat)
            else:
                silent[chat.contact.id] = chat
    for chat in _by_role(tx, session, new):
        if chat.contact.id not in seen:
            seen.add(chat.contact.id)
            _add(tx, audience, chat)
    audience.opted_out = [_named(tx, silent[ident]) for ident in silent if ident not in seen]
    return audience


def _linked(
    tx: Tx, participant_id: int, links: Iterable[Link]
) -> Iterator[tuple[Concerned, Link]]:
    """Chats that may know this participant's classes."""
    for link in links:
        contact = contacts.by_id(tx, link.contact_id)
        if contact and link.allows(Topic.SCHEDULE):
            is_self = link.relation is Relation.SELF
            standing = Standing.PARTICIPANT if is_self else Standing.FAMILY
            yield Concerned(contact, standing, participant_id), link


def _by_role(tx: Tx, session: Session, new: Session) -> Iterator[Concerned]:
    for role, standing in ((Role.ESCORT, Standing.ESCORT), (Role.INSTRUCTOR, Standing.INSTRUCTOR)):
        for contact in contacts.with_role(tx, role):
            member = staff.by_id(tx, contact.staff_id or 0)
            if member and any(map(member.has_to_do_with, (session, new))):
                yield Concerned(contact, standing, name=member.shown_name)


def _add(tx: Tx, audience: Audience, chat: Concerned) -> None:
    if chat.contact.reachable:
        audience.reached.append((chat.contact, chat.standing))
    else:
        audience.unreachable.append(_named(tx, chat))


def _named(tx: Tx, chat: Concerned) -> Concerned:
    """Only chats that are not reached get names: decrypting a name is the slowest step here."""
    participant = people.by_id(tx, chat.participant_id) if chat.participant_id else None
    return replace(chat, name=participant.shown_name) if participant else chat


def _holds(link: Link, now: datetime) -> bool:
    """A borrowed phone gets no pushed messages."""
    return link.is_own if link.relation is Relation.SELF else link.holds(now)
