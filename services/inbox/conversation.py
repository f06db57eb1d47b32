"""Stored events, the chats they belong to, and what each chat is expected to say next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from programme.locks import SILENT_AFTER
from programme.messages import EventKind, Incoming
from programme.people import Contact
from services.sending import outbox as messages
from services.sending.channel import Unreadable
from store import contacts, conversations, inbox, outbox
from store.connection import Tx
from store.conversations import Conversation

log = structlog.get_logger()

EXPECTED_FOR = timedelta(minutes=30)
"""How long an answer is expected, and a question may refer to the one before."""

ASKED_FOR = timedelta(days=1)
"""How long a question that would destroy, send or share something can be answered."""

CHOICES_LAST = timedelta(hours=12)
"""How long a button's number can be written, and a consent text be answered."""


def receive(
    tx: Tx, events: Sequence[Incoming | Unreadable], now: datetime
) -> list[tuple[int, Incoming]]:
    """Store events; returns the new readable ones with their inbox ids, in order.

    What can't be stored as it is, is set aside and counted like what the channel couldn't read.
    """
    new: list[tuple[int, Incoming]] = []
    for event in events:
        body = None if isinstance(event, Unreadable) else _storable(event)
        if isinstance(event, Unreadable) or body is None:
            odd = event.body if isinstance(event, Unreadable) else ascii(event)
            inbox.receive(
                tx, event.channel, _plain(event.event_id), _plain(odd), now, readable=False
            )
        else:
            ident = inbox.receive(tx, event.channel, event.event_id, body, now)
            if ident is not None:
                new.append((ident, event))
    return new


def _storable(event: Incoming) -> str | None:
    """The event as it is stored; None where it could not be read again."""
    try:
        body = event.to_json()
        body.encode()
        is_same = Incoming.from_json(body) == event
    except Exception as error:  # noqa: BLE001 - one odd event mustn't hold up the others
        log.warning("event set aside", channel=event.channel, error=type(error).__name__)
        return None
    return body if is_same else None


def _plain(text: str) -> str:
    """Without lone surrogates, which can't be stored."""
    return text.encode(errors="backslashreplace").decode()


def waiting(tx: Tx) -> tuple[list[tuple[int, Incoming]], list[int]]:
    """Events that were stored but not answered before the last stop, and those not readable."""
    events: list[tuple[int, Incoming]] = []
    odd: list[int] = []
    for ident, body in inbox.waiting(tx):
        try:
            events.append((ident, Incoming.from_json(body)))
        except Exception as error:  # noqa: BLE001 - one odd event mustn't hold up the others
            log.warning("event set aside", inbox=ident, error=type(error).__name__)
            odd.append(ident)
    return events, odd


def finish_event(tx: Tx, inbox_id: int, now: datetime) -> bool:
    """Mark an event as handled in this transaction. False when it was handled before."""
    return inbox.done(tx, inbox_id, now)


def delete_written(tx: Tx, contact: Contact, incoming: Incoming, now: datetime) -> None:
    """Delete from the chat what was written there: nobody else may read it."""
    if incoming.source_message:
        key = f"delete:{incoming.channel}:{incoming.event_id}"
        messages.delete(tx, contact, incoming.source_message, key, now)


def fail_event(tx: Tx, inbox_id: int, now: datetime) -> None:
    inbox.failed(tx, inbox_id, now)


def writer_of(tx: Tx, incoming: Incoming, now: datetime) -> Contact:
    """The chat an event belongs to; whoever writes can be reached again."""
    contact = contacts.at(tx, incoming.channel, incoming.address, now)
    if incoming.kind is EventKind.MEMBERSHIP and not incoming.is_member:
        contacts.unreachable(tx, contact.id, "blocked")
    else:
        contacts.seen(tx, contact.id, now, now - SILENT_AFTER)
    return contact


def current(tx: Tx, contact: Contact, now: datetime) -> Conversation:
    """The state of the chat's conversation, without what has expired; linking it never does."""
    found = conversations.current(tx, contact.id, now)
    if found is None:
        return Conversation()
    kept, kept_at = found
    if kept_at + EXPECTED_FOR <= now:
        is_linking = bool(kept.state) and kept.opened.get("asked") == kept.state
        return Conversation(
            state=kept.state if is_linking else "",
            data=kept.data if is_linking else {},
            unhelped={"text": kept.unhelped["text"]} if kept.unhelped else {},
            choices=kept.choices,
            opened=kept.opened,
            open=kept.open,
        )
    return kept


def is_last_word(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the newest message of the chat an answer to it, and is that not long ago?"""
    found = conversations.current(tx, contact.id, now)
    is_recent = found is not None and now < found[1] + EXPECTED_FOR
    return is_recent and interrupted_by(tx, contact, now) is None


def interrupted_by(tx: Tx, contact: Contact, now: datetime) -> int | None:
    """The outbox row of what the bot sent by itself since the chat's last turn, if anything."""
    pushed = outbox.newest_push(tx, contact.id)
    found = conversations.current(tx, contact.id, now)
    if pushed is None or (found is not None and pushed[1] < found[1]):
        return None
    return pushed[0]


def keep(
    tx: Tx,
    contact: Contact,
    conversation: Conversation,
    choices: tuple[tuple[str, str], ...],
    now: datetime,
) -> None:
    """Store the state of the conversation, with the `choices` it was shown."""
    shown = replace(conversation, choices=choices)
    conversations.keep(tx, contact.id, shown, now + CHOICES_LAST, now)
