"""Nobody gains a link or a role unseen: who should know hears of the new chat, and can end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from programme.outbox import State
from programme.people import Contact, Link, Participant, Role, StaffMember
from services.operations import role_changes
from services.people import own_links
from services.people.roles import NotAllowed, actor_of, member_of, office_chats
from services.privacy import locks
from services.sending import notices
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import contacts, invites, participant_links, records, staff
from store.connection import Tx

LINK, STAFF_CHAT, ENDED = "new link", "new staff chat", "new link ended"
ENDED_WITHIN = timedelta(days=7)
"""How long a participant can end a new link where he heard of it; later the office can."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """`name`: what the chat that hears of it calls the participant, where it has several.

    `takes_over`: it is the participant's own chat now, in place of the one that hears of it.
    """

    link_id: int
    is_family: bool
    takes_over: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class NewStaffChat:
    contact_id: int
    member: StaffMember


def watching(tx: Tx, contact: Contact, participant: Participant, now: datetime) -> list[Contact]:
    """The participant's own chats that should hear of a new link of the chat `contact`.

    None whose number may have a new holder: what has been silent for long is told nothing.
    """
    held = (contacts.by_id(tx, link.contact_id) for link in own_links.of(tx, participant.id))
    return [
        chat
        for chat in held
        if chat and chat.id != contact.id and not locks.may_have_new_holder(tx, chat, now)
    ]


def tell_of_link(
    tx: Tx,
    watching: list[Contact],
    link_id: int,
    participant: Participant,
    now: datetime,
    *,
    is_family: bool,
    takes_over: bool,
) -> None:
    notices.tell(
        tx,
        watching,
        LINK,
        f"{LINK}:{link_id}",
        now,
        expires_at=now + ENDED_WITHIN,
        link=link_id,
        participant=participant.id,
        at=int(now.timestamp()),
        is_family=is_family,
        takes_over=takes_over,
    )


def tell_of_staff_chat(tx: Tx, contact: Contact, member: StaffMember, now: datetime) -> None:
    """Tell the admins and the member's other chats that `contact` has his role now."""
    own = role_changes.chats_of(tx, member.id)
    told = {each.id: each for each in (*office_chats(tx, Role.ADMIN), *own)}
    told.pop(contact.id, None)
    key = f"{STAFF_CHAT}:{contact.id}:{member.id}:{int(now.timestamp())}"
    notices.tell(tx, told.values(), STAFF_CHAT, key, now, chat=contact.id, staff=member.id)


def new_link(tx: Tx, contact: Contact, data: Data, now: datetime) -> NewLink | Withdrawn:
    """To a participant's own chat, also when the new link is over or its chat was deleted."""
    at = datetime.fromtimestamp(data["at"], UTC)
    own = _own_link(tx, contact, data["participant"], now, lost_at=at)
    if own is None:
        return Withdrawn(State.CANCELLED, "not his chat any more")
    is_shared = len({each.participant_id for each in own_links.of_chat(tx, contact, now)}) > 1
    name = own.label if is_shared else ""
    return NewLink(data["link"], data["is_family"], data["takes_over"], name)


def end_link(tx: Tx, by: Contact, link_id: int, now: datetime) -> bool:
    """End a new link at the word of the participant's own chat, also of the one it replaced.

    Its code ends with it, and its chat is told. The chat that it replaced is not linked again:
    who has the old phone is as uncertain. False if that is not (any more) for this chat to say.
    """
    made = participant_links.made(tx, link_id)
    if made is None or now - made.at > ENDED_WITHIN:
        return False
    own = _own_link(tx, by, made.participant_id, now, lost_at=made.at)
    if own is None or own.id == made.id:
        return False
    invites.revoke(tx, made.invite_id, now)
    if participant_links.end_link(tx, made.id, made.participant_id, now):
        _tell_ended(tx, made.contact_id, now)
    records.audit(tx, f"contact:{by.uid}", "end new link", f"link:{made.id}", now)
    return True


def new_staff_chat(tx: Tx, contact: Contact, data: Data, _: datetime) -> NewStaffChat | Withdrawn:
    """To an admin, or another chat of the same member."""
    member = staff.by_id(tx, data["staff"])
    if member is None or not _may_end_chat_of(tx, contact, member.id):
        return Withdrawn(State.CANCELLED, "no such role any more")
    return NewStaffChat(data["chat"], member)


def end_staff_chat(tx: Tx, by: Contact, contact_id: int, staff_id: int, now: datetime) -> bool:
    """Take a role from one chat; the member's other chats keep it. False if it has it no more.

    Raises `NotAllowed` to all but admins and the member himself.
    """
    if not _may_end_chat_of(tx, by, staff_id):
        raise NotAllowed
    chat = contacts.by_id(tx, contact_id)
    if chat is None or chat.id == by.id or chat.staff_id != staff_id:
        return False
    contacts.set_staff(tx, chat.id, None)
    _tell_ended(tx, chat.id, now)
    records.audit(tx, actor_of(by), "end staff chat", f"contact:{chat.uid}", now)
    return True


def _may_end_chat_of(tx: Tx, by: Contact, staff_id: int) -> bool:
    member = member_of(tx, by)
    return member is not None and (member.role is Role.ADMIN or member.id == staff_id)


def _own_link(
    tx: Tx, contact: Contact, participant_id: int, now: datetime, *, lost_at: datetime
) -> Link | None:
    """The chat's own link to the participant, also one that ended just then."""
    held = own_links.of_chat(tx, contact, now)
    lost = contacts.links_ended(tx, contact.id, lost_at, now)
    return next(
        (each for each in (*held, *lost) if each.is_own and each.participant_id == participant_id),
        None,
    )


def _tell_ended(tx: Tx, contact_id: int, now: datetime) -> None:
    chat = contacts.by_id(tx, contact_id)
    if chat:
        notices.tell(tx, [chat], ENDED, f"{ENDED}:{chat.id}:{int(now.timestamp())}", now)
