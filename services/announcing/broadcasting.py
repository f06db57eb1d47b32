"""Plain broadcasts: the office writes to many, now or later.

Messages that may have been sent are not repeated by themselves; the writer decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from programme.broadcasts import LARGEST_FILE, Broadcast, is_picture_or_pdf
from programme.messages import DocumentRef
from programme.outbox import Kind, State
from programme.people import Contact, Participant, Topic
from programme.quiet import QuietHours
from services.announcing import progress
from services.announcing.recipients import Choice
from services.people.roles import NotAllowed, actor_of, ensure_office, member_of
from services.sending import notices, outbox
from services.sending.outbox import Withdrawn
from store import announcements, broadcasts, contacts, records
from store.broadcasts import Scheduled
from store.connection import Tx
from store.outbox import Row

USEFUL_FOR = timedelta(days=3)
STOPPED = "broadcast stopped"


class FileTooLarge(Exception):
    """Over `LARGEST_FILE`."""


class OtherKindOfFile(Exception):
    """Neither a picture nor a PDF."""


class NobodyToReach(Exception):
    """None of the chosen can and wants to be written to.

    Of `without_chat` no chat hears: they have to be told otherwise.
    """

    def __init__(self, without_chat: Sequence[Participant] = ()) -> None:
        super().__init__()
        self.without_chat = without_chat


def audience_of(tx: Tx, writer: Contact, to: str, now: datetime) -> list[Contact]:
    """Whom a message would go to now, by the key of a choice.

    Raises `NotAllowed` and `NobodyToReach`.
    """
    ensure_office(tx, writer)
    choice = Choice.of(to)
    found = choice.audience(tx, now) if choice else []
    if not found:
        raise NobodyToReach(choice.without_chat(tx, now) if choice else ())
    return found


def check_file(file: DocumentRef) -> None:
    """Raises `FileTooLarge` and `OtherKindOfFile`."""
    if not is_picture_or_pdf(file):
        raise OtherKindOfFile
    if file.size > LARGEST_FILE:
        raise FileTooLarge


def send(
    tx: Tx,
    writer: Contact,
    to: str,
    broadcast: Broadcast,
    not_before: datetime,
    now: datetime,
) -> int:
    """Queue `broadcast` to everyone chosen, each once, from `not_before` on; returns the id.

    Raises `NotAllowed` and `NobodyToReach`.
    """
    audience = audience_of(tx, writer, to, now)
    broadcast_id = broadcasts.add(tx, replace(broadcast, to=to), writer.id, now)
    for contact in audience:
        outbox.push(
            tx,
            contact,
            Kind.BROADCAST,
            f"broadcast:{broadcast_id}:{contact.id}",
            {},
            now,
            not_before=not_before,
            expires_at=not_before + USEFUL_FOR,
            announcement_id=broadcast_id,
        )
    records.audit(tx, actor_of(writer), "broadcast", f"broadcast:{broadcast_id}", now)
    return broadcast_id


def counts(tx: Tx, by: Contact, broadcast_id: int) -> tuple[Counter[State], Counter[str]]:
    """Counts by state and reasons of failures, for the whole office. Raises `NotAllowed`."""
    ensure_office(tx, by)
    if broadcasts.by_id(tx, broadcast_id) is None:
        raise NotAllowed
    return progress.tally(tx, broadcast_id)


def scheduled(tx: Tx, by: Contact, now: datetime) -> list[tuple[Scheduled, str]]:
    """The messages of the whole office that wait for their time, each with its writer's name.

    Raises `NotAllowed`.
    """
    ensure_office(tx, by)
    return [(each, _writer(tx, each.by_contact)) for each in broadcasts.scheduled(tx, now)]


def _writer(tx: Tx, contact_id: int | None) -> str:
    contact = contacts.by_id(tx, contact_id) if contact_id else None
    member = member_of(tx, contact) if contact else None
    return member.shown_name if member else "?"


def stop(tx: Tx, by: Contact, broadcast_id: int, now: datetime) -> int:
    """Cancel what is still queued; returns how many. Raises `NotAllowed`.

    A colleague may do it, too; then its writer is told.
    """
    ensure_office(tx, by)
    broadcast = broadcasts.by_id(tx, broadcast_id)
    if broadcast is None:
        raise NotAllowed
    stopped = announcements.cancel_queued(tx, broadcast_id, now)
    writer_id = broadcasts.writer_of(tx, broadcast_id)
    writer = contacts.by_id(tx, writer_id) if writer_id and writer_id != by.id else None
    if stopped and writer:
        notices.tell(
            tx,
            [writer],
            STOPPED,
            f"broadcast-stopped:{broadcast_id}",
            now,
            by=_writer(tx, by.id),
            text=broadcast.text,
        )
    if stopped:
        records.audit(tx, actor_of(by), "stop broadcast", f"broadcast:{broadcast_id}", now)
    return stopped


def resend_uncertain(tx: Tx, writer: Contact, broadcast_id: int, now: datetime) -> int:
    """Repeat messages that may not have arrived; returns how many. Its writer alone may do it.

    Raises `NotAllowed`.
    """
    _ensure_own(tx, writer, broadcast_id)
    return broadcasts.requeue_uncertain(tx, broadcast_id, now)


def is_writer(tx: Tx, contact: Contact, broadcast_id: int) -> bool:
    return broadcasts.writer_of(tx, broadcast_id) == contact.id


def _ensure_own(tx: Tx, writer: Contact, broadcast_id: int) -> None:
    ensure_office(tx, writer)
    if not is_writer(tx, writer, broadcast_id):
        raise NotAllowed


def still_holds(
    tx: Tx, row: Row, contact: Contact, quiet: QuietHours | None, now: datetime
) -> Broadcast | Withdrawn:
    """The message at the moment of sending, or why it is not sent (yet)."""
    broadcast = broadcasts.by_id(tx, row.announcement_id or 0)
    if broadcast is None:
        return Withdrawn(State.CANCELLED, "broadcast is gone")
    if broadcasts.is_stopped(tx, row.announcement_id or 0):  # it was on its way then
        return Withdrawn(State.CANCELLED, "stopped")
    if not contact.reminders:
        return Withdrawn(State.CANCELLED, "unsubscribed")
    if not any(link.wants(Topic.SCHEDULE) for link in contacts.links(tx, contact.id, now)):
        return Withdrawn(State.CANCELLED, "no longer linked")
    if quiet and quiet.covers(now):
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    return broadcast
