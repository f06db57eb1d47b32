"""What is linked to a participant, or may yet be: his links and the codes nobody has used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.people import Relation, Topic
from store.connection import Tx
from store.invites import InviteKind
from store.rows import epoch, moment, split


@dataclass(frozen=True, slots=True)
class HeldLink:
    """A link that holds. Whose chat it is, nothing here tells.

    `silent` says why the chat is told nothing unasked; "" if it is.
    """

    id: int
    relation: Relation
    topics: frozenset[Topic]
    since: datetime
    until: datetime | None
    silent: str = ""


@dataclass(frozen=True, slots=True)
class OpenCode:
    """A code that can still be used; the code itself is not kept."""

    id: int
    is_family: bool
    topics: frozenset[Topic]
    made_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class MadeLink:
    """How a link came about, also one that is over. `invite_id`: 0 where no code allowed it."""

    id: int
    contact_id: int
    participant_id: int
    at: datetime
    invite_id: int


def made(tx: Tx, link_id: int) -> MadeLink | None:
    row = tx.sql.made_link(id=link_id)
    if row is None:
        return None
    ident, contact_id, participant_id, created_at, allowed_by = row
    kind, _, invite_id = allowed_by.partition(":")
    return MadeLink(
        ident,
        contact_id,
        participant_id,
        moment(created_at),
        int(invite_id) if kind == "invite" else 0,
    )


def links(tx: Tx, participant_id: int, now: datetime) -> list[HeldLink]:
    rows = tx.sql.held_links_to(participant_id=participant_id, now=epoch(now))
    return [
        HeldLink(
            ident,
            Relation(relation),
            _topics(topics),
            moment(created_at),
            moment(expires_at),
            silent,
        )
        for ident, relation, topics, created_at, expires_at, silent in rows
    ]


def end_link(tx: Tx, link_id: int, participant_id: int, now: datetime) -> bool:
    """False when this participant has no such link (any more)."""
    return bool(tx.sql.end_link_to(id=link_id, participant_id=participant_id, at=epoch(now)))


def revive_family_link(
    tx: Tx, link_id: int, participant_id: int, ended_by: str, since: datetime, now: datetime
) -> bool:
    """Take back that a family link was ended since then, by whom the audit names.

    False when it can't hold any more, its chat is out of use or linked to the participant anew.
    """
    revived = tx.sql.revive_family_link(
        id=link_id,
        participant_id=participant_id,
        ended_by=ended_by,
        since=epoch(since),
        now=epoch(now),
    )
    return bool(revived)


def open_codes(tx: Tx, participant_id: int, now: datetime) -> list[OpenCode]:
    rows = tx.sql.open_invites_to(participant_id=participant_id, now=epoch(now))
    return [
        OpenCode(
            ident,
            kind == InviteKind.FAMILY,
            _topics(topics),
            moment(created_at),
            moment(expires_at),
        )
        for ident, kind, topics, created_at, expires_at in rows
    ]


def _topics(joined: str) -> frozenset[Topic]:
    return frozenset(Topic(topic) for topic in split(joined))
