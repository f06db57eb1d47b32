"""The call list of a class: whom the bot did not reach, why, and who was called since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Contact, Participant, Role, StaffMember, Topic
from programme.sessions import Session
from services.announcing.changing import may_change
from services.people.roles import NotAllowed, actor_of, member_of
from store import announcements, calls, contacts, people, records, sessions, staff
from store.connection import Tx

LISTED_BEFORE, LISTED_AHEAD = timedelta(days=1), timedelta(days=30)

NO_CHAT, SAID_STOP, MUTED = "no chat", "said stop", "muted"
"""Reasons that no message has: none was sent. `services.sending.words` has their words."""


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody who was not reached. `called_by` is "" until then, "?" if the caller is gone."""

    participant: Participant
    reasons: tuple[str, ...]
    called_by: str = ""
    called_at: datetime | None = None


def list_of(tx: Tx, by: Contact, session_id: int, now: datetime) -> tuple[Session, list[ToCall]]:
    """Names and phone numbers of one class, the ones to call first. Each look is audited.

    Raises `NotAllowed` to all who may not change the class, also when there is none.
    """
    session, _ = _to_call_about(tx, by, session_id)
    found = _not_reached(tx, session, now)
    for each in found:
        records.audit(tx, actor_of(by), "look at call list", each.participant.uid, now)
    return session, found


def waiting(tx: Tx, by: Contact, now: datetime) -> list[tuple[Session, int]]:
    """The classes this chat may change with people to call, and how many. Raises `NotAllowed`."""
    member = member_of(tx, by)
    if member is None or member.role is Role.ESCORT:
        raise NotAllowed
    found = [
        (session, sum(1 for each in _not_reached(tx, session, now) if not each.called_by))
        for session in sessions.between(tx, now - LISTED_BEFORE, now + LISTED_AHEAD)
        if may_change(member, session)
    ]
    return [(session, count) for session, count in found if count]


def mark(
    tx: Tx, by: Contact, session_id: int, participant_id: int, now: datetime, *, called: bool
) -> None:
    """Somebody was called, or wasn't after all. Raises `NotAllowed`."""
    session, member = _to_call_about(tx, by, session_id)
    announcement_id = calls.newest_announcement(tx, session.id)
    listed = {each.participant.id: each.participant for each in _not_reached(tx, session, now)}
    participant = listed.get(participant_id)
    if participant is None:
        return
    if called:
        calls.keep(tx, session.id, announcement_id, participant_id, member.id, now)
    else:
        calls.take_back(tx, session.id, announcement_id, participant_id)
    action = "called" if called else "take back a call"
    records.audit(tx, actor_of(by), action, participant.uid, now)


def _to_call_about(tx: Tx, by: Contact, session_id: int) -> tuple[Session, StaffMember]:
    session, member = sessions.by_id(tx, session_id), member_of(tx, by)
    if session is None or member is None or not may_change(member, session):
        raise NotAllowed
    return session, member


def _not_reached(tx: Tx, session: Session, now: datetime) -> list[ToCall]:
    announcement_id = calls.newest_announcement(tx, session.id)
    reasons = _reasons(tx, session, announcement_id, now)
    made = calls.made(tx, session.id, announcement_id)
    found = []
    for participant in people.by_ids(tx, reasons):
        call = made.get(participant.id)
        caller = staff.by_id(tx, call.staff_id) if call and call.staff_id else None
        name = caller.shown_name if caller else "?" if call else ""
        why = tuple(dict.fromkeys(reasons[participant.id]))
        found.append(ToCall(participant, why, name, call.at if call else None))
    return sorted(found, key=lambda each: bool(each.called_by))


def _reasons(
    tx: Tx, session: Session, announcement_id: int, now: datetime
) -> dict[int, list[str]]:
    """Participant id → why he, or somebody of his family, was not reached."""
    reasons: dict[int, list[str]] = defaultdict(list)
    announcement = announcements.by_id(tx, announcement_id)
    if announcement:
        for ident in announcement.without_chat:
            reasons[ident].append(NO_CHAT)
        for ident in announcement.missed:
            reasons[ident] += _why_left_out(tx, ident, now)
    for contact_id, reason in calls.not_arrived(tx, session, announcement_id, now):
        for link in contacts.links_to_class(
            tx, contact_id, session.programme_id, session.skill, now
        ):
            reasons[link.participant_id].append(reason)
    return reasons


def _why_left_out(tx: Tx, participant_id: int, now: datetime) -> list[str]:
    return [
        why
        for link in contacts.links_to(tx, participant_id)
        if link.holds(now)
        and link.allows(Topic.SCHEDULE)
        and (chat := contacts.by_id(tx, link.contact_id))
        and (why := _why_silent(tx, chat, mutes=not link.wants(Topic.SCHEDULE)))
    ]


def _why_silent(tx: Tx, chat: Contact, *, mutes: bool) -> str:
    """Why a linked chat is told nothing; "" if it is."""
    if not chat.reachable:
        return calls.why_unreachable(tx, chat.id)
    if not chat.reminders:
        return SAID_STOP
    return MUTED if mutes else ""
