"""A participant invites his family, and decides what each of them hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.people import Contact, Link, Relation, Topic
from services import enrol
from services.codes import new_code
from store import contacts, invites, people, records
from store.connection import Tx
from store.invites import InviteKind


class NoOwnLink(Exception):
    """This chat is not linked to a participant as himself."""


@dataclass(frozen=True, slots=True)
class FamilyLink:
    """A link of somebody else's chat. Nothing tells whose chat it is."""

    id: int
    topics: frozenset[Topic]
    expires_at: datetime | None


def own_link(tx: Tx, contact: Contact, now: datetime) -> Link:
    """The chat's link as the participant himself, on his own phone. Raises `NoOwnLink`."""
    for link in contacts.links(tx, contact.id, now):
        if link.relation is Relation.SELF and link.expires_at is None:
            return link
    raise NoOwnLink


def may_invite(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is this the participant's own chat?"""
    try:
        own_link(tx, contact, now)
    except NoOwnLink:
        return False
    return True


def invite(tx: Tx, contact: Contact, topics: frozenset[Topic], now: datetime) -> str:
    """A single-use code for one of his family, good for a week. Raises `NoOwnLink`."""
    link = own_link(tx, contact, now)
    participant = people.by_id(tx, link.participant_id)
    if participant is None:
        raise NoOwnLink
    code = new_code()
    by = f"contact:{contact.uid}"
    invites.add(
        tx,
        code,
        InviteKind.FAMILY,
        by,
        now,
        now + enrol.CODE_LASTS,
        participant_id=participant.id,
        topics=topics,
    )
    records.audit(tx, by, "invite family", participant.uid, now)
    return code


def links(tx: Tx, contact: Contact, now: datetime) -> list[FamilyLink]:
    """The family links of the chat's participant that hold. Raises `NoOwnLink`."""
    own = own_link(tx, contact, now)
    return [
        FamilyLink(link.id, link.topics, link.expires_at)
        for link in contacts.links_to(tx, own.participant_id)
        if link.relation is Relation.FAMILY and (link.expires_at is None or link.expires_at > now)
    ]


def lapsed(tx: Tx, contact: Contact, now: datetime) -> list[str]:
    """Of whom this chat heard as his family until its time was over, by the names it knows.

    Whoever ended a link himself, or renewed it, isn't told of.
    """
    over = contacts.lapsed_family_links(tx, contact.id, enrol.BORROWED_FOR, now)
    return [link.label for link in over]


def end(tx: Tx, contact: Contact, link_id: int, now: datetime) -> bool:
    """End a family link of the chat's participant; nobody is told. Raises `NoOwnLink`."""
    own = own_link(tx, contact, now)
    for link in contacts.links_to(tx, own.participant_id):
        if link.id == link_id and link.relation is Relation.FAMILY:
            contacts.end_links_between(tx, link.contact_id, own.participant_id, now)
            records.audit(tx, f"contact:{contact.uid}", "end family link", f"link:{link_id}", now)
            return True
    return False
