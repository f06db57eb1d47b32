"""The way of a certificate.

registered → assessment → plenary → awaiting_blank → printing → ready → collected
             assessment ⇄ not_yet_competent
ready | collected → expired | suspended | revoked | lost;   suspended → where it was
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from programme.people import Topic


class Step(StrEnum):
    REGISTERED = "registered"
    ASSESSMENT = "assessment"
    NOT_YET_COMPETENT = "not_yet_competent"
    PLENARY = "plenary"
    AWAITING_BLANK = "awaiting_blank"
    PRINTING = "printing"
    READY = "ready"
    COLLECTED = "collected"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    LOST = "lost"


class Kind(StrEnum):
    """A certificate of competence (LSP, after an assessment) or of attendance (training body)."""

    COMPETENCE = "competence"
    TRAINING = "training"


WAY = (
    Step.REGISTERED,
    Step.ASSESSMENT,
    Step.PLENARY,
    Step.AWAITING_BLANK,
    Step.PRINTING,
    Step.READY,
    Step.COLLECTED,
)

AFTER_HANDOVER = frozenset({Step.EXPIRED, Step.SUSPENDED, Step.REVOKED, Step.LOST})

RESULT_STEPS = frozenset({Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED})
"""Steps that family hears of only with the topic *result*."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`number`, `registration` and `blank` can all stand on one document; each is opaque."""

    id: int
    participant_id: int
    kind: Kind
    skill: str
    scheme: str
    step: Step
    number: str | None
    registration: str | None
    blank: str | None
    issued_on: date | None
    valid_until: date | None
    place: str
    step_at: datetime


def topic_of(step: Step) -> Topic:
    return Topic.RESULT if step in RESULT_STEPS else Topic.CERTIFICATE


def is_step_back(old: Step, new: Step) -> bool:
    """A step back needs a reason. Skipping forward is fine: lists are late."""
    if {old, new} == {Step.ASSESSMENT, Step.NOT_YET_COMPETENT}:
        return False
    if old in AFTER_HANDOVER:
        return True
    return old in WAY and new in WAY and WAY.index(new) < WAY.index(old)


def may_move(old: Step, new: Step, reason: str = "") -> bool:
    """Is `old` → `new` a legal step? Back only with a reason."""
    if old is new:
        return False
    if new is Step.NOT_YET_COMPETENT:
        return old in (Step.REGISTERED, Step.ASSESSMENT) or bool(reason)
    if new in AFTER_HANDOVER:
        return old in (Step.READY, Step.COLLECTED) or (old is Step.SUSPENDED) or bool(reason)
    if old is Step.SUSPENDED:
        return new in (Step.READY, Step.COLLECTED) or bool(reason)
    if old is Step.NOT_YET_COMPETENT:
        return new in (Step.ASSESSMENT, Step.PLENARY) or bool(reason)
    return not is_step_back(old, new) or bool(reason)
