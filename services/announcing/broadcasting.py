"""Plain broadcasts: the office writes to many, now or later.

Messages that may have been sent are not repeated by themselves; the writer decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.broadcasts import LARGEST_FILE, Broadcast, is_picture_or_pdf
from programme.certificates import Step
from programme.messages import DocumentRef
from programme.outbox import Kind, State
from programme.people import Contact, Topic
from programme.quiet import QuietHours
from services.announcing import progress
from services.people.roles import NotAllowed, actor_of, ensure_office
from services.sending import outbox
from services.sending.outbox import Withdrawn
from store import announcements, broadcasts, contacts, people, records
from store.connection import Tx
from store.outbox import Row

USEFUL_FOR = timedelta(days=3)


class FileTooLarge(Exception):
    """Over `LARGEST_FILE`."""


class OtherKindOfFile(Exception):
    """Neither a picture nor a PDF."""


class NobodyToReach(Exception):
    """None of the chosen can and wants to be written to."""


@dataclass(frozen=True, slots=True)
class Choice:
    """To whom: "all", "skill:CODE", "programme:ID" or "ready" (certificate ready)."""

    key: str

    def audience(self, tx: Tx, now: datetime) -> list[Contact]:
        kind, _, value = self.key.partition(":")
        match kind:
            case "skill":
                return broadcasts.audience(tx, now, skill=value)
            case "programme" if value in {str(ident) for ident, _ in programmes(tx)}:
                return broadcasts.audience(tx, now, programme_id=int(value))
            case "ready":
                return broadcasts.audience(tx, now, step=Step.READY)
            case "all":
                return broadcasts.audience(tx, now)
        return []


def programmes(tx: Tx) -> list[tuple[int, str]]:
    """The programmes to choose from, as (id, name)."""
    return [(ident, name) for ident, name, _ in people.programmes(tx)]


def audience_of(tx: Tx, writer: Contact, choice: Choice, now: datetime) -> list[Contact]:
    """Whom a message would go to now. Raises `NotAllowed` and `NobodyToReach`."""
    ensure_office(tx, writer)
    found = choice.audience(tx, now)
    if not found:
        raise NobodyToReach
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
    choice: Choice,
    broadcast: Broadcast,
    not_before: datetime,
    now: datetime,
) -> int:
    """Queue `broadcast` to everyone chosen, each once, from `not_before` on; returns the id.

    Raises `NotAllowed` and `NobodyToReach`.
    """
    audience = audience_of(tx, writer, choice, now)
    broadcast_id = broadcasts.add(tx, broadcast, writer.id, now)
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


def counts(tx: Tx, writer: Contact, broadcast_id: int) -> tuple[Counter[State], Counter[str]]:
    """Counts by state and reasons of failures. Raises `NotAllowed` to all but its writer."""
    _ensure_own(tx, writer, broadcast_id)
    return progress.tally(tx, broadcast_id)


def stop(tx: Tx, writer: Contact, broadcast_id: int, now: datetime) -> int:
    """Cancel what is still queued; returns how many. Raises `NotAllowed`."""
    _ensure_own(tx, writer, broadcast_id)
    return announcements.cancel_queued(tx, broadcast_id, now)


def resend_uncertain(tx: Tx, writer: Contact, broadcast_id: int, now: datetime) -> int:
    """Repeat messages that may not have arrived; returns how many. Raises `NotAllowed`."""
    _ensure_own(tx, writer, broadcast_id)
    return broadcasts.requeue_uncertain(tx, broadcast_id, now)


def _ensure_own(tx: Tx, writer: Contact, broadcast_id: int) -> None:
    ensure_office(tx, writer)
    if broadcasts.writer_of(tx, broadcast_id) != writer.id:
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
