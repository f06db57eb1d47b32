"""Codes that the office makes and ends in its own chat."""

from __future__ import annotations

from datetime import datetime

from programme.people import Contact, Enrolment, Participant, Role, Topic
from services.linking import inviting, lookup
from services.linking.inviting import NewCode
from services.people.roles import NotAllowed, actor_of, ensure_office, ensure_role
from store import invites, people, records, staff
from store.connection import Tx
from store.invites import InviteKind

OF_ROLES = (InviteKind.STAFF, InviteKind.ESCORT)
"""Codes that give a role: only admins may end them."""


class UnknownMember(Exception):
    """Nobody on the staff list has this id and a role."""


def for_participant(
    tx: Tx,
    by: Contact,
    participant_id: int,
    now: datetime,
    *,
    days: int,
    paper: str | None = None,
    topics: frozenset[Topic] = frozenset(),
) -> NewCode:
    """A code for him, or with `paper` (which allows `topics`) for one of his family.

    Raises `NotAllowed` and `inviting.UnknownParticipant`.
    """
    participant = lookup.known(tx, by, participant_id)
    return inviting.invite_participant(
        tx, participant.number, actor_of(by), now, days=days, family_consent=paper, topics=topics
    )


def classes(tx: Tx, by: Contact) -> list[tuple[Enrolment, int]]:
    """Each class with how many have no chat of their own yet. Raises `NotAllowed`."""
    ensure_office(tx, by)
    return people.classes_without_chat(tx)


def for_class(
    tx: Tx, by: Contact, programme_id: int, skill: str, now: datetime, *, days: int
) -> list[tuple[Participant, NewCode]]:
    """A code for each of a class who has no chat of his own, by name. Raises `NotAllowed`."""
    ensure_office(tx, by)
    return inviting.invite_class(tx, programme_id, skill, actor_of(by), now, days=days)


def for_member(tx: Tx, by: Contact, staff_id: int, now: datetime, *, days: int) -> NewCode:
    """A code for somebody on the staff list. Raises `NotAllowed` to all but admins."""
    ensure_role(tx, by, Role.ADMIN)
    if staff.by_id(tx, staff_id) is None:
        raise UnknownMember
    return inviting.invite_staff(tx, staff_id, actor_of(by), now, days=days)


def for_escort(
    tx: Tx, by: Contact, name: str, programme_id: int, now: datetime, *, days: int
) -> NewCode:
    """A code for an escort of a programme, who is added to the staff list.

    Raises `NotAllowed` to all but admins, `inviting.UnknownProgramme` and `inviting.OtherRole`.
    """
    ensure_role(tx, by, Role.ADMIN)
    names = {ident: called for ident, called, _ in people.programmes(tx)}
    programme = names.get(programme_id, "")
    return inviting.invite_escort(tx, name, programme, actor_of(by), now, days=days)


def end(tx: Tx, by: Contact, invite_id: int, now: datetime) -> bool:
    """End a code that nobody has used. False when it is over already.

    Raises `NotAllowed`, for the code of a role to all but admins.
    """
    member = ensure_office(tx, by)
    invite = invites.by_id(tx, invite_id)
    if invite is None:
        return False
    if invite.kind in OF_ROLES and member.role is not Role.ADMIN:
        raise NotAllowed
    if not invites.revoke(tx, invite_id, now):
        return False
    records.audit(tx, actor_of(by), "revoke invite", f"invite:{invite_id}", now)
    return True
