"""Reminders: planned ahead, checked again when they are sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.outbox import Kind, State
from programme.people import Contact, Link, Topic
from programme.quiet import QuietHours
from programme.reminders import (
    LONGEST_OWN,
    SHORTEST_OWN,
    Due,
    ReminderRules,
    due_reminders,
    horizon,
    moment_of,
)
from programme.sessions import Session
from services.classes import escorting
from services.sending import outbox
from services.sending.outbox import Withdrawn
from store import contacts, outbox as rows, people, sessions, settings
from store.connection import Tx
from store.outbox import Ended, Row

JOB = "plan reminders"

REMEMBERED = timedelta(days=7)
"""How long it can be said what became of a reminder."""


def subscribe(tx: Tx, contact: Contact) -> None:
    contacts.set_reminders(tx, contact.id, wanted=True)


def unsubscribe(tx: Tx, contact: Contact) -> None:
    """Stop pushed messages; queued ones are withdrawn when they come due."""
    contacts.set_reminders(tx, contact.id, wanted=False)


def has_classes(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the chat linked to somebody whose classes it may be reminded of?"""
    return any(link.wants(Topic.SCHEDULE) for link in contacts.links(tx, contact.id, now))


def latest(tx: Tx, contact: Contact, now: datetime) -> Ended | None:
    """What became of the chat's newest reminder in the last days."""
    return rows.newest_reminder(tx, contact.id, now - REMEMBERED)


def next_class(tx: Tx, contact: Contact, now: datetime) -> Session | None:
    """The next class that the chat will be reminded of, as it stands."""
    classes = [
        (each.programme_id, each.skill)
        for link in contacts.links(tx, contact.id, now)
        if link.wants(Topic.SCHEDULE)
        for each in people.enrolments(tx, link.participant_id)
    ]
    coming = sessions.next_of_each_class(tx, now)
    return next(
        (each for each in coming if each.is_on and (each.programme_id, each.skill) in classes),
        None,
    )


class OutOfBounds(Exception):
    """So long before a class nobody is reminded at his own wish."""


def remind_also(tx: Tx, contact: Contact, before: timedelta | None) -> None:
    """Remind the chat so long before each class, besides the usual times; None: no more.

    Turns its reminders on. Raises `OutOfBounds`.
    """
    if before is not None:
        if not SHORTEST_OWN <= before <= LONGEST_OWN:
            raise OutOfBounds
        subscribe(tx, contact)
    contacts.set_own_reminder(tx, contact.id, before)


def plan(tx: Tx, rules: ReminderRules, now: datetime) -> int:
    """Queue the reminders due within two minutes; returns how many.

    Covers every moment since the last plan, so that downtime loses none.
    """
    planned_until = min(settings.job_ran_at(tx, JOB) or now, now)
    own = contacts.own_reminders(tx)
    queued = 0
    for session in sessions.between(tx, planned_until, now + horizon((*rules.offsets, *own))):
        if session.is_on:
            for offsets, only in _wishes(session, rules, own):
                for due in due_reminders(
                    session.starts_at,
                    session.start_set_at,
                    offsets,
                    rules.quiet,
                    planned_until,
                    now,
                ):
                    queued += _queue(tx, session, due, only, now)
    settings.keep_job_run(tx, JOB, now)
    return queued


def _wishes(
    session: Session, rules: ReminderRules, own: Mapping[timedelta, set[int]]
) -> Iterator[tuple[tuple[timedelta, ...], set[int] | None]]:
    """Offsets, and the ids of the chats that want them; None for all.

    An own one that comes at the moment of a usual one is left out.
    """
    yield rules.offsets, None
    usual = {moment_of(session.starts_at, offset, rules.quiet) for offset in rules.offsets}
    for offset, chats in own.items():
        if moment_of(session.starts_at, offset, rules.quiet) not in usual:
            yield (offset,), chats


def _queue(tx: Tx, session: Session, due: Due, only: Collection[int] | None, now: datetime) -> int:
    """`only`: the ids of the chats that want to be reminded then; None for all."""
    start, before = int(session.starts_at.timestamp()), int(due.offset.total_seconds())
    linked = sessions.reminder_audience(tx, session, due.moment, now)
    told = {contact.id for contact in linked}
    escorts = [each for each in escorting.escorts_of(tx, session) if each.id not in told]
    return outbox.push_all(
        tx,
        [each for each in (*linked, *escorts) if only is None or each.id in only],
        Kind.REMINDER,
        lambda contact: f"reminder:{session.id}:{start}:{contact.id}:{before}",
        {},
        now,
        not_before=due.moment,
        expires_at=session.starts_at,
        session_id=session.id,
        session_start=session.starts_at,
    )


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a reminder says at the moment of sending."""

    session: Session
    links: Sequence[Link]


def still_holds(
    tx: Tx, row: Row, contact: Contact, quiet: QuietHours | None, now: datetime
) -> Reminder | Withdrawn:
    """The reminder's facts at the moment of sending, or why it is not sent (yet)."""
    session = sessions.by_id(tx, row.session_id or 0)
    if session is None or not session.is_on:
        return Withdrawn(State.CANCELLED, "session is off")
    if session.starts_at != row.session_start:
        return Withdrawn(State.CANCELLED, "session was moved")
    if not contact.reminders:
        return Withdrawn(State.CANCELLED, "unsubscribed")
    links = [
        link
        for link in contacts.links_to_class(
            tx, contact.id, session.programme_id, session.skill, now
        )
        if link.wants(Topic.SCHEDULE)
    ]
    if not (links or escorting.is_escort_of(tx, contact, session)):
        return Withdrawn(State.CANCELLED, "no longer linked")
    if quiet and quiet.covers(now):
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    return Reminder(session, links)
