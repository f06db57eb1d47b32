"""Links: what a chat gets for a code."""

from __future__ import annotations

from datetime import datetime

from programme.discretion import find_forbidden
from programme.linking import BORROWED_FOR, FAMILY_LASTS
from programme.people import (
    ALL_TOPICS,
    Contact,
    Enrolment,
    Link,
    Participant,
    Relation,
    StaffMember,
)
from services.linking import new_chats
from services.people import own_links
from services.people.attempts import CODE_TRIES, ensure_may_try, note_failure, subject_of
from services.people.codes import UnknownCode, plain_code
from services.privacy import consent, locks
from store import contacts, invites, link_requests, own_chats, people, records, restrictions, staff
from store.connection import Tx
from store.invites import Invite, InviteKind


class OwnCode(Exception):
    """The chat is linked already, by this code or as the participant whose family it is for."""


class HasRole(Exception):
    """This chat belongs to another staff member."""


class BorrowedHere(Exception):
    """The code was used in this chat as on a borrowed phone: it never makes the chat one's own."""


def newest_class(tx: Tx, link: Link) -> Enrolment | None:
    """The participant's current or last class."""
    return next(iter(people.enrolments(tx, link.participant_id)), None)


def open_code(tx: Tx, contact: Contact, code: str, now: datetime, *others: str) -> Invite:
    """The invite of a usable code.

    `others` are further readings of the same text; together they are one try. Raises
    `UnknownCode`, `TooManyTries`, `HasRole`, and `OwnCode` for a link followed twice, or a family
    code used by the participant himself.
    """
    subject = subject_of("code", contact)
    ensure_may_try(tx, subject, CODE_TRIES, now)
    read = [plain_code(each) for each in (code, *others)]
    found = [invites.usable(tx, each, now) for each in read]
    if usable := next((each for each in found if each and is_usable(tx, each, now)), None):
        if usable.kind is InviteKind.FAMILY and any(
            own.participant_id == usable.participant_id
            for own in own_links.of_chat(tx, contact, now)
        ):
            raise OwnCode
        if usable.staff_id and contact.staff_id not in (None, usable.staff_id):
            raise HasRole
        return usable
    if any(invites.was_used_by(tx, each, contact.id) for each in read) and (
        contact.staff_id or contacts.links(tx, contact.id, now)
    ):
        raise OwnCode
    note_failure(tx, subject, code, now)
    raise UnknownCode


def accept(
    tx: Tx,
    contact: Contact,
    invite_id: int,
    language: str | None,
    responsible: str,
    now: datetime,
    *,
    borrowed: bool,
) -> Link:
    """Link the chat by an opened invite, and keep its consent to the text it was shown.

    Returns the link. `language` and `responsible` are those of that text; no language if none was
    shown. Raises `UnknownCode` if the invite can't be used any more, and `BorrowedHere`.
    """
    invite = invites.by_id(tx, invite_id)
    if invite is None or not is_usable(tx, invite, now):
        raise UnknownCode
    if borrowed:
        invites.keep_borrowed(tx, invite_id, contact)
    elif invites.was_borrowed(tx, invite_id, contact) and not _is_own_number(tx, invite_id):
        raise BorrowedHere
    participant = link(tx, contact, invite, now, borrowed=borrowed)
    if language:
        consent.give(tx, contact, language, responsible, now)
    held = contacts.links(tx, contact.id, now)
    return next(each for each in held if each.participant_id == participant.id)


def _is_own_number(tx: Tx, invite_id: int) -> bool:
    """Was it opened because the chat's number is the participant's? Nobody borrows that."""
    return link_requests.way_of(tx, invite_id) == link_requests.BY_PHONE


def is_usable(tx: Tx, invite: Invite, now: datetime) -> bool:
    """A participant's family code ends with the chat that made it, and what a shared number opened
    ends with his first chat."""
    is_open = invite.used_at is None and invite.revoked_at is None and invite.expires_at > now
    if invite.participant_id and restrictions.since(tx, invite.participant_id):
        return False
    if not is_open or not invite.created_by.startswith("contact:"):
        return is_open
    if invite.kind is InviteKind.FAMILY:
        return invite.created_by in own_links.actors_of(tx, invite.participant_id or 0)
    participant = people.by_id(tx, invite.participant_id or 0)
    return participant is not None and not own_chats.has_ever_been(tx, participant)


def link(
    tx: Tx, contact: Contact, invite: Invite, now: datetime, *, borrowed: bool
) -> Participant:
    """Link the chat to the invite's participant and use up the code.

    On a borrowed phone the link lasts half an hour, gets no pushed messages, and the code stays
    valid. On his own phone it ends his links on other phones. A link that allows more stays as it
    is. Raises `UnknownCode` if the code was used meanwhile.
    """
    participant = people.by_id(tx, invite.participant_id or 0)
    if participant is None or not (borrowed or invites.use(tx, invite.id, contact.id, now)):
        raise UnknownCode
    is_family = invite.kind is InviteKind.FAMILY
    if any(
        held.participant_id == participant.id
        and (borrowed or is_family)
        and (held.expires_at is None or (borrowed and held.expires_at > now + BORROWED_FOR))
        for held in contacts.links(tx, contact.id, now)
    ):
        return participant
    watching = new_chats.watching(tx, contact, participant, now)
    if not (borrowed or is_family):
        own_links.end_elsewhere(tx, contact, participant, now)
        own_chats.keep(tx, participant, now)
    lasts = BORROWED_FOR if borrowed else FAMILY_LASTS if is_family else None
    link_id = contacts.add_link(
        tx,
        contact.id,
        participant.id,
        Relation.FAMILY if is_family else Relation.SELF,
        invite.topics if is_family else ALL_TOPICS,
        given_name(participant.shown_name),
        proven_by=link_requests.way_of(tx, invite.id),
        allowed_by=_allowed_by(invite.id),
        now=now,
        expires_at=now + lasts if lasts else None,
        muted=ALL_TOPICS if borrowed else (),
    )
    locks.forget_pin_if_renewed(tx, contact, now)
    records.audit(tx, f"contact:{contact.uid}", "link", participant.uid, now)
    new_chats.tell_of_link(
        tx, watching, link_id, participant, now, is_family=is_family, takes_over=lasts is None
    )
    return participant


def linked_by(
    tx: Tx, contact: Contact, invite_id: int, now: datetime, *, borrowed: bool
) -> Link | None:
    """The chat's link from this invite, if borrowed or not as asked."""
    found = contacts.link_of_invite(tx, contact.id, _allowed_by(invite_id), now)
    if found is None:
        return None
    return found if is_borrowed(found, now) == borrowed else None


def is_borrowed(link: Link, now: datetime) -> bool:
    """Does it expire as soon as a link on a borrowed phone?"""
    return link.expires_at is not None and link.expires_at <= now + BORROWED_FOR


def _allowed_by(invite_id: int) -> str:
    return f"invite:{invite_id}"


def join_staff(tx: Tx, contact: Contact, invite: Invite, now: datetime) -> StaffMember:
    """Give the chat the invited person's role. Raises `UnknownCode`."""
    member = staff.by_id(tx, invite.staff_id or 0)
    if member is None or not invites.use(tx, invite.id, contact.id, now):
        raise UnknownCode
    contacts.set_staff(tx, contact.id, member.id)
    locks.forget_pin_if_renewed(tx, contact, now)
    records.audit(tx, f"contact:{contact.uid}", "join staff", f"staff:{member.id}", now)
    new_chats.tell_of_staff_chat(tx, contact, member, now)
    return member


def given_name(name: str) -> str:
    """The first word of a name that is no abbreviation ("Moch. Rifa'i" → "Rifa'i").

    Only its first letter if the word has another, forbidden meaning.
    """
    words = name.split()
    given = next((word for word in words if not word.endswith(".") and len(word) > 1), words[0])
    return f"{given[0]}." if find_forbidden(given) else given
