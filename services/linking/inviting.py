"""Codes: whom the office asks in, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from programme.people import Role, Topic
from services.linking import paper_consents
from services.people import staff_list
from services.people.codes import UnknownCode, new_code, plain_code
from store import invites, people, records, staff
from store.connection import Tx
from store.invites import InviteKind

CODE_LASTS = timedelta(days=7)
LONGEST_DAYS = 365


class UnknownParticipant(Exception):
    """No participant has this number."""


class UnknownProgramme(Exception):
    """No programme has this name. `known` are the names there are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


class OtherRole(Exception):
    """Somebody of this name is on the staff list already, as `role`."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.role = role


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

    What the paper allows is kept as his consent. Raises `UnknownParticipant`.
    """
    participant = people.by_number(tx, number)
    if participant is None:
        raise UnknownParticipant(number)
    kind, consent_id = InviteKind.SELF, None
    if family_consent is not None:
        kind = InviteKind.FAMILY
        consent_id = paper_consents.record(tx, participant, family_consent, topics, by, now)
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
        consent_id=consent_id,
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


def invite_staff_named(tx: Tx, name: str, by: str, now: datetime, *, days: int) -> str:
    """A new code for the one of this name on the staff list.

    Raises `staff_list.UnknownStaff`, `staff_list.SeveralStaff`.
    """
    return invite_staff(tx, staff_list.one_of_name(tx, name).id, by, now, days=days)


def invite_escort(tx: Tx, name: str, programme: str, by: str, now: datetime, *, days: int) -> str:
    """A new code for an escort of this programme, who comes onto the staff list by it.

    Raises `UnknownProgramme`, `OtherRole`.
    """
    found = people.programme_by_name(tx, programme)
    if found is None:
        raise UnknownProgramme([known for _, known, _ in people.programmes(tx)])
    namesakes = staff_list.of_name(tx, name)
    escorts = (
        member.id
        for member in namesakes
        if member.role is Role.ESCORT and member.programme_id == found[0]
    )
    staff_id = next(escorts, None)
    if staff_id is None and namesakes:
        raise OtherRole(namesakes[0].role)
    if staff_id is None:
        staff_id = staff.add(tx, name, Role.ESCORT, (), now, programme_id=found[0])
    return invite_staff(tx, staff_id, by, now, days=days)


def revoke_code(tx: Tx, code: str, by: str, now: datetime) -> None:
    """End a code that nobody has used. Raises `UnknownCode`."""
    invite = invites.by_code(tx, plain_code(code))
    if invite is None or not invites.revoke(tx, invite.id, now):
        raise UnknownCode
    records.audit(tx, by, "revoke invite", f"invite:{invite.id}", now)
