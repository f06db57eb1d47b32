"""A participant invites his family, and decides what each of them hears."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from programme.linking import BORROWED_FOR
from programme.people import Contact, Link, Relation, Topic
from services.linking import inviting
from services.people import own_links
from store import contacts, participant_links, people, records
from store.connection import Tx
from store.invites import InviteKind
from store.participant_links import HeldLink

UNDONE_FOR = timedelta(days=1)
"""How long the end of a family link can be undone."""


class NoOwnLink(Exception):
    """This chat is not linked to a participant as himself."""


class SeveralOwnLinks(Exception):
    """Several participants share this chat as their own: whose family is meant?"""

    def __init__(self, links: list[Link]) -> None:
        super().__init__(len(links))
        self.links = links


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


def links(tx: Tx, contact: Contact, now: datetime, participant_id: int = 0) -> list[HeldLink]:
    """The family links of the chat's participant that hold. Raises as `own_link` does."""
    own = own_link(tx, contact, now, participant_id)
    held = participant_links.links(tx, own.participant_id, now)
    return [link for link in held if link.relation is Relation.FAMILY]


def expired_names(tx: Tx, contact: Contact, now: datetime) -> list[str]:
    """Names of participants whose family link to this chat has expired.

    Not if the chat ended the link itself or renewed it.
    """
    over = contacts.expired_family_links(tx, contact.id, BORROWED_FOR, now)
    return [link.label for link in over]


def end(tx: Tx, contact: Contact, link_ids: Collection[int], now: datetime) -> None:
    """End those of the family links that are the chat's own participants'; nobody is told."""
    for own in own_links.of_chat(tx, contact, now):
        for link in links(tx, contact, now, own.participant_id):
            if link.id in link_ids:
                participant_links.end_link(tx, link.id, own.participant_id, now)
                by = f"contact:{contact.uid}"
                records.audit(tx, by, "end family link", f"link:{link.id}", now)


def undo_end(tx: Tx, contact: Contact, link_ids: Collection[int], now: datetime) -> bool:
    """Undo `end`. False if any of them can't hold again."""
    by, since = f"contact:{contact.uid}", now - UNDONE_FOR
    revived = [
        link_id
        for own in own_links.of_chat(tx, contact, now)
        for link_id in link_ids
        if participant_links.revive_family_link(tx, link_id, own.participant_id, by, since, now)
    ]
    for link_id in revived:
        records.audit(tx, by, "undo end family link", f"link:{link_id}", now)
    return len(revived) == len(link_ids)
