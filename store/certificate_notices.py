"""Which certificates' steps a message in the outbox tells, and what its chat knew before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.certificates import Step
from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class Batch:
    """What was set at one moment by one hand and still waits to be told.

    `event_id` is one of its steps, by which it is found; `step` is where all of it went, None for
    several. `chats` are to be told, from `at` on.
    """

    event_id: int
    step: Step | None
    chats: int
    at: datetime


def add(tx: Tx, outbox_key: str, certificate_id: int, event_id: int, known: Step | None) -> None:
    """The message with this key tells of this step to a chat that knew of `known`."""
    tx.sql.add_certificate_notice(
        key=outbox_key, certificate_id=certificate_id, event_id=event_id, known=known
    )


def told_in(tx: Tx, outbox_key: str) -> list[tuple[int, Step | None]]:
    """The certificates a message tells of, each with the step its chat knew before."""
    rows = tx.sql.certificates_told_in(key=outbox_key)
    return [(certificate_id, Step(known) if known else None) for certificate_id, known in rows]


def follow(tx: Tx, certificate_id: int, event_id: int) -> None:
    """What waits to be told of this certificate tells its newest step."""
    tx.sql.follow_certificate(certificate_id=certificate_id, event_id=event_id)


def waiting(tx: Tx, certificate_id: int, contact_id: int) -> int | None:
    """The outbox row that waits to tell this chat of the certificate."""
    found: int | None = tx.sql.waiting_certificate_notice(
        certificate_id=certificate_id, contact_id=contact_id
    )
    return found


def steps_told(tx: Tx, certificate_id: int, contact_id: int) -> list[Step]:
    """The steps that went out to this chat, the newest first."""
    rows = tx.sql.steps_told(certificate_id=certificate_id, contact_id=contact_id)
    return [Step(step) for (step,) in rows]


def waiting_batches(tx: Tx, since: datetime) -> list[Batch]:
    """What was set since then and waits, the oldest first."""
    rows = tx.sql.waiting_batches(since=epoch(since))
    return [
        Batch(event_id, Step(first) if first == last else None, chats, moment(at))
        for event_id, first, last, chats, at in rows
    ]


def drop_batch(tx: Tx, event_id: int) -> list[int]:
    """Take the steps of a batch out of what waits; returns the outbox rows left empty by it."""
    empty = []
    for row_id, key in list(tx.sql.waiting_of_batch(event_id=event_id)):
        tx.sql.drop_batch_from_notice(key=key, event_id=event_id)
        if not told_in(tx, key):
            empty.append(row_id)
    return empty


def asks_about_ready(tx: Tx, row_id: int) -> bool:
    """Does this message ask who collects a certificate that is ready still?"""
    return bool(tx.sql.asks_about_ready(row_id=row_id))
