"""Where each chat stands in a conversation, and which buttons it was last shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class Conversation:
    """`state` is empty when nothing is expected. `choices` are the data of the buttons shown."""

    state: str = ""
    data: dict[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


def current(tx: Tx, contact_id: int, now: datetime) -> Conversation:
    """The chat's conversation; a new one when there is none or its time is over."""
    row = tx.sql.conversation_of(tx.db, contact_id=contact_id)
    if row is None or moment(row[3]) <= now:
        return Conversation()
    data = json.loads(tx.open(row[1], "conversations.data") or "{}")
    choices = json.loads(tx.open(row[2], "conversations.choices") or "[]")
    return Conversation(row[0], data, tuple(choices))


def keep(
    tx: Tx, contact_id: int, conversation: Conversation, expires_at: datetime, now: datetime
) -> None:
    tx.sql.keep_conversation(
        tx.db,
        contact_id=contact_id,
        state=conversation.state,
        data=tx.seal(json.dumps(conversation.data), "conversations.data"),
        choices=tx.seal(json.dumps(conversation.choices), "conversations.choices"),
        expires_at=epoch(expires_at),
        at=epoch(now),
    )


def forget(tx: Tx, contact_id: int) -> None:
    tx.sql.forget_conversation(tx.db, contact_id=contact_id)
