"""The office moves certificates: previews a move, saves it, then tells people or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from programme.certificates import (
    AFTER_HANDOVER,
    Certificate,
    Refusal,
    Step,
    is_step_back,
    needs_reason,
    why_not,
)
from programme.discretion import find_forbidden
from programme.people import Contact, Participant
from services.certificates import news
from services.certificates.news import News, Reach
from services.people.roles import actor_of, ensure_office
from store import certificates, people, records
from store.connection import Tx

NOT_GIVEN_YET = "?"
"""Stands for the reason of a step that is only previewed."""


class ForbiddenWord(Exception):
    """A reason that people may read has a forbidden word."""


class NoDuplicateDue(Exception):
    """The certificate isn't lost, or has a `duplicate` already."""

    def __init__(self, duplicate: Certificate | None) -> None:
        super().__init__()
        self.duplicate = duplicate


@dataclass(frozen=True, slots=True)
class Chosen:
    """A certificate as it was when it was shown."""

    id: int
    step: Step


@dataclass(frozen=True, slots=True)
class Refused:
    """`why` is None if the certificate has moved, or is gone, since it was shown."""

    certificate: Certificate | None
    why: Refusal | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move would do. `sample` is what one of the people told would read."""

    moving: tuple[Certificate, ...]
    refused: tuple[Refused, ...]
    needs_reason: bool
    reach: Reach
    sample: News | None


@dataclass(frozen=True, slots=True)
class Saved:
    """`event_id` identifies the whole batch, to stop its messages."""

    moved: tuple[Certificate, ...]
    refused: tuple[Refused, ...]
    reach: Reach | None
    event_id: int


def as_they_are(tx: Tx, contact: Contact, ids: Sequence[int]) -> list[Certificate]:
    """The certificates that exist among the ids. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    return [one for ident in ids if (one := certificates.by_id(tx, ident))]


def holders(tx: Tx, contact: Contact, chosen: Iterable[Certificate]) -> dict[int, Participant]:
    """Certificate id → whose it is. Raises `NotAllowed`."""
    ensure_office(tx, contact)
    owned = ((one.id, people.by_id(tx, one.participant_id)) for one in chosen)
    return {ident: holder for ident, holder in owned if holder}


def legal_steps(tx: Tx, contact: Contact, ids: Sequence[int]) -> dict[Step, bool]:
    """Steps that at least one may take, and whether they lead back. Raises `NotAllowed`."""
    found: dict[Step, bool] = {}
    for one in as_they_are(tx, contact, ids):
        before = step_before(tx, one)
        for step in Step:
            if why_not(one.step, step, NOT_GIVEN_YET, before=before) is None:
                found[step] = is_step_back(one.step, step) or found.get(step, False)
    return {step: found[step] for step in Step if step in found}


def plan(
    tx: Tx, contact: Contact, chosen: Sequence[Chosen], step: Step, reason: str, now: datetime
) -> Plan:
    """Preview a move. Raises `NotAllowed`, `ForbiddenWord`."""
    ensure_office(tx, contact)
    moving, refused = _sorted_out(tx, chosen, step, _checked(reason) or NOT_GIVEN_YET)
    arrived = [replace(one, step=step) for one in moving]
    samples = (news.sample(tx, one, reason or None, now) for one in arrived)
    return Plan(
        tuple(moving),
        tuple(refused),
        any(needs_reason(one.step, step) for one in moving) and not reason,
        news.reach(tx, arrived, now),
        next((sample for sample in samples if sample), None),
    )


def save(
    tx: Tx,
    contact: Contact,
    chosen: Sequence[Chosen],
    step: Step,
    reason: str,
    now: datetime,
    *,
    is_told: bool,
) -> Saved:
    """Move what may be moved, and tell people or not. Raises `NotAllowed`, `ForbiddenWord`."""
    ensure_office(tx, contact)
    moving, refused = _sorted_out(tx, chosen, step, _checked(reason))
    by, events = actor_of(contact), []
    for one in moving:
        why = reason if needs_reason(one.step, step) else None
        _audit(tx, by, f"move certificate: {step}", one, now)
        events.append(news.move(tx, one, step, why, by, now, is_pending=is_told))
    moved = [replace(one, step=step, step_at=now) for one in moving]
    reached = news.tell(tx, moved, now) if is_told else None
    return Saved(tuple(moved), tuple(refused), reached, min(events, default=0))


def make_duplicate(tx: Tx, contact: Contact, lost_id: int, now: datetime) -> Certificate:
    """A new certificate that replaces a lost one; it awaits its blank and has no number yet.

    Raises `NotAllowed`, `NoDuplicateDue`.
    """
    ensure_office(tx, contact)
    lost = certificates.by_id(tx, lost_id)
    present = certificates.duplicate(tx, lost_id)
    if lost is None or lost.step is not Step.LOST or present:
        raise NoDuplicateDue(present)
    by = actor_of(contact)
    new = replace(
        lost, step=Step.AWAITING_BLANK, number=None, registration=None, blank=None,
        duplicate_of=lost.id,
    )  # fmt: skip
    new_id = certificates.add(tx, new, by, now)
    _audit(tx, by, "make duplicate", lost, now)
    return replace(new, id=new_id, step_at=now)


def _sorted_out(
    tx: Tx, chosen: Sequence[Chosen], step: Step, reason: str
) -> tuple[list[Certificate], list[Refused]]:
    moving, refused = [], []
    for each in chosen:
        one = certificates.by_id(tx, each.id)
        if one is None or one.step is not each.step:
            refused.append(Refused(one, None))
            continue
        before = step_before(tx, one)
        refusal = why_not(one.step, step, reason, before=before)
        if refusal:
            refused.append(Refused(one, refusal))
        else:
            moving.append(one)
    return moving, refused


def step_before(tx: Tx, certificate: Certificate) -> Step | None:
    """The step before a certificate was suspended, revoked or expired; None if unknown."""
    for taken in certificates.steps(tx, certificate.id):
        if taken.new not in AFTER_HANDOVER:
            return None
        if taken.old is not None and taken.old not in AFTER_HANDOVER:
            return taken.old
    return None


def _checked(reason: str) -> str:
    if find_forbidden(reason):
        raise ForbiddenWord
    return reason


def _audit(tx: Tx, by: str, action: str, certificate: Certificate, now: datetime) -> None:
    participant = people.by_id(tx, certificate.participant_id)
    if participant:
        records.audit(tx, by, action, participant.uid, now)
