"""A participant invites his family, and decides what each of them hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.linking import BORROWED_FOR
from programme.people import Contact, Link, Relation, Topic
from services.linking import inviting
from services.people import own_links
from store import contacts, people, records
from store.connection import Tx
from store.invites import InviteKind


class NoOwnLink(Exception):
    """This chat is not linked to a participant as himself."""


class SeveralOwnLinks(Exception):
    """Several participants share this chat as their own: whose family is meant?"""

    def __init__(self, links: list[Link]) -> None:
        super().__init__(len(links))
        self.links = links


@dataclass(frozen=True, slots=True)
class FamilyLink:
    """A link of somebody else's chat, without telling whose chat it is."""

    id: int
    topics: frozenset[Topic]
    expires_at: datetime | None


def own_link(tx: Tx, contact: Contact, now: datetime, participant_id: int = 0) -> Link:
    """The chat's link as this participant himself, on his own phone; 0 = its only one.

    Raises `NoOwnLink`, `SeveralOwnLinks`.
    """
    held = own_links.of_chat(tx, contact, now)
    found = [link for link in held if participant_id in (0, link.participant_id)]
    if not found:
        raise NoOwnLink
    if len(found) > 1:
        raise SeveralOwnLinks(found)
    return found[0]


def invite(
    tx: Tx, contact: Contact, topics: frozenset[Topic], now: datetime, participant_id: int = 0
) -> str:
    """A single-use code for one of his family, good for a week. Raises as `own_link` does."""
    link = own_link(tx, contact, now, participant_id)
    participant = people.by_id(tx, link.participant_id)
    if participant is None:
        raise NoOwnLink
    by = f"contact:{contact.uid}"
    code = inviting.issue(tx, InviteKind.FAMILY, by, now, participant=participant, topics=topics)
    records.audit(tx, by, "invite family", participant.uid, now)
    return code.code


def links(tx: Tx, contact: Contact, now: datetime, participant_id: int = 0) -> list[FamilyLink]:
    """The family links of the chat's participant that hold. Raises as `own_link` does."""
    own = own_link(tx, contact, now, participant_id)
    return [
        FamilyLink(link.id, link.topics, link.expires_at)
        for link in contacts.links_to(tx, own.participant_id)
        if link.relation is Relation.FAMILY and link.holds(now)
    ]


def expired_names(tx: Tx, contact: Contact, now: datetime) -> list[str]:
    """Names of participants whose family link to this chat has expired.

    Not if the chat ended the link itself or renewed it.
    """
    over = contacts.expired_family_links(tx, contact.id, BORROWED_FOR, now)
    return [link.label for link in over]


def end(tx: Tx, contact: Contact, link_id: int, now: datetime) -> int:
    """End a family link of one of the chat's own participants; nobody is told.

    Returns the participant's id, 0 if there is no such link. Raises `NoOwnLink`.
    """
    held = own_links.of_chat(tx, contact, now)
    if not held:
        raise NoOwnLink
    for link in (each for own in held for each in contacts.links_to(tx, own.participant_id)):
        if link.id == link_id and link.relation is Relation.FAMILY:
            contacts.end_links_between(tx, link.contact_id, link.participant_id, now)
            records.audit(tx, f"contact:{contact.uid}", "end family link", f"link:{link_id}", now)
            return link.participant_id
    return 0
