"""Chats, the participants they are linked to, and what was agreed with them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from programme.people import Contact, Link, Relation, Role, Topic
from store.connection import Tx
from store.rows import epoch, joined, moment, split
from store.sealing.concealed import ADDRESS, ROLE

Row = Sequence[Any]


def at(tx: Tx, channel: str, address: str, now: datetime) -> Contact:
    """The chat at this address; made when it writes for the first time."""
    where = {"channel": channel, "address": tx.conceal(address, ADDRESS)}
    row = tx.sql.contact_by_address(**where)
    if row is None:
        row = tx.sql.add_contact(uid=secrets.token_urlsafe(12), **where, at=epoch(now))
    return contact_of(tx, row)


def by_id(tx: Tx, contact_id: int) -> Contact | None:
    row = tx.sql.contact_by_id(id=contact_id)
    return contact_of(tx, row) if row else None


def with_role(tx: Tx, role: Role) -> list[Contact]:
    rows = tx.sql.contacts_of_staff()
    return [contact_of(tx, row) for *row, sealed in rows if tx.open(sealed, ROLE) == role]


def seen(tx: Tx, contact_id: int, now: datetime, silent_before: datetime | None = None) -> None:
    """The person wrote, so the chat can be reached again.

    Where nobody had written since `silent_before`, that is kept: it may be somebody else by now.
    """
    tx.sql.contact_seen(id=contact_id, at=epoch(now), silent_before=epoch(silent_before))


def unreachable(tx: Tx, contact_id: int, reason: str, tried_at: datetime | None = None) -> bool:
    """The chat can't be reached. False when the person has written since `tried_at`."""
    changed = tx.sql.contact_unreachable(id=contact_id, reason=reason, tried_at=epoch(tried_at))
    return bool(changed)


def moved(tx: Tx, contact_id: int, address: str) -> None:
    """The chat lives elsewhere now; where it is known there already, that contact goes on."""
    tx.sql.contact_moved(id=contact_id, address=tx.conceal(address, ADDRESS))


def set_language(tx: Tx, contact_id: int, language: str) -> None:
    tx.sql.set_language(id=contact_id, language=language)


def set_reminders(tx: Tx, contact_id: int, wanted: bool) -> None:
    tx.sql.set_reminders(id=contact_id, reminders=wanted)


def set_own_reminder(tx: Tx, contact_id: int, before: timedelta | None) -> None:
    """Remind the chat so long before each class, besides the usual times; None: no more."""
    minutes = before and int(before.total_seconds()) // 60
    tx.sql.set_own_reminder(id=contact_id, minutes=minutes)


def own_reminder(tx: Tx, contact_id: int) -> timedelta | None:
    minutes = tx.sql.own_reminder(id=contact_id)
    return None if minutes is None else timedelta(minutes=minutes)


def own_reminders(tx: Tx) -> dict[timedelta, set[int]]:
    """How long before a class → the ids of the chats that want to be reminded then."""
    found: dict[timedelta, set[int]] = {}
    for minutes, contact_id in tx.sql.own_reminders():
        found.setdefault(timedelta(minutes=minutes), set()).add(contact_id)
    return found


def set_staff(tx: Tx, contact_id: int, staff_id: int | None) -> None:
    tx.sql.set_staff(id=contact_id, staff_id=staff_id)


def links(tx: Tx, contact_id: int, now: datetime) -> list[Link]:
    """The chat's links that hold at `now`, the oldest first."""

    def read() -> list[Link]:
        rows = tx.sql.links_of_contact(contact_id=contact_id, now=epoch(now))
        return [_link(tx, row) for row in rows]

    return list(tx.once(("links", contact_id, now), read))


def all_links(tx: Tx, contact_id: int) -> list[Link]:
    """The chat's links, also those whose time is over."""
    return [_link(tx, row) for row in tx.sql.links_of_contact(contact_id=contact_id, now=0)]


def has_lost_link_since(tx: Tx, contact_id: int, since: datetime, now: datetime) -> bool:
    """Was the chat linked to somebody at `since` to whom it isn't any more?"""
    return bool(
        tx.sql.has_lost_link_since(contact_id=contact_id, since=epoch(since), now=epoch(now))
    )


def expired_family_links(
    tx: Tx, contact_id: int, longer_than: timedelta, now: datetime
) -> list[Link]:
    """The chat's family links whose time is over, of those that were to last so long."""
    rows = tx.sql.expired_family_links(
        contact_id=contact_id, longer_than=int(longer_than.total_seconds()), now=epoch(now)
    )
    return [_link(tx, row) for row in rows]


def link_of_invite(tx: Tx, contact_id: int, allowed_by: str, now: datetime) -> Link | None:
    """The chat's link that was allowed so, if it holds at `now`."""
    row = tx.sql.link_of_invite(contact_id=contact_id, allowed_by=allowed_by, now=epoch(now))
    return _link(tx, row) if row else None


def links_to_class(
    tx: Tx, contact_id: int, programme_id: int, skill: str, now: datetime
) -> list[Link]:
    """The chat's links to participants of this class."""
    rows = tx.sql.class_links_of_contact(
        contact_id=contact_id, programme_id=programme_id, skill=skill, now=epoch(now)
    )
    return [_link(tx, row) for row in rows]


def links_to(tx: Tx, participant_id: int) -> list[Link]:
    """Every chat's link to this participant."""
    rows = tx.sql.links_of_participant(participant_id=participant_id)
    return [_link(tx, row) for row in rows]


def add_link(
    tx: Tx,
    contact_id: int,
    participant_id: int,
    relation: Relation,
    topics: Iterable[Topic],
    label: str,
    proven_by: str,
    allowed_by: str,
    now: datetime,
    expires_at: datetime | None = None,
    muted: Iterable[Topic] = (),
) -> int:
    """Link a chat to a participant, in place of an earlier link between the two."""
    end_links_between(tx, contact_id, participant_id, now)
    return int(
        tx.sql.add_link(
            contact_id=contact_id,
            participant_id=participant_id,
            relation=relation,
            topics=joined(topics),
            muted=joined(muted),
            nickname=tx.seal(label, "links.nickname"),
            proven_by=proven_by,
            allowed_by=allowed_by,
            at=epoch(now),
            expires_at=epoch(expires_at),
        )
    )


def end_links_between(tx: Tx, contact_id: int, participant_id: int, now: datetime) -> None:
    tx.sql.end_links_with(contact_id=contact_id, participant_id=participant_id, at=epoch(now))


def end_links(tx: Tx, contact_id: int, now: datetime) -> int:
    """End all links of a chat; returns how many there were."""
    return int(tx.sql.end_links_of_contact(contact_id=contact_id, at=epoch(now)))


def links_ended(tx: Tx, contact_id: int, at: datetime, now: datetime) -> list[Link]:
    """The chat's links that were ended just then and would hold at `now`."""
    rows = tx.sql.links_ended(contact_id=contact_id, at=epoch(at), now=epoch(now))
    return [_link(tx, row) for row in rows]


def revive_links(tx: Tx, contact_id: int, at: datetime, now: datetime) -> int:
    """Take back that the chat's links were ended just then; returns how many hold again.

    None for whom somebody was linked since, nor a family's whose participant ended any since.
    """
    return int(tx.sql.revive_links(contact_id=contact_id, at=epoch(at), now=epoch(now)))


def end_family_links(tx: Tx, participant_id: int, now: datetime) -> int:
    """End all family links to a participant; returns how many there were."""
    return int(tx.sql.end_family_links(participant_id=participant_id, at=epoch(now)))


def set_label(tx: Tx, link_id: int, label: str) -> None:
    tx.sql.set_nickname(id=link_id, nickname=tx.seal(label, "links.nickname"))


def set_muted(tx: Tx, contact_id: int, link_id: int, topics: Iterable[Topic]) -> None:
    tx.sql.set_muted(id=link_id, contact_id=contact_id, muted=joined(topics))


def add_consent(
    tx: Tx, contact: Contact, version: str, language: str, wording: str, who: str, now: datetime
) -> None:
    """Keep that this chat agreed, to which words, when and where (UU PDP 27/2022, Art. 22, 24).

    `who` says whose chat it is once it is gone.
    """
    tx.sql.add_consent(
        contact_id=contact.id,
        version=version,
        language=language,
        wording=wording,
        channel=contact.channel,
        who=tx.seal(who, "consents.who"),
        at=epoch(now),
    )


@dataclass(frozen=True, slots=True)
class Consent:
    """What a chat agreed to, and when (UTC)."""

    version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None


def consents(tx: Tx, contact_id: int) -> list[Consent]:
    """All that this chat has agreed to, the first first."""
    return [
        Consent(version, language, moment(given_at), moment(withdrawn_at))
        for version, language, given_at, withdrawn_at in tx.sql.consents_of(contact_id=contact_id)
    ]


def delete(tx: Tx, contact_id: int) -> None:
    """Delete a chat and all that hangs on it: links, consents, conversation, messages, tickets."""
    tx.sql.delete_contact(id=contact_id)


def withdrawn_at(tx: Tx, contact_id: int) -> datetime | None:
    """When this chat last took its consent back."""
    return max(
        (each.withdrawn_at for each in consents(tx, contact_id) if each.withdrawn_at), default=None
    )


def has_consent(tx: Tx, contact_id: int, version: str) -> bool:
    return bool(tx.sql.has_consent(contact_id=contact_id, version=version))


def withdraw_consent(tx: Tx, contact_id: int, now: datetime) -> None:
    tx.sql.withdraw_consent(contact_id=contact_id, at=epoch(now))


def restore_consent(tx: Tx, contact_id: int, at: datetime) -> None:
    """Take back that the chat's consent was withdrawn just then."""
    tx.sql.restore_consent(contact_id=contact_id, at=epoch(at))


def contact_of(tx: Tx, row: Row) -> Contact:
    ident, uid, channel, address, language, staff_id, reminders, reachable = row
    return Contact(
        id=ident,
        uid=uid,
        channel=channel,
        address=tx.keys.reveal(address, ADDRESS),
        language=language,
        staff_id=staff_id,
        reminders=bool(reminders),
        reachable=bool(reachable),
    )


@cache
def _topics(written: str) -> frozenset[Topic]:
    return frozenset(map(Topic, split(written)))


def _link(tx: Tx, row: Row) -> Link:
    ident, contact_id, participant_id, relation, topics, muted, nickname, expires_at = row
    return Link(
        id=ident,
        contact_id=contact_id,
        participant_id=participant_id,
        relation=Relation(relation),
        topics=_topics(topics),
        muted=_topics(muted),
        label=tx.open(nickname, "links.nickname") or "",
        expires_at=moment(expires_at),
    )
