"""Announcements of changes: sent to everyone concerned once, with progress for the writer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from programme.changes import URGENT_WITHIN, ChangeKind, Draft, KnownSession, SessionChange
from programme.outbox import Kind, State
from programme.people import Contact, Link, Role, Topic
from programme.quiet import QuietHours
from programme.sessions import Session
from services.announcing import audience, changing
from services.announcing.audience import Audience, Standing
from services.people.roles import NotAllowed, actor_of, member_of
from services.sending import outbox
from services.sending.outbox import Withdrawn
from store import announcements, attendance, contacts, records, sessions
from store.announcements import Announcement
from store.connection import Tx
from store.outbox import Row

PREVIEW_LASTS = timedelta(minutes=15)

"""A change this close to its session is also sent in quiet hours."""


ROLES = {Standing.ESCORT: Role.ESCORT, Standing.INSTRUCTOR: Role.INSTRUCTOR}
"""The roles that are told of a change; other chats are told because of their links."""


class PreviewOutdated(Exception):
    """The preview is too old, or the session has changed since: show it again."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What will change, and whom it reaches."""

    session: Session
    new: Session
    change: SessionChange
    oddities: tuple[changing.Odd, ...]
    audience: Audience


def preview(
    tx: Tx,
    writer: Contact,
    wanted: Sequence[tuple[int, SessionChange]],
    zone: ZoneInfo,
    now: datetime,
) -> list[Preview]:
    """What these changes, made together, would do.

    Raises what `changing.session_to_change` and `check` raise.
    """
    pairs = [
        (changing.session_to_change(tx, writer, session_id, now), change)
        for session_id, change in wanted
    ]
    becoming = [changing.check(session, change, now) for session, change in pairs]
    return [
        Preview(
            session,
            new,
            change,
            tuple(changing.oddities(tx, session, new, change, zone, becoming)),
            audience.of_change(tx, session, new, writer, now),
        )
        for (session, change), new in zip(pairs, becoming, strict=True)
    ]


def send(
    tx: Tx,
    writer: Contact,
    drafts: Sequence[Draft],
    previewed_at: datetime,
    now: datetime,
    *,
    is_confirmed: bool = False,
) -> list[int]:
    """Change the sessions and queue an announcement of each; returns their ids.

    The audience is fixed now. Raises `PreviewOutdated`, `OfficeConfirms` unless the office has
    confirmed it, and what `preview` raises; then nothing has changed.
    """
    changes: list[tuple[Session, Session, SessionChange]] = []
    for draft in drafts:
        session = changing.session_to_change(tx, writer, draft.session_id, now)
        if session.version != draft.version or now - previewed_at > PREVIEW_LASTS:
            raise PreviewOutdated
        changes.append((session, changing.check(session, draft.change, now), draft.change))
    if not is_confirmed and changing.lures(tx, writer, [each.change for each in drafts]):
        raise changing.OfficeConfirms
    for _, new, change in changes:
        if change.kind is not ChangeKind.INFO:
            sessions.change(tx, new, now, change.reason)
    return [tell(tx, *each, now, writer=writer) for each in changes]


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

    `session` is what people know, `new` what it is now. The writer is not told; without a writer
    the audit names `by`.
    """
    reached = audience.of_change(tx, session, new, writer, now)
    if change.kind is not ChangeKind.INFO:
        sessions.mark_announced(tx, session.id)
    if change.kind in (ChangeKind.MOVED, ChangeKind.CANCELLED):
        attendance.forget(tx, session.id)
    missed = [chat.participant_id for chat in (*reached.unreachable, *reached.opted_out)]
    announcement_id = announcements.add(
        tx,
        session,
        change,
        writer.id if writer else None,
        [participant.id for participant in reached.without_chat],
        [ident for ident in dict.fromkeys(missed) if ident],
        now,
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
    actor = actor_of(writer) if writer else by
    records.audit(tx, actor, f"announce {change.kind}", f"session:{session.id}", now)
    return announcement_id


def stop(
    tx: Tx, writer: Contact, announcement_id: int, now: datetime
) -> tuple[list[Announcement], int]:
    """Cancel what is still queued of an announcement and those sent together with it.

    Returns them, and how many messages. The sessions keep the change. Raises `NotAllowed`.
    """
    found = announcements.sent_together(tx, announcement_id)
    if not found or found[0].by_contact != writer.id:
        raise NotAllowed
    return found, announcements.cancel_queued(tx, announcement_id, now)


@dataclass(frozen=True, slots=True)
class Told:
    """What one chat is told about a change."""

    announcement: Announcement
    standing: Standing
    links: Sequence[Link]


def still_holds(
    tx: Tx, row: Row, contact: Contact, quiet: QuietHours | None, now: datetime
) -> Told | Withdrawn:
    """An announcement's facts at the moment of sending, or why it is not sent (yet)."""
    announcement = announcements.by_id(tx, row.announcement_id or 0)
    if announcement is None:
        return Withdrawn(State.CANCELLED, "announcement is gone")
    standing = Standing(json.loads(row.body)["as"])
    if not _has_role_still(tx, contact, standing):
        return Withdrawn(State.CANCELLED, "role is gone")
    facts = _by_now(tx, announcement, contact)
    if isinstance(facts, Withdrawn):
        return facts
    old, change = facts.old, facts.change
    links = [
        link
        for link in contacts.links_to_class(tx, contact.id, old.programme_id, old.skill, now)
        if link.wants(Topic.SCHEDULE)
    ]
    if standing in (Standing.PARTICIPANT, Standing.FAMILY) and not (links and contact.reminders):
        return Withdrawn(State.CANCELLED, "unsubscribed")
    earliest = min(old.starts_at, change.starts_at or old.starts_at)
    if quiet and quiet.covers(now) and earliest - now > URGENT_WITHIN:
        return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
    return Told(facts, standing, links)


def _has_role_still(tx: Tx, contact: Contact, standing: Standing) -> bool:
    """A role ends when it is taken away; links are checked separately."""
    role = ROLES.get(standing)
    member = member_of(tx, contact)
    return role is None or (member is not None and member.role is role)


def _by_now(tx: Tx, announcement: Announcement, contact: Contact) -> Announcement | Withdrawn:
    """A note shows the class as it is now, a change starts from what the chat knows."""
    if announcement.is_stopped:  # it was on its way then, and came back
        return Withdrawn(State.CANCELLED, "stopped")
    if announcement.change.kind is ChangeKind.INFO:
        session = sessions.by_id(tx, announcement.old.id)
        if session is None or session.is_cancelled:
            return Withdrawn(State.CANCELLED, "session is off")
        return replace(announcement, old=KnownSession.of(session))
    *earlier, newest = announcements.of_session(tx, announcement.old.id)
    if newest != announcement.id:
        return Withdrawn(State.CANCELLED, "superseded")
    return _including_missed(tx, announcement, contact) if earlier else announcement


def _including_missed(tx: Tx, announcement: Announcement, contact: Contact) -> Announcement:
    """The change from what this chat knows: includes earlier changes that did not reach it."""
    missed = announcements.first_missed(tx, announcement, contact.id)
    if missed is None:
        return announcement
    change, old = announcement.change, missed.old
    if change.kind is ChangeKind.CANCELLED:
        return replace(announcement, old=old)
    change = _difference(old, announcement.old.after(change), change.reason)
    return replace(announcement, old=old, change=change)


def _difference(old: KnownSession, new: KnownSession, reason: str | None) -> SessionChange:
    """The change from `old` to `new`; if they are equal, that the class takes place."""
    place = new.place if new.place != old.place else None
    instructor = new.instructor if new.instructor != old.instructor else None
    is_moved = (new.starts_at, new.ends_at) != (old.starts_at, old.ends_at)
    if is_moved or not (place or instructor):
        return SessionChange(
            ChangeKind.MOVED, new.starts_at, new.ends_at, place, instructor, reason=reason
        )
    kind = ChangeKind.ROOM if place else ChangeKind.INSTRUCTOR
    return SessionChange(kind, place=place, instructor=instructor, reason=reason)
