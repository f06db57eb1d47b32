"""The states of a message in the outbox: queued, claimed, settled."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from programme.messages import Outgoing
from programme.outbox import (
    REPLY_USEFUL_FOR,
    RESENT_WHEN_UNCERTAIN,
    AccountTrouble,
    ChatMoved,
    ChatThrottled,
    Kind,
    NotSent,
    Priority,
    Refused,
    SendProblem,
    Sent,
    State,
    Throttled,
    Unreachable,
    most_uncertain,
)
from programme.people import Contact
from store import contacts, outbox
from store.connection import Tx
from store.errors import StoreError
from store.outbox import Row, Unclear

log = structlog.get_logger()

PRIORITIES = {
    Kind.REPLY: Priority.REPLY,
    Kind.ANNOUNCEMENT: Priority.ANNOUNCEMENT,
    Kind.NOTICE: Priority.ANNOUNCEMENT,
    Kind.REMINDER: Priority.REMINDER,
    Kind.BROADCAST: Priority.BROADCAST,
}

LEASE = timedelta(seconds=60)
"""How long a claim holds; longer than any request takes."""

TOO_LATE = "too late"
"""The reason of what expired."""

LOOKED_AT_MOST = 256
"""Upper bound on withdrawn messages examined per claim."""

MOST_ATTEMPTS = 20
LONGEST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE_OF_ANSWER = timedelta(seconds=20)
"""An answer is tried as long as it is useful, and more often than the rest."""

DELETION_TRIED_FOR = timedelta(hours=47)
"""After two days no channel deletes a message any more."""

WORDED_AGAIN_AFTER = timedelta(minutes=5)
"""How long a message waits whose wording failed, so that the cause can be fixed."""


class LostClaim(StoreError):
    """Rows read as queued were claimed by another process: nothing of this claim may be sent."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Why a queued message is not to be sent after all, or (with `until`) not yet."""

    state: State
    reason: str
    until: datetime | None = None


Wording = Callable[[Tx, Row, Contact, datetime], Outgoing | Withdrawn]
"""Words a pushed message when it is sent, unless it no longer holds."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is ours to send."""

    id: int
    contact_id: int
    address: str
    kind: Kind
    attempts: int
    claimed_at: datetime
    message: Outgoing

    @property
    def is_answer(self) -> bool:
        """Does somebody wait for it? Deleting a message from the chat can take its time."""
        return self.kind is Kind.REPLY and not self.message.delete_of


def reply(tx: Tx, contact: Contact, message: Outgoing, key: str, now: datetime) -> int | None:
    """Queue an answer. `key` names the event and the answer's place in it."""
    return outbox.enqueue(
        tx,
        contact,
        Kind.REPLY,
        Priority.REPLY,
        f"reply:{key}",
        message.to_json(),
        now,
        expires_at=now + REPLY_USEFUL_FOR,
        edit_of=message.edit_of,
    )


def delete(tx: Tx, contact: Contact, message_id: str, key: str, now: datetime) -> None:
    """Queue the deletion of a message in the chat; its outcome is kept under `key`."""
    outbox.enqueue(
        tx,
        contact,
        Kind.REPLY,
        Priority.REPLY,
        key,
        Outgoing("", delete_of=message_id).to_json(),
        now,
        expires_at=now + DELETION_TRIED_FOR,
    )


def push(
    tx: Tx,
    contact: Contact,
    kind: Kind,
    key: str,
    data: dict[str, Any],
    now: datetime,
    *,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    session_id: int | None = None,
    session_start: datetime | None = None,
    announcement_id: int | None = None,
) -> int | None:
    """Queue a message that the bot sends by itself, as data. None when `key` was used before."""
    return outbox.enqueue(
        tx,
        contact,
        kind,
        PRIORITIES[kind],
        key,
        json.dumps(data, ensure_ascii=False),
        now,
        not_before=not_before,
        expires_at=expires_at,
        session_id=session_id,
        session_start=session_start,
        announcement_id=announcement_id,
    )


def push_all(
    tx: Tx,
    contacts: Iterable[Contact],
    kind: Kind,
    key_of: Callable[[Contact], str],
    data: dict[str, Any],
    now: datetime,
    *,
    not_before: datetime,
    expires_at: datetime,
    session_id: int,
    session_start: datetime,
) -> int:
    """`push` the same to many at once, each under its own key; returns how many were new."""
    return outbox.enqueue_all(
        tx,
        contacts,
        kind,
        PRIORITIES[kind],
        key_of,
        json.dumps(data, ensure_ascii=False),
        now,
        not_before=not_before,
        expires_at=expires_at,
        session_id=session_id,
        session_start=session_start,
    )


def claim_replies(
    tx: Tx, channel: str, owner: str, most: int, is_free: Callable[[str], bool], now: datetime
) -> list[Claimed]:
    """Claim due replies, one a chat, of chats that are free. Raises `LostClaim`."""
    claimed: list[Claimed] = []
    for row in outbox.due(tx, channel, Priority.REPLY, now, most, is_free):
        if _is_late(row, now):
            outbox.withdraw(tx, row.id, State.EXPIRED, TOO_LATE, now)
        else:
            claimed.append(_claimed(row, Outgoing.from_json(row.body), now))
    _claim_all(tx, claimed, owner, now, are_written=False)
    return claimed


def claim_bulk(
    tx: Tx,
    channel: str,
    owner: str,
    most: int,
    busy: Container[str],
    wording: Wording,
    now: datetime,
) -> list[Claimed]:
    """Claim due announcements, then reminders, then broadcasts, each looked at afresh.

    They are to be written at once. Raises `LostClaim`.
    """
    claimed: list[Claimed] = []
    taken: set[str] = set()
    for priority in (Priority.ANNOUNCEMENT, Priority.REMINDER, Priority.BROADCAST):
        looked_at = 0
        while len(claimed) < most and looked_at < LOOKED_AT_MOST:
            found = outbox.due(
                tx,
                channel,
                priority,
                now,
                most - len(claimed),
                lambda chat: chat not in taken and chat not in busy,
            )
            if not found:
                break
            looked_at += len(found)
            for row in found:
                message = _word(tx, row, wording, now)
                if isinstance(message, Withdrawn):
                    _withdraw(tx, row, message, now)
                else:
                    taken.add(row.address)
                    claimed.append(_claimed(row, message, now))
    _claim_all(tx, claimed, owner, now, are_written=True)
    return claimed


def _claim_all(
    tx: Tx, claimed: Sequence[Claimed], owner: str, now: datetime, *, are_written: bool
) -> None:
    """Raises `LostClaim`, which undoes the transaction: it reads and claims alone."""
    ids = [row.id for row in claimed]
    taken_over = outbox.claim_all(tx, ids, owner, now + LEASE, now, are_written=are_written)
    if taken_over != len(claimed):
        raise LostClaim(f"{len(claimed) - taken_over} of {len(claimed)} were not queued any more")


def settle(
    tx: Tx, channel: str, owner: str, row: Claimed, outcome: Sent | SendProblem, now: datetime
) -> State:
    """Record the outcome of a claimed row, and its consequences for the chat and the account."""
    state = State.QUEUED
    reason: str | None = None
    not_before: datetime | None = None
    provider_id: str | None = None
    attempt_counts = True
    match outcome:
        case Sent(provider_id=provider_id):
            state = State.SENT
        case Throttled(retry_after=seconds):
            outbox.hold_account(tx, channel, now + timedelta(seconds=seconds))
            reason, attempt_counts = outcome.reason, False
        case AccountTrouble():
            outbox.stop_account(tx, channel, outcome.reason, now)
            reason, attempt_counts = outcome.reason, False
        case ChatMoved(address=address):
            contacts.moved(tx, row.contact_id, address)
            outbox.readdress(tx, row.contact_id, address, now)
            reason = outcome.reason
        case Unreachable():
            reason = outcome.reason
            if contacts.unreachable(tx, row.contact_id, reason, row.claimed_at):
                outbox.fail_all_for(tx, row.contact_id, reason, now)
                state = State.FAILED
        case Refused():
            reason, not_before = outcome.reason, _say_plainly(tx, owner, row, now)
            state = State.QUEUED if not_before else State.FAILED
        case NotSent():
            reason, not_before = outcome.reason, now + _pause_after(row, outcome)
        case _:
            state, reason = State.UNCERTAIN, outcome.reason
    is_limited = attempt_counts and not row.is_answer
    if state is State.QUEUED and is_limited and row.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    outbox.settle(
        tx,
        row.id,
        owner,
        state,
        now,
        reason=reason,
        provider_id=provider_id,
        not_before=not_before,
        attempt_counts=attempt_counts,
    )
    return state


def _say_plainly(tx: Tx, owner: str, row: Claimed, now: datetime) -> datetime | None:
    """Let an answer that was refused go out without markup, buttons and file; returns when.

    None for what nobody waits for, and where nothing is left to say.
    """
    plain = row.message.plain
    if not row.is_answer or row.message.edit_of is not None or not plain.text:
        return None
    outbox.reword(tx, row.id, owner, plain.to_json())
    return now + _pause(row.attempts, LONGEST_PAUSE_OF_ANSWER)


def resend_unclear(tx: Tx, channel: str, now: datetime) -> int:
    """Requeue uncertain messages that may be repeated without harm; returns how many.

    The first repeat goes at once, each further one after a longer pause. An answer is repeated
    until it is too old to help, and expires then. Broadcasts, late pushes and those that were
    uncertain often stay uncertain.
    """
    resent = 0
    for row in outbox.unclear(tx, channel):
        if row.kind is Kind.REPLY and row.expires_at is not None and row.expires_at <= now:
            outbox.give_up_unclear(tx, row.id, TOO_LATE, now)
        elif is_repeated(row, now):
            not_before = None
            if row.uncertain_count > 1:
                not_before = now + _pause(row.uncertain_count - 1, LONGEST_PAUSE_OF_ANSWER)
            resent += outbox.requeue_uncertain(tx, row.id, not_before, now)
    return resent


def is_repeated(row: Unclear, now: datetime) -> bool:
    """May this uncertain message be sent once more?"""
    return (
        row.kind in RESENT_WHEN_UNCERTAIN
        and row.uncertain_count < most_uncertain(row.kind)
        and (row.expires_at is None or row.expires_at > now)
    )


def _word(tx: Tx, row: Row, wording: Wording, now: datetime) -> Outgoing | Withdrawn:
    if _is_late(row, now):
        return Withdrawn(State.EXPIRED, TOO_LATE)
    try:
        contact = contacts.by_id(tx, row.contact_id)
        if contact is None:
            return Withdrawn(State.CANCELLED, "contact deleted")
        if not contact.reachable:
            return Withdrawn(State.FAILED, "unreachable")
        return wording(tx, row, contact, now)
    except Exception:  # one message's failure is its own: the others go on
        log.exception("not worded", outbox=row.id)
        return Withdrawn(State.QUEUED, "not worded", until=now + WORDED_AGAIN_AFTER)


def _withdraw(tx: Tx, row: Row, withdrawn: Withdrawn, now: datetime) -> None:
    if withdrawn.until:
        outbox.postpone(tx, row.id, withdrawn.until, now)
    else:
        outbox.withdraw(tx, row.id, withdrawn.state, withdrawn.reason, now)


def _claimed(row: Row, message: Outgoing, now: datetime) -> Claimed:
    return Claimed(row.id, row.contact_id, row.address, row.kind, row.attempts + 1, now, message)


def _is_late(row: Row, now: datetime) -> bool:
    return row.expires_at is not None and row.expires_at <= now


def _pause_after(row: Claimed, problem: NotSent) -> timedelta:
    if isinstance(problem, ChatThrottled):
        return timedelta(seconds=problem.retry_after + 1)  # the store keeps whole seconds
    return _pause(row.attempts, LONGEST_PAUSE_OF_ANSWER if row.is_answer else LONGEST_PAUSE)


def _pause(attempts: int, longest: timedelta) -> timedelta:
    return min(timedelta(seconds=2 ** min(attempts, 16)), longest)
