"""The outbox: everything that is to be sent, and what became of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from programme.outbox import Kind, Priority, State, most_uncertain
from programme.people import Contact
from store.connection import Tx
from store.errors import WrongKey
from store.rows import epoch, latest, moment
from store.sealing.concealed import ADDRESS

ADDRESS_AT = 2
"""Where in `due_rows` the address stands."""

SEALED_OTHERWISE = "sealed with another key"
"""Why a message failed that none of our keys opens."""


@dataclass(frozen=True, slots=True)
class Row:
    """A queued message. `attempts` counts earlier tries, `uncertain_count` unclear outcomes."""

    id: int
    contact_id: int
    address: str
    kind: Kind
    body: str
    session_id: int | None
    session_start: datetime | None
    announcement_id: int | None
    not_before: datetime
    expires_at: datetime | None
    attempts: int
    uncertain_count: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """A message that may have gone out."""

    id: int
    kind: Kind
    expires_at: datetime | None
    uncertain_count: int


@dataclass(frozen=True, slots=True)
class Question:
    """A sent announcement that asks whether one comes to the session."""

    row_id: int
    session_id: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a reminder of the session that begins then, and when."""

    session_start: datetime
    state: State
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Who holds a channel's account, whether it is stopped, and until when it is held."""

    lease_owner: str | None
    lease_until: datetime | None
    stopped_reason: str | None
    held_until: datetime | None


def enqueue(
    tx: Tx,
    contact: Contact,
    kind: Kind,
    priority: Priority,
    dedupe_key: str,
    body: str,
    now: datetime,
    *,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    session_id: int | None = None,
    session_start: datetime | None = None,
    announcement_id: int | None = None,
    edit_of: str | None = None,
) -> int | None:
    """Queue a message and return its id; None when `dedupe_key` is there already."""
    if edit_of:
        tx.sql.replace_older_edits(contact_id=contact.id, edit_of=edit_of, at=epoch(now))
    added: int | None = tx.sql.enqueue(
        channel=contact.channel,
        contact_id=contact.id,
        address=tx.conceal(contact.address, ADDRESS),
        kind=kind,
        priority=int(priority),
        dedupe_key=dedupe_key,
        body=tx.seal(body, "outbox.body"),
        session_id=session_id,
        session_start=epoch(session_start),
        announcement_id=announcement_id,
        edit_of=edit_of,
        not_before=epoch(not_before or now),
        expires_at=epoch(expires_at),
        at=epoch(now),
    )
    return added


def enqueue_all(
    tx: Tx,
    contacts: Iterable[Contact],
    kind: Kind,
    priority: Priority,
    key_of: Callable[[Contact], str],
    body: str,
    now: datetime,
    *,
    not_before: datetime,
    expires_at: datetime,
    session_id: int,
    session_start: datetime,
) -> int:
    """Queue the same for many, each under its own `dedupe_key`; returns how many were new."""
    same = {
        "kind": kind,
        "priority": int(priority),
        "body": tx.seal(body, "outbox.body"),
        "session_id": session_id,
        "session_start": epoch(session_start),
        "not_before": epoch(not_before),
        "expires_at": epoch(expires_at),
        "at": epoch(now),
    }
    rows = [
        same
        | {
            "channel": contact.channel,
            "contact_id": contact.id,
            "address": tx.conceal(contact.address, ADDRESS),
            "dedupe_key": key_of(contact),
        }
        for contact in contacts
    ]
    return int(tx.sql.enqueue_all(rows)) if rows else 0


def due(
    tx: Tx,
    channel: str,
    priority: Priority,
    now: datetime,
    most: int,
    is_free: Callable[[str], bool],
) -> list[Row]:
    """Queued messages of one priority whose time has come, the longest waiting first.

    What was tried before goes before all that came to its chat later, and is waited for.
    Of each chat whose address is free only the first; the others don't count towards `most`, so
    that no chat with many waiting holds up the rest. What was sealed with another key fails.
    """
    found: list[Row] = []
    sealed_otherwise: list[int] = []
    seen: set[str] = set()
    waiting = tx.sql.due_rows(channel=channel, priority=int(priority), now=epoch(now))
    with closing(waiting):
        for row in waiting:
            if len(found) == most:
                break
            address = row[ADDRESS_AT]
            if address not in seen:
                seen.add(address)
                try:
                    if is_free(tx.keys.reveal(address, ADDRESS)):
                        found.append(row_of(tx, row))
                except WrongKey:
                    sealed_otherwise.append(row[0])
    for row_id in sealed_otherwise:
        withdraw(tx, row_id, State.FAILED, SEALED_OTHERWISE, now)
    return found


def claim_all(
    tx: Tx,
    row_ids: Sequence[int],
    owner: str,
    lease_until: datetime,
    now: datetime,
    *,
    are_written: bool = False,
) -> int:
    """Take queued rows for sending at one go; returns how many were queued still."""
    same = {
        "owner": owner,
        "lease_until": epoch(lease_until),
        "is_writing": int(are_written),
        "at": epoch(now),
    }
    rows = [same | {"id": row_id} for row_id in row_ids]
    return int(tx.sql.claim_all(rows)) if rows else 0


def begin_writing(tx: Tx, row_ids: Sequence[int], owner: str, now: datetime) -> set[int]:
    """Note that these claimed rows are being written; returns those that are the owner's still."""
    rows = [{"id": row_id, "owner": owner, "at": epoch(now)} for row_id in row_ids]
    if int(tx.sql.begin_writing(rows)) == len(rows):
        return set(row_ids)
    written = tx.sql.written_by(owner=owner)
    return {ident for (ident,) in written} & set(row_ids)


def reword(tx: Tx, row_id: int, owner: str, body: str) -> None:
    """A claimed row says this from now on."""
    tx.sql.reword(id=row_id, owner=owner, body=tx.seal(body, "outbox.body"))


def settle(
    tx: Tx,
    row_id: int,
    owner: str,
    state: State,
    now: datetime,
    *,
    reason: str | None = None,
    provider_id: str | None = None,
    not_before: datetime | None = None,
    attempt_counts: bool = True,
) -> bool:
    """Record what became of a claimed row. False when the claim was lost meanwhile.

    Without `not_before` it keeps its place among those that wait.
    """
    return bool(
        tx.sql.settle(
            id=row_id,
            owner=owner,
            state=state,
            not_before=epoch(not_before),
            provider_id=provider_id,
            reason=reason,
            uncertain=int(state is State.UNCERTAIN),
            given_back=int(not attempt_counts),
            at=epoch(now),
        )
    )


def withdraw(tx: Tx, row_id: int, state: State, reason: str, now: datetime) -> None:
    """End a queued row unsent: cancelled, expired or failed."""
    tx.sql.withdraw(id=row_id, state=state, reason=reason, at=epoch(now))


def postpone(tx: Tx, row_id: int, not_before: datetime, now: datetime) -> None:
    """Send it then at the earliest, as if it had just been queued: later ones may go first."""
    tx.sql.postpone(id=row_id, not_before=epoch(not_before), at=epoch(now))


def cancel_pushes(tx: Tx, contact_id: int, reason: str, now: datetime) -> int:
    """End what the bot was about to send by itself to this chat; returns how many."""
    return int(tx.sql.cancel_pushes(contact_id=contact_id, reason=reason, at=epoch(now)))


def fail_all_for(tx: Tx, contact_id: int, reason: str, now: datetime) -> None:
    tx.sql.fail_contact_rows(contact_id=contact_id, reason=reason, at=epoch(now))


def readdress(tx: Tx, contact_id: int, address: str, now: datetime) -> None:
    tx.sql.readdress_contact_rows(
        contact_id=contact_id, address=tx.conceal(address, ADDRESS), at=epoch(now)
    )


def senders(tx: Tx, channel: str) -> list[str]:
    """Who is sending something."""
    return [owner for (owner,) in tx.sql.senders(channel=channel)]


def abandon(tx: Tx, channel: str, holder: str, now: datetime, *, only_expired: bool) -> int:
    """Mark what `holder` was writing as uncertain; returns how many. The rest is queued again.

    With `only_expired` only where its lease on the row ran out.
    """
    of = {
        "channel": channel,
        "holder": holder,
        "expired_at": epoch(now) if only_expired else None,
        "at": epoch(now),
    }
    tx.sql.give_back_unwritten(**of)
    return int(tx.sql.abandon(**of))


def unclear(tx: Tx, channel: str) -> list[Unclear]:
    rows = tx.sql.uncertain_rows(channel=channel)
    return [Unclear(i, Kind(kind), moment(until), count) for i, kind, until, count in rows]


def requeue_uncertain(tx: Tx, row_id: int, not_before: datetime | None, now: datetime) -> bool:
    """Queue it again, without `not_before` in its old place.

    False when its text has been deleted.
    """
    return bool(tx.sql.requeue_uncertain(id=row_id, not_before=epoch(not_before), at=epoch(now)))


def give_up_unclear(tx: Tx, row_id: int, reason: str, now: datetime) -> None:
    """What may have gone out is of no more use."""
    tx.sql.give_up_unclear(id=row_id, reason=reason, at=epoch(now))


def late_answers(tx: Tx, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """Contacts whose answers expired unsent, from `since` until before `until`, and how many."""
    return list(tx.sql.late_answers(since=epoch(since), until=epoch(until)))


def throttled_chats(tx: Tx, channel: str, now: datetime) -> list[tuple[str, datetime]]:
    """The chats that asked for a pause, and until when."""
    found: list[tuple[str, datetime]] = []
    for address, until in tx.sql.throttled_chats(channel=channel, now=epoch(now)):
        with suppress(WrongKey):
            found.append((tx.keys.reveal(address, ADDRESS), moment(until)))
    return found


def next_due_at(tx: Tx, channel: str) -> datetime | None:
    return latest(tx.sql.next_due_at(channel=channel))


def sent_as(tx: Tx, dedupe_key: str) -> tuple[str, int] | None:
    """The channel's id of a sent message and its contact; None while it has not been sent."""
    row: tuple[str, int] | None = tx.sql.provider_id_of(dedupe_key=dedupe_key)
    return row


def fate(tx: Tx, dedupe_key: str) -> tuple[State, int] | None:
    """The state of a message, and how often it was unclear; None when there is none."""
    row = tx.sql.fate_of(dedupe_key=dedupe_key)
    return None if row is None else (State(row[0]), row[1])


def newest_question(tx: Tx, contact_id: int, since: datetime) -> Question | None:
    """The newest reminder or announcement, but of a cancelled session, that reached the chat."""
    row = tx.sql.newest_question(contact_id=contact_id, since=epoch(since))
    return None if row is None else Question(*row)


def newest_push(tx: Tx, contact_id: int) -> tuple[int, datetime] | None:
    """The row that reached the chat last without having been asked for, and when."""
    row = tx.sql.newest_push(contact_id=contact_id)
    return None if row is None else (row[0], moment(row[1]))


def newest_reminder(tx: Tx, contact_id: int, since: datetime) -> Ended | None:
    """The chat's newest reminder whose sending came to an end since then."""
    row = tx.sql.newest_reminder(contact_id=contact_id, since=epoch(since))
    if row is None:
        return None
    session_start, state, reason, at = row
    return Ended(moment(session_start), State(state), reason or "", moment(at))


def counts(tx: Tx) -> list[tuple[str, str, str, str | None, int]]:
    """How many rows there are per (channel, kind, state, reason)."""
    return list(tx.sql.count_rows())


def missed_reminders(
    tx: Tx, since: datetime, until: datetime
) -> list[tuple[int, int | None, str]]:
    """The contacts whose reminder failed, came too late or stays unclear; of which session, why.

    Those that ended so from `since` until before `until`.
    """
    found = tx.sql.missed_reminders(
        since=epoch(since), until=epoch(until), most_uncertain=most_uncertain(Kind.REMINDER)
    )
    return list(found)


def oldest_due(tx: Tx, now: datetime) -> datetime | None:
    return latest(tx.sql.oldest_due(now=epoch(now)))


def newest_error_at(tx: Tx) -> datetime | None:
    """When a message last failed, became unclear or was put back to be tried again."""
    return latest(tx.sql.newest_error_at())


def newest_at(tx: Tx) -> datetime | None:
    return latest(tx.sql.newest_row_at())


def account(tx: Tx, channel: str) -> Account:
    row = tx.sql.account(channel=channel)
    if row is None:
        return Account(None, None, None, None)
    owner, until, stopped, held = row
    return Account(owner, moment(until), stopped, moment(held))


def take_lease(tx: Tx, channel: str, owner: str, until: datetime) -> None:
    tx.sql.take_account_lease(channel=channel, owner=owner, lease_until=epoch(until))


def release_lease(tx: Tx, channel: str, owner: str) -> None:
    tx.sql.release_account(channel=channel, owner=owner)


def stop_account(tx: Tx, channel: str, reason: str, now: datetime) -> None:
    tx.sql.stop_account(channel=channel, reason=reason, at=epoch(now))


def start_account(tx: Tx, channel: str) -> None:
    tx.sql.start_account(channel=channel)


def hold_account(tx: Tx, channel: str, until: datetime) -> None:
    """Nothing of this account goes out before `until`; an earlier hold is never shortened."""
    tx.sql.hold_account(channel=channel, until=math.ceil(until.timestamp()))


def end_hold(tx: Tx, channel: str) -> None:
    tx.sql.end_hold(channel=channel)


def row_of(tx: Tx, row: tuple[Any, ...]) -> Row:
    """A row of `due_rows`, or of a query with the same columns."""
    (
        ident,
        contact_id,
        address,
        kind,
        body,
        session_id,
        session_start,
        announcement_id,
        not_before,
        expires_at,
        attempts,
        uncertain_count,
    ) = row
    return Row(
        id=ident,
        contact_id=contact_id,
        address=tx.keys.reveal(address, ADDRESS),
        kind=Kind(kind),
        body=tx.keys.open(body, "outbox.body"),
        session_id=session_id,
        session_start=moment(session_start),
        announcement_id=announcement_id,
        not_before=moment(not_before),
        expires_at=moment(expires_at),
        attempts=attempts,
        uncertain_count=uncertain_count,
    )
