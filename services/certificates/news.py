"""Tells people about a certificate's steps: after ten minutes, once, and only news.

Of several moves before a message is sent only the newest is told, and none if the certificate is
back where its people know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from programme.certificates import Certificate, Step, StepTaken, is_step_back, topic_of
from programme.discretion import find_forbidden
from programme.outbox import State
from programme.people import Contact, Link
from services.people.roles import actor_of, ensure_office
from services.sending import notices
from store import certificate_notices, certificates, collecting, contacts, outbox, people, records
from store.certificate_notices import Batch
from store.connection import Tx

WAIT = timedelta(minutes=10)
"""How long the office can still stop the messages about its moves."""

ABOUT = "certificate"
LONGEST_WAIT = timedelta(days=1)
"""Longer than quiet hours and the ten minutes together."""

CALENDAR = "system"
"""Sets steps by date, so the step before was no mistake."""

STAFF = "staff:"
"""The beginning of `roles.actor_of`: somebody of the office moved a certificate."""


@dataclass(slots=True)
class Reach:
    """Chats that news reaches, once each, and those it doesn't; `without_chat` are names."""

    chats: set[int] = field(default_factory=set)
    unreachable: set[int] = field(default_factory=set)
    opted_out: set[int] = field(default_factory=set)
    without_chat: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class News:
    """What a chat is told about one certificate.

    `is_correction`: what it knew no longer holds. `reason`: the office's explanation. `duplicate`:
    what replaces a lost certificate.
    """

    certificate: Certificate
    link: Link
    is_correction: bool
    reason: str | None
    duplicate: Certificate | None


def move(
    tx: Tx,
    certificate: Certificate,
    step: Step,
    reason: str | None,
    set_by: str,
    now: datetime,
    *,
    is_pending: bool = False,
) -> int:
    """The only way to move a certificate; returns the event's id.

    A waiting message then tells this step; answers about collecting it are dropped. `is_pending`:
    nobody has decided yet whether people are told.
    """
    if not is_pending:
        certificates.settle_pending_notice(tx, certificate.id)
    event_id = certificates.move(tx, certificate, step, reason, set_by, now, is_pending=is_pending)
    certificate_notices.follow(tx, certificate.id, event_id)
    collecting.forget(tx, certificate.id)
    return event_id


def reach(tx: Tx, moved: Iterable[Certificate], now: datetime) -> Reach:
    """Whom these certificates' steps concern, whether already taken or planned."""
    found = Reach()
    for certificate in moved:
        is_heard = False
        steps = certificates.steps(tx, certificate.id)
        for contact, link in _listeners(tx, certificate, now):
            is_heard = True
            if _known(tx, link, certificate.id, steps) is certificate.step:
                continue
            if not _wants(contact, link, certificate.step):
                found.opted_out.add(contact.id)
            elif contact.reachable:
                found.chats.add(contact.id)
            else:
                found.unreachable.add(contact.id)
        participant = people.by_id(tx, certificate.participant_id)
        if participant and not is_heard and participant.shown_name not in found.without_chat:
            found.without_chat.append(participant.shown_name)
    return found


def tell(tx: Tx, moved: Iterable[Certificate], now: datetime) -> Reach:
    """Queue the news of these certificates, one message a chat; returns whom it reaches."""
    moved = list(moved)
    reached = reach(tx, moved, now)
    parts: dict[int, list[tuple[int, int, Step | None]]] = {}
    chats: dict[int, Contact] = {}
    for certificate in moved:
        steps = certificates.steps(tx, certificate.id)
        for contact, link in _listeners(tx, certificate, now):
            known = _known(tx, link, certificate.id, steps)
            if known is certificate.step or not _wants(contact, link, certificate.step):
                continue
            waiting = certificate_notices.waiting(tx, certificate.id, contact.id)
            if waiting:
                outbox.postpone(tx, waiting, now + WAIT, now)
            else:
                chats[contact.id] = contact
                part = (certificate.id, steps[0].id, known)
                parts.setdefault(contact.id, []).append(part)
        certificates.settle_pending_notice(tx, certificate.id)
    for contact_id, told in parts.items():
        _queue(tx, chats[contact_id], told, now)
    return reached


def _queue(
    tx: Tx, contact: Contact, told: Sequence[tuple[int, int, Step | None]], now: datetime
) -> None:
    first = told[0][1]
    if notices.tell(tx, [contact], ABOUT, _key(first), now, not_before=now + WAIT, first=first):
        for certificate_id, event_id, known in told:
            key = f"{_key(first)}:{contact.id}"
            certificate_notices.add(tx, key, certificate_id, event_id, known)


def _key(first_event: int) -> str:
    return f"step:{first_event}"


def news_for(tx: Tx, contact: Contact, first_event: int, now: datetime) -> list[News]:
    """What a waiting message tells this chat; empty if it is no longer news."""
    key = f"{_key(first_event)}:{contact.id}"
    found = []
    for certificate_id, known in certificate_notices.told_in(tx, key):
        certificate = certificates.by_id(tx, certificate_id)
        if certificate is None or certificate.step is known:
            continue
        for listener, link in _listeners(tx, certificate, now):
            if listener.id == contact.id and _wants(contact, link, certificate.step):
                found.append(_news(tx, certificate, link, known))
    return found


def sample(tx: Tx, certificate: Certificate, reason: str | None, now: datetime) -> News | None:
    """The news for the first chat that would be told of a planned step, as a preview."""
    steps = certificates.steps(tx, certificate.id)
    for contact, link in _listeners(tx, certificate, now):
        known = _known(tx, link, certificate.id, steps)
        if known is not certificate.step and _wants(contact, link, certificate.step):
            is_back = known is not None and is_step_back(known, certificate.step)
            shown = reason if is_back and link.allows(topic_of(steps[0].new)) else None
            return News(certificate, link, is_back, shown, None)
    return None


def stop(tx: Tx, member: Contact, event_id: int, now: datetime) -> int:
    """Cancel the messages of the batch with this event; returns how many chats. Raises
    `NotAllowed`.
    """
    ensure_office(tx, member)
    rows = certificate_notices.drop_batch(tx, event_id)
    for row_id in rows:
        outbox.withdraw(tx, row_id, State.CANCELLED, "stopped", now)
    records.audit(tx, actor_of(member), "stop certificate news", f"step:{event_id}", now)
    return len(rows)


def waiting_batches(tx: Tx, member: Contact, now: datetime) -> list[Batch]:
    """Batches the office can still stop. Raises `NotAllowed`."""
    ensure_office(tx, member)
    return certificate_notices.waiting_batches(tx, now - LONGEST_WAIT)


def listeners(tx: Tx, certificate: Certificate, now: datetime) -> Iterator[tuple[Contact, Link]]:
    """Chats that are told about the certificate's step without asking."""
    for contact, link in _listeners(tx, certificate, now):
        if _wants(contact, link, certificate.step):
            yield contact, link


def _listeners(tx: Tx, certificate: Certificate, now: datetime) -> Iterator[tuple[Contact, Link]]:
    """Chats that may know the certificate's step, whether they want messages or not."""
    for link in contacts.links_to(tx, certificate.participant_id):
        contact = contacts.by_id(tx, link.contact_id)
        if contact and link.holds(now) and link.allows(topic_of(certificate.step)):
            yield contact, link


def _wants(contact: Contact, link: Link, step: Step) -> bool:
    return contact.reminders and link.wants(topic_of(step))


def _known(tx: Tx, link: Link, certificate_id: int, steps: Sequence[StepTaken]) -> Step | None:
    """The step this chat knows: the last it was told, or could have asked for."""
    told = certificate_notices.steps_told(tx, certificate_id, link.contact_id)
    could_ask = (taken.new for taken in steps if not taken.is_pending)
    allowed = (step for step in (*told, *could_ask) if link.allows(topic_of(step)))
    return next(allowed, None)


def _news(tx: Tx, certificate: Certificate, link: Link, known: Step | None) -> News:
    newest = certificates.steps(tx, certificate.id)[0]
    is_back = known is not None and is_step_back(known, certificate.step)
    return News(
        certificate,
        link,
        is_back and newest.set_by != CALENDAR,
        _reason_for(link, newest) if is_back else None,
        certificates.duplicate(tx, certificate.id),
    )


def _reason_for(link: Link, taken: StepTaken) -> str | None:
    """The office's reason for a step back, if this chat may know both steps."""
    if taken.old is None or taken.reason is None or not taken.set_by.startswith(STAFF):
        return None
    may_hear = is_step_back(taken.old, taken.new) and link.allows(topic_of(taken.old))
    return taken.reason if may_hear and not find_forbidden(taken.reason) else None
