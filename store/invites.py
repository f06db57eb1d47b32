"""Codes that prove who somebody is; only their keyed hash is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from programme.people import Contact, Topic
from store.connection import Tx
from store.rows import epoch, joined, moment, split


class InviteKind(StrEnum):
    SELF = "self"
    FAMILY = "family"
    STAFF = "staff"
    ESCORT = "escort"


@dataclass(frozen=True, slots=True)
class Invite:
    id: int
    kind: InviteKind
    participant_id: int | None
    staff_id: int | None
    topics: frozenset[Topic]
    created_by: str
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None
    revoked_at: datetime | None


def add(
    tx: Tx,
    code: str,
    kind: InviteKind,
    created_by: str,
    now: datetime,
    expires_at: datetime,
    *,
    participant_id: int | None = None,
    staff_id: int | None = None,
    topics: frozenset[Topic] = frozenset(),
    consent_paper: str | None = None,
    consent_id: int | None = None,
) -> int:
    """Keep a code (in its plain form: capitals, no spaces) and return the invite's id.

    `consent_id`: the consent that it, and a link made with it, ends with.
    """
    return int(
        tx.sql.add_invite(
            code_hash=_hash(tx, code),
            kind=kind,
            participant_id=participant_id,
            staff_id=staff_id,
            topics=joined(topics),
            consent_paper=tx.seal(consent_paper, "invites.consent_paper"),
            consent_id=consent_id,
            created_by=created_by,
            at=epoch(now),
            expires_at=epoch(expires_at),
        )
    )


def by_code(tx: Tx, code: str) -> Invite | None:
    return _invite(tx.sql.invite_by_hash(code_hash=_hash(tx, code)))


def usable(tx: Tx, code: str, now: datetime) -> Invite | None:
    """The invite of a code that can be used now. One that is over is no row, like an unknown."""
    return _invite(tx.sql.usable_invite(code_hash=_hash(tx, code), now=epoch(now)))


def was_used_by(tx: Tx, code: str, contact_id: int) -> bool:
    used = tx.sql.invite_was_used_by(code_hash=_hash(tx, code), contact_id=contact_id)
    return bool(used)


def by_id(tx: Tx, invite_id: int) -> Invite | None:
    return _invite(tx.sql.invite_by_id(id=invite_id))


def use(tx: Tx, invite_id: int, contact_id: int, now: datetime) -> bool:
    """Use a code up. False when it can't be used any more."""
    return bool(tx.sql.use_invite(id=invite_id, contact_id=contact_id, at=epoch(now)))


def keep_borrowed(tx: Tx, invite_id: int, contact: Contact) -> None:
    """The code was used in this chat as on a borrowed phone; it stays good elsewhere."""
    tx.sql.keep_borrowed_phone(invite_id=invite_id, chat_hash=_chat_hash(tx, contact))


def was_borrowed(tx: Tx, invite_id: int, contact: Contact) -> bool:
    """Was it? Also when the chat was deleted and came back."""
    found = tx.sql.is_borrowed_phone(invite_id=invite_id, chat_hash=_chat_hash(tx, contact))
    return bool(found)


def revoke(tx: Tx, invite_id: int, now: datetime) -> bool:
    return bool(tx.sql.revoke_invite(id=invite_id, at=epoch(now)))


def revoke_family(tx: Tx, participant_id: int, now: datetime) -> int:
    """End the unused codes for a participant's family; returns how many."""
    return int(tx.sql.revoke_family_invites(participant_id=participant_id, at=epoch(now)))


def _hash(tx: Tx, code: str) -> bytes:
    return tx.keys.keyed_hash(code, "invite")


def _chat_hash(tx: Tx, contact: Contact) -> bytes:
    return tx.keys.keyed_hash(f"{contact.channel}:{contact.address}", "borrowed phone")


def _invite(row: tuple[Any, ...] | None) -> Invite | None:
    if row is None:
        return None
    ident, kind, participant_id, staff_id, topics, created_by, expires_at, *ends = row
    used_at, used_by, revoked_at = ends
    return Invite(
        id=ident,
        kind=InviteKind(kind),
        participant_id=participant_id,
        staff_id=staff_id,
        topics=frozenset(Topic(topic) for topic in split(topics)),
        created_by=created_by,
        expires_at=moment(expires_at),
        used_at=moment(used_at),
        used_by=used_by,
        revoked_at=moment(revoked_at),
    )
