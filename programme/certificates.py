"""The way of a certificate.

registered → assessment → plenary → awaiting_blank → printing → ready → collected
             assessment ⇄ not_yet_competent
ready | collected → expired | suspended | revoked | lost;   suspended → where it was | revoked
expired | revoked → where it was, with a reason;   lost → a new certificate, the duplicate
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

HAS_LEFT_PRINTING = frozenset({Step.READY, Step.COLLECTED})
"""The certificate is there, at the office or with its owner."""

RESULT_STEPS = frozenset({Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED})
"""Steps that family hears of only with the topic *result*."""

TAKEN_AWAY = frozenset({Step.SUSPENDED, Step.REVOKED})
"""Decisions against the holder, which have to be explained to whoever asks later."""


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
    duplicate_of: int | None = None
    """The lost certificate whose place this one takes."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a certificate, at a UTC moment. `old` is None for the first.

    `is_pending`: a list set it, and nobody has been told or has decided to keep silent.
    """

    id: int
    old: Step | None
    new: Step
    reason: str | None
    set_by: str
    at: datetime
    is_pending: bool


def topic_of(step: Step) -> Topic:
    return Topic.RESULT if step in RESULT_STEPS else Topic.CERTIFICATE


class Refusal(StrEnum):
    """Why a certificate can't take a step."""

    THERE_ALREADY = "there_already"
    LOST_FOR_GOOD = "lost_for_good"
    NOT_READY_YET = "not_ready_yet"
    ONLY_BACK = "only_back"
    NEEDS_REASON = "needs_reason"


def is_step_back(old: Step, new: Step) -> bool:
    """Does `new` take back what `old` said? Skipping steps forward doesn't: lists arrive late."""
    if old is Step.SUSPENDED:
        return new not in HAS_LEFT_PRINTING and new is not Step.REVOKED
    if old in AFTER_HANDOVER:
        return True
    return new not in AFTER_HANDOVER and _place(new) < _place(old)


def needs_reason(old: Step, new: Step) -> bool:
    return is_step_back(old, new) or new in TAKEN_AWAY


def why_not(
    old: Step, new: Step, reason: str = "", *, before: Step | None = None
) -> Refusal | None:
    """Why `old` → `new` is no legal step; None when it is one.

    `before` is where the certificate was when it was suspended, revoked or expired, None where
    nobody knows (it came so in a list).
    """
    if new is old:
        return Refusal.THERE_ALREADY
    if old is Step.LOST:
        return Refusal.LOST_FOR_GOOD
    if new in AFTER_HANDOVER:
        if old in AFTER_HANDOVER and (old, new) != (Step.SUSPENDED, Step.REVOKED):
            return Refusal.ONLY_BACK
        if old not in (*HAS_LEFT_PRINTING, Step.SUSPENDED):
            return Refusal.NOT_READY_YET
    elif old in AFTER_HANDOVER and new not in ({before} if before else HAS_LEFT_PRINTING):
        return Refusal.ONLY_BACK
    return Refusal.NEEDS_REASON if needs_reason(old, new) and not reason else None


def may_move(old: Step, new: Step, reason: str = "", *, before: Step | None = None) -> bool:
    """Is `old` → `new` a legal step?"""
    return why_not(old, new, reason, before=before) is None


def _place(step: Step) -> int:
    """The position on the way; "not yet competent" counts as the assessment, which can be
    repeated.
    """
    return WAY.index(Step.ASSESSMENT if step is Step.NOT_YET_COMPETENT else step)
