"""Proofs for employers: a holder makes and revokes them, others check them.

They belong to the participant, whichever of his chats asked: on a new phone he sees and ends the
old ones. An ended link leaves them; deleting the chat that asked, or the participant, ends them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme.certificates import Certificate
from programme.discretion import find_forbidden
from programme.employer_proofs import (
    DURATIONS,
    EmployerProof,
    Standing,
    Statement,
    can_be_proven,
    has_room,
    standing,
    statement_of,
)
from programme.people import Contact, Participant
from services.people import own_links
from services.people.codes import ALPHABET, plain_code
from store import certificates, employer_proofs, people, records
from store.connection import Tx

CODE_LENGTH = 26
"""Signs of `ALPHABET`: 128.8 bits, which nobody guesses."""

KEPT_AFTER_END = timedelta(days=90)
"""How long the page still says that a proof has ended."""


class NoOwnChat(Exception):
    """This chat isn't a participant's own on his own phone."""


class NotProvable(Exception):
    """There is no such certificate of his, or it can't be proven (any more)."""


class TooManyProofs(Exception):
    """He has to revoke a proof before making another."""


@dataclass(frozen=True, slots=True)
class Held:
    """A proof and its current state."""

    proof: EmployerProof
    standing: Standing


def provable(tx: Tx, contact: Contact, now: datetime, today: date) -> list[Certificate]:
    """The chat's own certificates that can be proven today. Raises `NoOwnChat`."""
    return [
        certificate
        for participant in _participants(tx, contact, now)
        for certificate in certificates.of_participant(tx, participant.id)
        if can_be_proven(certificate, today)
    ]


def state(
    tx: Tx, contact: Contact, certificate_id: int, now: datetime, today: date, *, named: bool
) -> Statement:
    """What a proof of this certificate says. Raises `NoOwnChat`, `NotProvable`."""
    _, _, statement = _stated(tx, contact, certificate_id, now, today, named=named)
    return statement


def issue(
    tx: Tx,
    contact: Contact,
    certificate_id: int,
    days: int,
    now: datetime,
    today: date,
    *,
    named: bool,
) -> tuple[EmployerProof, str]:
    """A new proof, checkable for one of `DURATIONS` in days, and its code.

    Raises `NoOwnChat`, `NotProvable`, `TooManyProofs`.
    """
    holder, certificate, statement = _stated(tx, contact, certificate_id, now, today, named=named)
    if not has_room(each.standing for each in _held_by(tx, holder, now, today)):
        raise TooManyProofs
    lasts = timedelta(days=days if days in DURATIONS else DURATIONS[0])
    code = _new_code()
    proof = employer_proofs.add(
        tx, code, contact, holder.id, certificate.id, statement, now, now + lasts
    )
    records.audit(tx, f"contact:{contact.uid}", "issue employer proof", holder.uid, now)
    return proof, code


def held(tx: Tx, contact: Contact, now: datetime, today: date) -> list[Held]:
    """The proofs of this chat's participant, the newest first. Raises `NoOwnChat`."""
    return [
        each
        for participant in _participants(tx, contact, now)
        for each in _held_by(tx, participant, now, today)
    ]


def take_back(tx: Tx, contact: Contact, proof_id: int, now: datetime) -> bool:
    """Revoke one of his own proofs. False if there is none. Raises `NoOwnChat`."""
    for participant in _participants(tx, contact, now):
        for proof in employer_proofs.of_participant(tx, participant.id):
            if proof.id == proof_id and employer_proofs.revoke(tx, proof.id, now):
                actor = f"contact:{contact.uid}"
                records.audit(tx, actor, "revoke employer proof", participant.uid, now)
                return True
    return False


def check(tx: Tx, code: str, now: datetime, today: date) -> Held | None:
    """The proof of a code as written; None if there is none."""
    proof = employer_proofs.by_code(tx, plain_code(code))
    return _weighed(tx, proof, now, today) if proof else None


def places_of_ended(tx: Tx, now: datetime, today: date) -> Iterator[int]:
    """The places whose proof does not hold now, for good or for a time."""
    for place, proof in employer_proofs.by_place(tx, now):
        now_stands = _weighed(tx, proof, now, today).standing if proof else Standing.TAKEN_BACK
        if now_stands is not Standing.VALID:
            yield place


def forget_old(tx: Tx, now: datetime) -> int:
    """Delete proofs that ended long ago; returns how many."""
    return employer_proofs.forget(tx, now - KEPT_AFTER_END)


def _participants(tx: Tx, contact: Contact, now: datetime) -> list[Participant]:
    own = own_links.of_chat(tx, contact, now)
    found = people.by_ids(tx, (link.participant_id for link in own))
    if not found:
        raise NoOwnChat
    return found


def _stated(
    tx: Tx, contact: Contact, certificate_id: int, now: datetime, today: date, *, named: bool
) -> tuple[Participant, Certificate, Statement]:
    certificate = certificates.by_id(tx, certificate_id)
    for participant in _participants(tx, contact, now):
        if (
            certificate
            and certificate.participant_id == participant.id
            and can_be_proven(certificate, today)
        ):
            name = participant.shown_name if named else None
            return participant, certificate, statement_of(certificate, name)
    raise NotProvable


def _held_by(tx: Tx, participant: Participant, now: datetime, today: date) -> list[Held]:
    proofs = employer_proofs.of_participant(tx, participant.id)
    return [_weighed(tx, proof, now, today) for proof in proofs]


def _weighed(tx: Tx, proof: EmployerProof, now: datetime, today: date) -> Held:
    certificate = certificates.by_id(tx, proof.certificate_id)
    participant = people.by_id(tx, proof.participant_id)
    if certificate is None or participant is None:
        raise LookupError(f"employer proof {proof.id} outlived its certificate")
    return Held(proof, standing(proof, certificate, participant.shown_name, now, today))


def _new_code() -> str:
    """Never with a forbidden word in it."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not find_forbidden(code):
            return code
