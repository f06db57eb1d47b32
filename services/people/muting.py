"""Turns pushed messages about a participant off and on, by chat and topic."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact, Link, Relation, Topic
from store import contacts
from store.connection import Tx

TOGETHER = {
    Topic.SCHEDULE: frozenset({Topic.SCHEDULE}),
    Topic.CERTIFICATE: frozenset({Topic.CERTIFICATE, Topic.RESULT}),
}
"""What people turn off and on → its topics: to them a result is certificate news."""


def links(tx: Tx, contact: Contact, now: datetime) -> list[Link]:
    """The chat's links with pushed messages. A borrowed phone has none."""
    return [
        link
        for link in contacts.links(tx, contact.id, now)
        if link.is_own or link.relation is Relation.FAMILY
    ]


def switches(link: Link) -> dict[Topic, bool]:
    """What this chat can turn off and on for the link, and its state."""
    return {
        topic: any(map(link.wants, parts))
        for topic, parts in TOGETHER.items()
        if any(map(link.allows, parts))
    }


def mute(
    tx: Tx, contact: Contact, link_id: int, topic: Topic, now: datetime, *, is_muted: bool
) -> None:
    """Turn one of `TOGETHER` off or on; no effect without such a link."""
    for link in links(tx, contact, now):
        if link.id == link_id:
            parts = TOGETHER[topic]
            topics = link.muted | parts if is_muted else link.muted - parts
            contacts.set_muted(tx, contact.id, link_id, topics)
