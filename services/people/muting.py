"""Turns pushed messages about a participant off and on, by chat and topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from programme.people import Contact, Link, Relation, Topic
from store import contacts
from store.connection import Tx

TOGETHER = {
    Topic.SCHEDULE: frozenset({Topic.SCHEDULE}),
    Topic.CERTIFICATE: frozenset({Topic.CERTIFICATE, Topic.RESULT}),
}
"""What people turn off and on → its topics: to them a result is certificate news."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whether a chat is told anything by itself, and by link what it does not want to hear."""

    reminders: bool
    muted: Mapping[int, frozenset[Topic]]


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


def settings(tx: Tx, contact: Contact, now: datetime) -> Settings:
    held = links(tx, contact, now)
    return Settings(contact.reminders, {link.id: link.muted for link in held})


def restore(tx: Tx, contact: Contact, settings: Settings) -> None:
    """Set the chat's reminders, and what is muted of those of its links that are named."""
    contacts.set_reminders(tx, contact.id, settings.reminders)
    for link_id, topics in settings.muted.items():
        contacts.set_muted(tx, contact.id, link_id, topics)


def switch(
    tx: Tx,
    contact: Contact,
    is_meant: Callable[[Topic, Link], bool],
    now: datetime,
    *,
    is_on: bool,
) -> None:
    """Turn what is meant, of `TOGETHER`, off or on. What is off besides stays off.

    Where all was off, turning a part on leaves the rest muted.
    """
    rest_is_off = is_on and not contact.reminders
    for link in links(tx, contact, now):
        muted = set(link.muted)
        for topic, parts in TOGETHER.items():
            if is_meant(topic, link):
                muted = muted - parts if is_on else muted | parts
            elif rest_is_off:
                muted |= parts
        contacts.set_muted(tx, contact.id, link.id, muted)
    if rest_is_off:
        contacts.set_reminders(tx, contact.id, wanted=True)
