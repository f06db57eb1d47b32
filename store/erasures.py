"""What was asked to be erased, and what must stay gone: keyed hashes and random ids only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from programme.people import Participant
from store import people
from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """`contact_id` is the chat that is told what became of it, None when that is gone, too."""

    id: int
    participant_id: int
    contact_id: int | None
    asked_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """Erased participants, by the keyed hash of their numbers, and deleted chats, by their random
    ids; each with the time (epoch seconds)."""

    participants: tuple[tuple[bytes, int], ...]
    chats: tuple[tuple[str, int], ...]


def ask(
    tx: Tx, participant_id: int, contact_id: int, due_at: datetime, now: datetime
) -> ErasureRequest:
    """Keep a request; one that is open already keeps its due time, and is told of in this chat."""
    return _request(
        tx.sql.add_erasure_request(
            participant_id=participant_id,
            contact_id=contact_id,
            due_at=epoch(due_at),
            at=epoch(now),
        )
    )


def open_requests(tx: Tx) -> list[ErasureRequest]:
    """The first to be due first."""
    return [_request(row) for row in tx.sql.erasure_requests()]


def request_of(tx: Tx, participant_id: int) -> ErasureRequest | None:
    row = tx.sql.erasure_request_of(participant_id=participant_id)
    return _request(row) if row else None


def settle(tx: Tx, participant_id: int) -> None:
    tx.sql.settle_erasure_request(participant_id=participant_id)


def participant_of(tx: Tx, uid: str) -> Participant | None:
    """By his random id. Other ids are given again once their row is gone, and must not be what a
    button says that erases somebody."""
    ident = tx.sql.participant_of_uid(uid=uid)
    return people.by_id(tx, ident) if ident else None


def erase(tx: Tx, participant_id: int, number: str, now: datetime) -> None:
    """Delete a participant with all that hangs on him; the hash of his number stays."""
    tx.sql.keep_erased(participant_hash=people.erased_hash(tx, number), at=epoch(now))
    tx.sql.erase_participant(id=participant_id)
    tx.sql.forget_list_undo()


def allow_again(tx: Tx, number: str) -> bool:
    """Lists may bring this number back. False when it wasn't erased."""
    return bool(tx.sql.forget_erased(participant_hash=people.erased_hash(tx, number)))


def note_deleted_chat(tx: Tx, uid: str, now: datetime) -> None:
    tx.sql.keep_deleted_chat(uid=uid, at=epoch(now))


def forget_deleted_chat(tx: Tx, uid: str) -> None:
    """The chat came back."""
    tx.sql.forget_deleted_chat(uid=uid)


def gone(tx: Tx) -> Gone:
    return Gone(tuple(tx.sql.erased_hashes()), tuple(tx.sql.deleted_chats()))


def keep_gone(tx: Tx, known: Gone) -> int:
    """Let stay gone what was gone elsewhere: deletes such chats at once, returns how many."""
    for participant_hash, at in known.participants:
        tx.sql.keep_erased(participant_hash=participant_hash, at=at)
    for uid, at in known.chats:
        tx.sql.keep_deleted_chat(uid=uid, at=at)
    return int(tx.sql.delete_contacts_deleted_before())


def _request(row: tuple[Any, ...]) -> ErasureRequest:
    ident, participant_id, contact_id, asked_at, due_at = row
    return ErasureRequest(ident, participant_id, contact_id, moment(asked_at), moment(due_at))
