"""Requests to be linked without a code: the office answers within three working days.

Nothing is looked up before the office reads it, so that neither words nor timing reveal who is
listed. Exception: the sender's own number, if a list has it as its owner's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum, auto

from programme.linking import Claim, RequestState
from programme.office import Office, hours_on
from programme.people import Contact, Participant
from programme.phones import phones_in
from programme.working_days import end_of_working_day
from services.classes.public_holidays import is_holiday
from services.linking import enrol, inviting, notices
from services.people.attempts import TryLimit, ensure_may_try, note_failure, subject_of
from store import contacts, invites, link_requests, own_chats, people, records
from store.connection import Tx
from store.invites import Invite, InviteKind

WORKING_DAYS = 3
SATURDAY = 5
NEW_REQUESTS = TryLimit(3, timedelta(days=1))
"""Of one chat, which has one open request at a time."""

LONGEST_TEXT = 1000
LONGEST_PHONE = 30


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the office has to answer, depending on its working days."""

    office: Office
    zone: tzinfo

    def after(self, now: datetime) -> datetime:
        """The end of the third working day, UTC."""
        return end_of_working_day(now, WORKING_DAYS, self._is_working, self.zone)

    def _is_working(self, day: date) -> bool:
        if self.office.hours:
            return hours_on(self.office, day, is_holiday) is not None
        return day.weekday() < SATURDAY and not is_holiday(day)


class Outcome(Enum):
    """The state of the chat's newest request, if no invite waits for it."""

    NONE = auto()
    PENDING = auto()
    DECLINED = auto()
    LINKED = auto()
    OVER = auto()
    """It was approved, but the invite can't be used any more."""


def ask(tx: Tx, contact: Contact, claim: Claim, deadline: Deadline, now: datetime) -> None:
    """Keep a request for the office; later texts are added while it is open.

    Raises `TooManyTries` if the chat has asked too often.
    """
    if known := link_requests.open_of(tx, contact.id):
        link_requests.change(tx, known.id, _joined(known.claim, claim))
        return
    _count_try(tx, contact, now)
    link_requests.add(tx, contact.id, _joined(Claim(), claim), deadline.after(now), now)
    notices.tell_office(tx, now)


def share_phone(
    tx: Tx, contact: Contact, phone: str, deadline: Deadline, now: datetime, *, is_own: bool
) -> Invite | None:
    """Handle a shared number: an invite if a list has it as its owner's, else a request.

    `is_own`: the channel confirms that it is the sender's. Raises `TooManyTries`.
    """
    claim = Claim(phone=read_phone(phone), phone_is_own=is_own)
    owner = _owner(tx, claim)
    if owner is None:
        ask(tx, contact, claim, deadline, now)
        return None
    for invite in _waiting(tx, contact, now):
        if (invite.kind, invite.participant_id) == (InviteKind.SELF, owner.id):
            return invite
    _count_try(tx, contact, now)
    by = f"contact:{contact.uid}"
    code = inviting.issue(tx, InviteKind.SELF, by, now, participant=owner)
    link_requests.add_by_phone(tx, contact.id, code.invite_id, by, now)
    return invites.by_id(tx, code.invite_id)


def answer_to(tx: Tx, contact: Contact, now: datetime) -> Invite | Outcome:
    """The invite that waits for this chat, or the state of its last request."""
    if waiting := _waiting(tx, contact, now):
        return waiting[0]
    if link_requests.open_of(tx, contact.id):
        return Outcome.PENDING
    answered = link_requests.answered_of(tx, contact.id)
    if not answered:
        return Outcome.NONE
    if answered[0].state is RequestState.DECLINED:
        return Outcome.DECLINED
    return Outcome.LINKED if contacts.links(tx, contact.id, now) else Outcome.OVER


def _waiting(tx: Tx, contact: Contact, now: datetime) -> list[Invite]:
    """Usable invites for this chat, the newest first."""
    opened = [
        invites.by_id(tx, request.invite_id)
        for request in link_requests.answered_of(tx, contact.id)
        if request.invite_id is not None
    ]
    return [invite for invite in opened if invite and enrol.is_usable(tx, invite, now)]


def read_phone(shared: str) -> str:
    """A number from a channel, in E.164 if it can be read.

    A messenger may leave out the plus of an international number.
    """
    written = shared.strip()[:LONGEST_PHONE]
    numbers, _ = phones_in(written if written.startswith(("+", "0")) else f"+{written}")
    return numbers[0] if len(numbers) == 1 else written


def _owner(tx: Tx, claim: Claim) -> Participant | None:
    """The participant whose own number this is on a list.

    Not of whoever has ever had a chat of his own: numbers are reassigned after a silence, and
    the new holder can end the old links himself. A code or the office links him again.
    """
    if not claim.phone_is_own or claim.phone is None:
        return None
    owners = people.owners_of_phone(tx, claim.phone)
    owner = people.by_id(tx, owners[0]) if len(owners) == 1 else None
    return None if owner is None or own_chats.has_ever_been(tx, owner) else owner


def _count_try(tx: Tx, contact: Contact, now: datetime) -> None:
    """Raises `TooManyTries`."""
    subject = subject_of("link request", contact)
    ensure_may_try(tx, subject, NEW_REQUESTS, now)
    note_failure(tx, subject, "", now)
    records.audit(tx, f"contact:{contact.uid}", "ask for a link", f"contact:{contact.uid}", now)


def _joined(before: Claim, new: Claim) -> Claim:
    """All texts, if too long the newest part; and the newest number."""
    text = "\n".join(part for part in (before.text, new.text) if part)[-LONGEST_TEXT:]
    if new.phone is None:
        return Claim(text, before.phone, before.phone_is_own)
    return Claim(text, new.phone, new.phone_is_own)
