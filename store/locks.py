"""What a chat has to prove, its PIN, and the messages that wait for the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.connection import Tx
from store.outbox import Row, row_of
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class LockFacts:
    """Times are UTC. `silent_until`: when it wrote after a long silence, and hasn't proven itself
    since. `open_until`: until when the PIN needn't be given again."""

    last_seen_at: datetime
    silent_until: datetime | None
    open_until: datetime | None
    has_pin: bool


def facts(tx: Tx, contact_id: int) -> LockFacts | None:
    row = tx.sql.lock_facts(contact_id=contact_id)
    if row is None:
        return None
    last_seen_at, silent_until, open_until, pin_of = row
    return LockFacts(
        moment(last_seen_at), moment(silent_until), moment(open_until), pin_of is not None
    )


def proven(tx: Tx, contact_id: int, open_until: datetime | None) -> None:
    """The chat has shown that it is still the same person's."""
    tx.sql.contact_proven(contact_id=contact_id, open_until=epoch(open_until))


def linked_before(tx: Tx, contact_id: int, before: datetime, now: datetime) -> list[int]:
    """Ids of the participants to whom the chat is linked since before then."""
    rows = tx.sql.participants_linked_before(
        contact_id=contact_id, before=epoch(before), now=epoch(now)
    )
    return [participant_id for (participant_id,) in rows]


def has_role_since_before(tx: Tx, contact_id: int, before: datetime) -> bool:
    """Has the chat a role, and was no code for it used since then?"""
    return bool(tx.sql.has_role_since_before(contact_id=contact_id, before=epoch(before)))


def keep_pin(tx: Tx, contact_id: int, salt: bytes, pin_hash: bytes, now: datetime) -> None:
    tx.sql.keep_pin(contact_id=contact_id, salt=salt, pin_hash=pin_hash, at=epoch(now))


def pin(tx: Tx, contact_id: int) -> tuple[bytes, bytes] | None:
    """Salt and hash of the chat's PIN."""
    row: tuple[bytes, bytes] | None = tx.sql.pin_of(contact_id=contact_id)
    return row


def forget_pin(tx: Tx, contact_id: int) -> None:
    tx.sql.forget_pin(contact_id=contact_id)


def hide(tx: Tx, row_id: int) -> None:
    """The chat is only told that there is this message, not what it says."""
    tx.sql.hide(id=row_id)


def hidden(tx: Tx, contact_id: int, now: datetime) -> list[Row]:
    """The messages that were hidden from the chat and are still of use, the oldest first."""
    rows = tx.sql.hidden_rows(contact_id=contact_id, now=epoch(now))
    return [row_of(tx, row) for row in rows]


def reveal(tx: Tx, contact_id: int) -> None:
    tx.sql.reveal(contact_id=contact_id)
