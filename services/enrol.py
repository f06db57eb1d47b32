"""Codes and links: how a chat proves whom it may hear about."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from programme.people import ALL_TOPICS, Contact, Link, Participant, Relation, Topic
from services.attempts import CODE_TRIES, ensure_may_try, note_failure
from store import contacts, invites, people, records, staff
from store.connection import Tx
from store.invites import Invite, InviteKind

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0 O 1 I L: nobody has to guess which one is printed."""

CODE_LENGTH = 12
CODE_LASTS = timedelta(days=7)
LONGEST_DAYS = 365
BORROWED_FOR = timedelta(minutes=30)
FAMILY_LASTS = timedelta(days=365)


class UnknownCode(Exception):
    """No such code, or it can't be used any more: the same for whoever guesses."""


class UnknownParticipant(Exception):
    """No participant has this number."""


def links(tx: Tx, contact: Contact, now: datetime) -> list[Link]:
    """The chat's links that hold now, the oldest first."""
    return contacts.links(tx, contact.id, now)


def plain_code(text: str) -> str:
    """A code as it is kept: capitals; spaces and dashes don't count."""
    return "".join(char for char in text.upper() if char.isalnum())


def looks_like_code(text: str) -> bool:
    plain = plain_code(text)
    return len(plain) == CODE_LENGTH and all(char in ALPHABET for char in plain)


def written_code(code: str) -> str:
    """A code as people read it: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def invite_participant(
    tx: Tx,
    number: str,
    by: str,
    now: datetime,
    *,
    days: int = CODE_LASTS.days,
    family_consent: str | None = None,
    topics: frozenset[Topic] = frozenset(),
) -> str:
    """A new code for the participant himself, or (with his consent paper's number) for family.

    Raises `UnknownParticipant`.
    """
    participant = people.by_number(tx, number)
    if participant is None:
        raise UnknownParticipant(number)
    kind = InviteKind.SELF if family_consent is None else InviteKind.FAMILY
    code = new_code()
    invites.add(
        tx,
        code,
        kind,
        by,
        now,
        now + timedelta(days=days),
        participant_id=participant.id,
        topics=topics,
        consent_paper=family_consent,
    )
    records.audit(tx, by, f"invite {kind}", participant.uid, now)
    return code


def invite_staff(tx: Tx, staff_id: int, by: str, now: datetime, *, days: int) -> str:
    """A new code for somebody on the staff list."""
    code = new_code()
    member = staff.by_id(tx, staff_id)
    kind = InviteKind.ESCORT if member and member.role == "escort" else InviteKind.STAFF
    invites.add(tx, code, kind, by, now, now + timedelta(days=days), staff_id=staff_id)
    records.audit(tx, by, f"invite {kind}", f"staff:{staff_id}", now)
    return code


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def open_code(tx: Tx, contact: Contact, code: str, now: datetime) -> Invite:
    """The invite of a code that can be used now. Raises `UnknownCode`, `TooManyTries`."""
    subject = f"code:{contact.id}"
    ensure_may_try(tx, subject, CODE_TRIES, now)
    invite = invites.by_code(tx, plain_code(code))
    if invite is None or not is_usable(invite, now):
        note_failure(tx, subject, code, now)
        raise UnknownCode
    return invite


def usable_invite(tx: Tx, invite_id: int, now: datetime) -> Invite:
    """An invite that was opened a while ago, if it can still be used. Raises `UnknownCode`."""
    invite = invites.by_id(tx, invite_id)
    if invite is None or not is_usable(invite, now):
        raise UnknownCode
    return invite


def is_usable(invite: Invite, now: datetime) -> bool:
    return invite.used_at is None and invite.revoked_at is None and invite.expires_at > now


def link(
    tx: Tx, contact: Contact, invite: Invite, now: datetime, *, borrowed: bool
) -> Participant:
    """Link the chat to the invite's participant and use the code up.

    On a borrowed phone the link lasts half an hour, is told nothing by itself, and the code stays
    good. Raises `UnknownCode` when the code was used meanwhile.
    """
    participant = people.by_id(tx, invite.participant_id or 0)
    if participant is None or not (borrowed or invites.use(tx, invite.id, contact.id, now)):
        raise UnknownCode
    is_family = invite.kind is InviteKind.FAMILY
    lasts = BORROWED_FOR if borrowed else FAMILY_LASTS if is_family else None
    contacts.add_link(
        tx,
        contact.id,
        participant.id,
        Relation.FAMILY if is_family else Relation.SELF,
        invite.topics if is_family else ALL_TOPICS,
        given_name(participant.name),
        proven_by="code",
        allowed_by=f"invite:{invite.id}",
        now=now,
        expires_at=now + lasts if lasts else None,
        muted=ALL_TOPICS if borrowed else (),
    )
    records.audit(tx, f"contact:{contact.uid}", "link", participant.uid, now)
    return participant


def join_staff(tx: Tx, contact: Contact, invite: Invite, now: datetime) -> str:
    """Give the chat the role of the invited; returns the name. Raises `UnknownCode`."""
    member = staff.by_id(tx, invite.staff_id or 0)
    if member is None or not invites.use(tx, invite.id, contact.id, now):
        raise UnknownCode
    contacts.set_staff(tx, contact.id, member.id)
    records.audit(tx, f"contact:{contact.uid}", "join staff", f"staff:{member.id}", now)
    return member.name


def given_name(name: str) -> str:
    """The first word of a name that is no abbreviation ("Moch. Rifa'i" → "Rifa'i")."""
    words = name.split()
    return next((word for word in words if not word.endswith(".") and len(word) > 1), words[0])


def name_newest_link(tx: Tx, contact: Contact, nickname: str, now: datetime) -> None:
    """How this chat wants the participant it linked last to be called."""
    held = links(tx, contact, now)
    if held and nickname:
        contacts.set_label(tx, held[-1].id, nickname)
