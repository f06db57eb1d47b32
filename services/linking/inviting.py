"""Codes: whom the office invites, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.linking import CODE_LASTS
from programme.people import Participant, Role, Topic
from services.linking import paper_consents
from services.people import staff_list
from services.people.codes import UnknownCode, new_code, plain_code
from store import invites, people, records, staff
from store.connection import Tx
from store.invites import InviteKind


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


@dataclass(frozen=True, slots=True)
class NewCode:
    """Shown once: only its hash is kept. `until` is UTC."""

    code: str
    invite_id: int
    until: datetime


def issue(
    tx: Tx,
    kind: InviteKind,
    by: str,
    now: datetime,
    *,
    participant: Participant | None = None,
    staff_id: int | None = None,
    topics: frozenset[Topic] = frozenset(),
    paper: str | None = None,
    lasts: timedelta = CODE_LASTS,
) -> NewCode:
    """A new code. What a consent paper allows family is kept as the participant's consent."""
    consent_id = None
    if participant and paper is not None:
        consent_id = paper_consents.record(tx, participant, paper, topics, by, now)
    code, until = new_code(), now + lasts
    invite_id = invites.add(
        tx,
        code,
        kind,
        by,
        now,
        until,
        participant_id=participant.id if participant else None,
        staff_id=staff_id,
        topics=topics,
        consent_paper=paper,
        consent_id=consent_id,
    )
    return NewCode(code, invite_id, until)


def invite_participant(
    tx: Tx,
    number: str,
    by: str,
    now: datetime,
    *,
    days: int = CODE_LASTS.days,
    family_consent: str | None = None,
    topics: frozenset[Topic] = frozenset(),
) -> NewCode:
    """A code for the participant himself, or (with his consent paper's number) for family.

    Raises `UnknownParticipant`.
    """
    participant = people.by_number(tx, number)
    if participant is None:
        raise UnknownParticipant(number)
    kind = InviteKind.SELF if family_consent is None else InviteKind.FAMILY
    code = issue(
        tx,
        kind,
        by,
        now,
        participant=participant,
        topics=topics,
        paper=family_consent,
        lasts=timedelta(days=days),
    )
    records.audit(tx, by, f"invite {kind}", participant.uid, now)
    return code


def invite_class(
    tx: Tx, programme_id: int, skill: str, by: str, now: datetime, *, days: int
) -> list[tuple[Participant, NewCode]]:
    """A code for each of a class who has no chat of his own, by name."""
    return [
        (each, invite_participant(tx, each.number, by, now, days=days))
        for each in people.without_chat(tx, programme_id, skill)
    ]


def invite_staff(tx: Tx, staff_id: int, by: str, now: datetime, *, days: int) -> NewCode:
    """A code for somebody on the staff list."""
    member = staff.by_id(tx, staff_id)
    kind = InviteKind.ESCORT if member and member.role is Role.ESCORT else InviteKind.STAFF
    code = issue(tx, kind, by, now, staff_id=staff_id, lasts=timedelta(days=days))
    records.audit(tx, by, f"invite {kind}", f"staff:{staff_id}", now)
    return code


def invite_staff_named(tx: Tx, name: str, by: str, now: datetime, *, days: int) -> NewCode:
    """A new code for the one of this name on the staff list.

    Raises `staff_list.UnknownStaff`, `staff_list.SeveralStaff`.
    """
    return invite_staff(tx, staff_list.one_of_name(tx, name).id, by, now, days=days)


def invite_escort(
    tx: Tx, name: str, programme: str, by: str, now: datetime, *, days: int
) -> NewCode:
    """A new code for an escort of this programme, who is added to the staff list.

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
