"""Progress of an announcement: the writer's message is edited as it is delivered."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from programme.messages import Outgoing
from programme.names import shown_name
from programme.outbox import State
from programme.people import Contact
from services.privacy import locks
from services.sending import outbox
from store import announcements, attendance, contacts, outbox as rows, people
from store.announcements import Announcement
from store.connection import Tx

SOON = timedelta(minutes=1)
"""A message due within this time counts as on its way."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Delivery at a moment of `announcement` and those sent with it, `classes` in all.

    `reasons` says why messages failed; the last four are names.

    `waits_until` is when the next message leaves, unless that is soon.
    """

    announcement: Announcement
    classes: int
    at: datetime
    states: Counter[State]
    reasons: Counter[str]
    waits_until: datetime | None
    coming: tuple[str, ...]
    not_coming: tuple[str, ...]
    not_reached: tuple[str, ...]
    without_chat: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Nothing is on its way any more."""
        return not (self.states[State.QUEUED] or self.states[State.SENDING])


Wording = Callable[[Contact, Progress], Outgoing]


def progress_of(tx: Tx, announcement_id: int, now: datetime) -> Progress | None:
    found = announcements.sent_together(tx, announcement_id)
    if not found:
        return None
    states, reasons = tally(tx, announcement_id)
    answers = dict.fromkeys(
        (shown_name(name), coming)
        for each in found
        for name, coming in attendance.of_session(tx, each.old.id)
    )
    missed = [ident for each in found for ident in each.missed]
    return Progress(
        found[0],
        len(found),
        now,
        states,
        reasons,
        waits_until(tx, announcement_id, now),
        tuple(name for name, coming in answers if coming),
        tuple(name for name, coming in answers if not coming),
        _names(tx, (*missed, *_of_chats_not_reached(tx, announcement_id))),
        _names(tx, dict.fromkeys(ident for each in found for ident in each.without_chat)),
    )


def tally(tx: Tx, announcement_id: int) -> tuple[Counter[State], Counter[str]]:
    """Its messages and those sent with it by state, and the reasons of the failed ones."""
    states: Counter[State] = Counter()
    reasons: Counter[str] = Counter()
    for state, reason, count in announcements.counts(tx, announcement_id):
        states[state] += count
        if state is State.FAILED:
            reasons[reason or state] += count
    return states, reasons


def waits_until(tx: Tx, announcement_id: int, now: datetime) -> datetime | None:
    """When its next message leaves, unless that is soon."""
    moment = announcements.next_due_at(tx, announcement_id)
    return moment if moment and moment > now + SOON else None


def _of_chats_not_reached(tx: Tx, announcement_id: int) -> list[int]:
    return [
        link.participant_id
        for contact_id in announcements.not_reached(tx, announcement_id)
        for link in contacts.all_links(tx, contact_id)
    ]


def _names(tx: Tx, participant_ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(each.shown_name for each in people.by_ids(tx, participant_ids))


def refresh(tx: Tx, wording: Wording, now: datetime) -> int:
    """Edit the writers' messages where something has changed; returns how many.

    Not in a closed chat, since the change may name people.
    """
    edited = 0
    for announcement_id in announcements.under_way(tx):
        progress = progress_of(tx, announcement_id, now)
        if progress is None:
            continue
        edited += _show(tx, progress, wording, now)
        together = announcements.sent_together(tx, announcement_id)
        if progress.is_over and all(each.is_past(now) for each in together):
            announcements.finish(tx, announcement_id, now)
    return edited


def _show(tx: Tx, progress: Progress, wording: Wording, now: datetime) -> bool:
    announcement = progress.announcement
    shown_in = rows.sent_as(tx, announcement.progress_key or "")
    contact = contacts.by_id(tx, shown_in[1]) if shown_in else None
    if shown_in is None or contact is None or locks.is_closed(tx, contact, now):
        return False
    message = replace(wording(contact, progress), edit_of=shown_in[0])
    digest = hashlib.sha256(message.to_json().encode()).hexdigest()
    if digest == announcement.progress_digest:
        return False
    announcements.shown(tx, announcement.id, digest)
    key = f"progress:{announcement.id}:{int(now.timestamp())}"
    outbox.reply(tx, contact, message, key, now)
    return True
