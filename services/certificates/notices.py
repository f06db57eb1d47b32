"""Does what was queued about a certificate still hold when it is sent?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.certificate_validity import is_over
from programme.certificates import HAS_LEFT_PRINTING, Certificate, Step
from programme.collecting import Answer
from programme.outbox import State
from programme.people import Contact, Link, Participant
from services.certificates import news
from services.certificates.collecting import Mine
from services.certificates.news import News
from services.people.roles import is_office
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from store import certificates, collecting, people
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody claims about a participant's certificate."""

    certificate: Certificate
    participant: Participant
    answer: Answer


def step_news(tx: Tx, contact: Contact, data: Data, now: datetime) -> list[News] | Withdrawn:
    found = news.news_for(tx, contact, data["first"], now)
    return found or Withdrawn(State.CANCELLED, "no news any more")


def runs_out(tx: Tx, contact: Contact, data: Data, local_now: datetime) -> Mine | Withdrawn:
    """It is valid until the day that was to be told, and that day is not over."""
    one = certificates.by_id(tx, data["certificate"])
    if (
        one is None
        or one.valid_until is None
        or one.valid_until.isoformat() != data["until"]
        or one.step not in HAS_LEFT_PRINTING
        or is_over(one.valid_until, local_now.date())
    ):
        return Withdrawn(State.CANCELLED, "runs out at another time")
    link = _link(tx, one, contact, local_now)
    return Mine(one, link) if link else Withdrawn(State.CANCELLED, "no longer wanted")


def asked_again(tx: Tx, contact: Contact, data: Data, now: datetime) -> Mine | Withdrawn:
    """It still waits at the office, and nobody has said anything."""
    one = certificates.by_id(tx, data["certificate"])
    if one is None or one.step is not Step.READY or int(one.step_at.timestamp()) != data["since"]:
        return Withdrawn(State.CANCELLED, "not ready any more")
    if collecting.answer_about(tx, one.id):
        return Withdrawn(State.CANCELLED, "answered")
    link = _link(tx, one, contact, now)
    return Mine(one, link) if link else Withdrawn(State.CANCELLED, "no longer wanted")


def not_handed_over(tx: Tx, contact: Contact, data: Data, now: datetime) -> Mine | Withdrawn:
    """To the chat that claims it was collected: it is still at the office."""
    one = certificates.by_id(tx, data["certificate"])
    link = _link(tx, one, contact, now) if one and one.step is Step.READY else None
    if one is None or link is None:
        return Withdrawn(State.CANCELLED, "not ready any more")
    return Mine(one, link)


def said(tx: Tx, contact: Contact, data: Data, _: datetime) -> Said | Withdrawn:
    """To the office: somebody still says that he has his certificate, or that he has lost it."""
    one = certificates.by_id(tx, data["certificate"])
    participant = people.by_id(tx, one.participant_id) if one else None
    answered = collecting.answer_about(tx, one.id) if one else None
    if one is None or participant is None or answered is None or not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "settled")
    if answered.answer not in (Answer.COLLECTED, Answer.LOST):
        return Withdrawn(State.CANCELLED, "said otherwise")
    return Said(one, participant, answered.answer)


def _link(tx: Tx, one: Certificate, contact: Contact, now: datetime) -> Link | None:
    """The link because of which this chat is told about the certificate."""
    listeners = news.listeners(tx, one, now)
    return next((link for listener, link in listeners if listener.id == contact.id), None)
