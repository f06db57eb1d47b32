"""Announcements: a change goes to everyone concerned, once, and its writer sees it arrive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme.changes import ChangeKind, SessionChange
from programme.outbox import Kind, State
from programme.people import Contact, Link, Topic
from programme.quiet import QuietHours
from programme.sessions import Session
from services import audience, changing, outbox
from services.audience import Audience, Standing
from services.outbox import Withdrawn
from services.roles import NotAllowed
from store import announcements, attendance, contacts, records, sessions
from store.announcements import Announcement
from store.connection import Tx
from store.outbox import Row

PREVIEW_LASTS = timedelta(minutes=15)

URGENT_WITHIN = timedelta(hours=12)
"""A change so close to its session is told in quiet hours too."""


class PreviewOutdated(Exception):
    """The preview is too old, or the session was changed meanwhile: show it anew."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What will change, and whom it reaches."""

    session: Session
    new: Session
    oddities: tuple[changing.Oddity, ...]
    audience: Audience


def preview(
    tx: Tx, writer: Contact, session_id: int, change: SessionChange, zone: ZoneInfo, now: datetime
) -> Preview:
    """What `change` would do. Raises what `changing.session_to_change` and `check` raise."""
    session = changing.session_to_change(tx, writer, session_id, now)
    new = changing.check(session, change, now)
    return Preview(
        session,
        new,
        tuple(changing.oddities(tx, new, change, zone)),
        audience.of_session(tx, session, writer, now),
    )


def send(
    tx: Tx,
    writer: Contact,
    session_id: int,
    change: SessionChange,
    version: int,
    previewed_at: datetime,
    now: datetime,
) -> int:
    """Change the session and queue the announcement to its audience, fixed now; returns its id.

    `version` and `previewed_at` are those of the preview. Raises `PreviewOutdated` and what
    `preview` raises.
    """
    session = changing.session_to_change(tx, writer, session_id, now)
    if session.version != version or now - previewed_at > PREVIEW_LASTS:
        raise PreviewOutdated
    new = changing.check(session, change, now)
    if change.kind is not ChangeKind.INFO:
        sessions.change(tx, new, now, change.reason)
    return tell(tx, session, new, change, now, writer=writer)


def tell(
    tx: Tx,
    session: Session,
    new: Session,
    change: SessionChange,
    now: datetime,
    *,
    writer: Contact | None = None,
    by: str = "",
) -> int:
    """Queue the announcement of a change that is stored already; returns its id.

    `session` is as people know it, `new` as it is. Its writer hears nothing; where no chat wrote
    it, the audit names `by`.
    """
    reached = audience.of_session(tx, session, writer, now)
    if change.kind is not ChangeKind.INFO:
        sessions.mark_announced(tx, session.id)
    if change.kind in (ChangeKind.MOVED, ChangeKind.CANCELLED):
        attendance.forget(tx, session.id)
    announcement_id = announcements.add(
        tx, session, change, writer.id if writer else None, len(reached.without_chat), now
    )
    for contact, standing in reached.reached:
        outbox.push(
            tx,
            contact,
            Kind.ANNOUNCEMENT,
            f"announcement:{announcement_id}:{contact.id}",
            {"as": standing},
            now,
            expires_at=max(session.starts_at, new.starts_at),
            session_id=session.id,
            session_start=new.starts_at,
            announcement_id=announcement_id,
        )
    actor = f"contact:{writer.uid}" if writer else by
    records.audit(tx, actor, f"announce {change.kind}", f"session:{session.id}", now)
    return announcement_id


def stop(tx: Tx, writer: Contact, announcement_id: int, now: datetime) -> int:
    """Take back what is still queued; returns how many. Raises `NotAllowed`."""
    announcement = announcements.by_id(tx, announcement_id)
    if announcement is None or announcement.by_contact != writer.id:
        raise NotAllowed
    return announcements.cancel_queued(tx, announcement_id, now)


@dataclass(frozen=True, slots=True)
class Told:
    """What one chat is told of a change."""

    announcement: Announcement
    standing: Standing
    links: Sequence[Link]


def as_it_stands(
    tx: Tx, row: Row, contact: Contact, quiet: QuietHours | None, now: datetime
) -> Told | Withdrawn:
    """An announcement's facts at the moment of sending, or why it is not sent (yet)."""
    announcement = announcements.by_id(tx, row.announcement_id or 0)
    if announcement is None:
        return Withdrawn(State.CANCELLED, "announcement is gone")
    is_change = announcement.change.kind is not ChangeKind.INFO
    if is_change and announcements.newest_of_session(tx, announcement.old.id) != announcement.id:
        return Withdrawn(State.CANCELLED, "superseded")
    standing = Standing(json.loads(row.body)["as"])
    links = [
        link
        for link in contacts.links_to_class(
            tx, contact.id, announcement.old.programme_id, announcement.old.skill, now
        )
        if link.wants(Topic.SCHEDULE)
    ]
    if standing in (Standing.PARTICIPANT, Standing.FAMILY) and not (links and contact.reminders):
        return Withdrawn(State.CANCELLED, "unsubscribed")
    earliest = min(
        announcement.old.starts_at, announcement.change.starts_at or announcement.old.starts_at
    )
    if quiet and quiet.covers(now) and earliest - now > URGENT_WITHIN:
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    return Told(announcement, standing, links)
