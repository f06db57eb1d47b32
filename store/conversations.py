"""Where each chat stands in a conversation, and which buttons it was last shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the chat's next event is understood by.

    `state` is empty when nothing is expected; `data` belongs to it. `choices` are the buttons
    shown last, each as its label and its data. `asked` is the question answered last, for one
    that leans on it. `opened` is the invite whose consent text the chat is looking at, and the
    step of linking that is open.
    `open` has the buttons whose question was not settled yet, and when it was asked (epoch).
    `said` is the message that was answered last.
    `unhelped` is what was written that got no help, and how many times in a row.
    """

    state: str = ""
    data: dict[str, str] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    unhelped: dict[str, str] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    said: str = ""


def current(tx: Tx, contact_id: int, now: datetime) -> tuple[Conversation, datetime] | None:
    """The chat's conversation and when it was kept; None when there is none or it is over."""
    row = tx.sql.conversation_of(contact_id=contact_id)
    if row is None:
        return None
    state, data, choices, expires_at, kept_at = row
    if moment(expires_at) <= now:
        return None
    known = json.loads(tx.open(data, "conversations.data") or "{}")
    shown = json.loads(tx.open(choices, "conversations.choices") or "[]")
    return Conversation(state, choices=tuple(map(tuple, shown)), **known), moment(kept_at)


def keep(
    tx: Tx, contact_id: int, conversation: Conversation, expires_at: datetime, now: datetime
) -> None:
    known = {
        "data": conversation.data,
        "asked": conversation.asked,
        "opened": conversation.opened,
        "unhelped": conversation.unhelped,
        "open": conversation.open,
        "said": conversation.said,
    }
    tx.sql.keep_conversation(
        contact_id=contact_id,
        state=conversation.state,
        data=tx.seal(json.dumps({k: v for k, v in known.items() if v}), "conversations.data"),
        choices=tx.seal(json.dumps(conversation.choices), "conversations.choices"),
        expires_at=epoch(expires_at),
        at=epoch(now),
    )


def forget(tx: Tx, contact_id: int) -> None:
    tx.sql.forget_conversation(contact_id=contact_id)


def forget_over(tx: Tx, now: datetime) -> int:
    """Delete the conversations whose time is over; returns how many."""
    return int(tx.sql.forget_conversations_over(at=epoch(now)))
