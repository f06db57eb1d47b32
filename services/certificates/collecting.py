"""People say whether they collect their certificate; the office confirms a handover."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.certificates import HAS_LEFT_PRINTING, Certificate, Step
from programme.collecting import ASKED_AGAIN_AFTER, Answer, Answered, asks_again
from programme.discretion import find_forbidden
from programme.people import Contact, Link, Participant, Topic
from services.certificates import news
from services.certificates.moves import Chosen, save
from services.inbox import conversation
from services.people.roles import actor_of, ensure_office, office_chats
from services.sending import notices
from store import (
    certificate_notices,
    certificates,
    collecting as answers,
    contacts,
    people,
    records,
)
from store.connection import Tx

ASKED_AGAIN = "certificate.asked_again"
SAID = "certificate.said"
NOT_HANDED_OVER = "certificate.not_handed_over"

LONGEST_NAME = 60
PAGE = 15
REMINDER_USEFUL_FOR = timedelta(days=3)


class NothingToCollect(Exception):
    """This chat has no such certificate to answer about (any more)."""


class NotAName(Exception):
    """The text can't be printed as somebody's name."""


class NotSaid(Exception):
    """Nobody claims that any more."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A certificate and the link by which a chat may speak for its owner."""

    certificate: Certificate
    link: Link


@dataclass(frozen=True, slots=True)
class Sent:
    """`owner` lets somebody called `proxy` collect his certificate."""

    mine: Mine
    owner: Participant
    proxy: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A certificate at the office, its participant, and what was answered."""

    certificate: Certificate
    participant: Participant
    answered: Answered | None


@dataclass(frozen=True, slots=True)
class Page:
    """The certificates shown at once, of `total`."""

    shown: tuple[Waiting, ...]
    total: int
    has_more: bool


def ready(tx: Tx, contact: Contact, now: datetime) -> list[Mine]:
    """Certificates this chat can answer about, the latest to become ready first."""
    return _linked_at(tx, contact, {Step.READY}, now)


def mine(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Mine:
    """The one of `ready` with this id. Raises `NothingToCollect`."""
    for each in ready(tx, contact, now):
        if each.certificate.id == certificate_id:
            return each
    raise NothingToCollect


def was_asked_last(tx: Tx, contact: Contact, now: datetime) -> bool:
    """Is the last message in this chat the question who collects a certificate?"""
    row_id = conversation.interrupted_by(tx, contact, now)
    return row_id is not None and certificate_notices.asks_about_ready(tx, row_id)


def answer(
    tx: Tx,
    contact: Contact,
    certificate_id: int,
    said: Answer,
    now: datetime,
    proxy: str | None = None,
) -> Mine:
    """Record who collects it. Raises `NothingToCollect`, as all of these do."""
    found = mine(tx, contact, certificate_id, now)
    answers.keep(tx, certificate_id, contact.id, said, proxy, now)
    return found


def sends_somebody(
    tx: Tx, contact: Contact, certificate_id: int, name: str, now: datetime
) -> Sent:
    """Somebody of this `name` collects it. Raises `NotAName`."""
    written = " ".join(name.split())
    is_name = any(map(str.isalpha, written)) and not any(map(str.isdigit, written))
    if not is_name or len(written) > LONGEST_NAME or find_forbidden(written):
        raise NotAName
    found = answer(tx, contact, certificate_id, Answer.PROXY, now, written)
    participant = people.by_id(tx, found.link.participant_id)
    if participant is None:
        raise NothingToCollect
    return Sent(found, participant, written)


def says_collected(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Mine:
    """Ask the office to confirm it: a claim alone is no handover."""
    found = answer(tx, contact, certificate_id, Answer.COLLECTED, now)
    _ask_office(tx, certificate_id, Answer.COLLECTED, now)
    return found


def can_be_reported_lost(tx: Tx, contact: Contact, now: datetime) -> list[Mine]:
    """The certificates this chat may report as lost."""
    return _linked_at(tx, contact, HAS_LEFT_PRINTING, now)


def _linked_at(tx: Tx, contact: Contact, steps: Container[Step], now: datetime) -> list[Mine]:
    return [
        Mine(one, link)
        for link in contacts.links(tx, contact.id, now)
        if link.allows(Topic.CERTIFICATE)
        for one in certificates.of_participant(tx, link.participant_id)
        if one.step in steps
    ]


def says_lost(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Mine:
    """Ask the office for a duplicate."""
    for found in can_be_reported_lost(tx, contact, now):
        if found.certificate.id == certificate_id:
            answers.keep(tx, certificate_id, contact.id, Answer.LOST, None, now)
            _ask_office(tx, certificate_id, Answer.LOST, now)
            return found
    raise NothingToCollect


def _ask_office(tx: Tx, certificate_id: int, said: Answer, now: datetime) -> None:
    """At most once a day, however often it is said."""
    key = f"said:{certificate_id}:{said}:{now:%Y-%m-%d}"
    notices.tell(tx, office_chats(tx), SAID, key, now, certificate=certificate_id)


def waiting(tx: Tx, contact: Contact, page: int, now: datetime) -> Page:
    """Certificates at the office, the longest waiting first. Raises `NotAllowed`."""
    return _page(tx, contact, certificates.at_step(tx, Step.READY), page, now)


def said_lost(tx: Tx, contact: Contact, page: int, now: datetime) -> Page:
    """Certificates reported as lost. Raises `NotAllowed`."""
    found = (certificates.by_id(tx, ident) for ident in answers.said_lost(tx))
    return _page(tx, contact, [one for one in found if one], page, now)


def _page(
    tx: Tx, contact: Contact, found: Sequence[Certificate], page: int, now: datetime
) -> Page:
    ensure_office(tx, contact)
    first = max(page, 0) * PAGE
    shown = []
    for one in found[first : first + PAGE]:
        participant = people.by_id(tx, one.participant_id)
        if participant:
            records.audit(tx, actor_of(contact), "look at certificate", participant.uid, now)
            shown.append(Waiting(one, participant, answers.answer_about(tx, one.id)))
    return Page(tuple(shown), len(found), has_more=len(found) > first + PAGE)


def confirm(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Certificate:
    """Confirm a claimed handover and tell people. Raises `NotAllowed`, `NotSaid`."""
    one, _ = _said_collected(tx, contact, certificate_id)
    save(tx, contact, [Chosen(one.id, one.step)], Step.COLLECTED, "", now, is_told=True)
    return one


def deny(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Certificate:
    """Deny a claimed handover, and tell its chat so. Raises `NotAllowed`, `NotSaid`."""
    one, answered = _said_collected(tx, contact, certificate_id)
    answers.forget(tx, one.id)
    participant = people.by_id(tx, one.participant_id)
    if participant:
        records.audit(tx, actor_of(contact), "deny handover", participant.uid, now)
    teller = contacts.by_id(tx, answered.contact_id)
    key = f"not handed over:{one.id}:{int(now.timestamp())}"
    if teller:
        notices.tell(tx, [teller], NOT_HANDED_OVER, key, now, certificate=one.id)
    return one


def found_again(tx: Tx, contact: Contact, certificate_id: int, now: datetime) -> Certificate:
    """Dismiss a reported loss. Raises `NotAllowed`, `NotSaid`."""
    ensure_office(tx, contact)
    one, answered = (
        certificates.by_id(tx, certificate_id),
        answers.answer_about(tx, certificate_id),
    )
    participant = people.by_id(tx, one.participant_id) if one else None
    if one is None or participant is None or not answered or answered.answer is not Answer.LOST:
        raise NotSaid
    answers.forget(tx, one.id)
    records.audit(tx, actor_of(contact), "deny loss", participant.uid, now)
    return one


def _said_collected(tx: Tx, contact: Contact, certificate_id: int) -> tuple[Certificate, Answered]:
    ensure_office(tx, contact)
    one = certificates.by_id(tx, certificate_id)
    answered = answers.answer_about(tx, certificate_id)
    if (
        one is None
        or one.step is not Step.READY
        or answered is None
        or answered.answer is not Answer.COLLECTED
    ):
        raise NotSaid
    return one, answered


def ask_again(tx: Tx, now: datetime) -> int:
    """Ask again after 14 and 45 days without an answer; returns how many chats."""
    told = 0
    for one in certificates.waiting_for_answer(tx, now - ASKED_AGAIN_AFTER[0]):
        after = asks_again(one.step_at, now)
        if after is None:
            continue
        since = int(one.step_at.timestamp())
        chats = [each for each, _ in news.listeners(tx, one, now)]
        key = f"ready:{one.id}:{since}:{after.days}"
        told += notices.tell(
            tx,
            chats,
            ASKED_AGAIN,
            key,
            now,
            expires_at=now + REMINDER_USEFUL_FOR,
            certificate=one.id,
            since=since,
        )
    return told
