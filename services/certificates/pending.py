"""Steps from lists that people have not been told yet: previewed, then sent on request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from programme.certificates import Certificate
from services.certificates import news
from services.certificates.news import News, Reach
from store import certificates, people, records
from store.connection import Tx


@dataclass(frozen=True, slots=True)
class Pending:
    """`sample` is what one of the people told would read."""

    moved: tuple[Certificate, ...] = ()
    reach: Reach = field(default_factory=Reach)
    sample: News | None = None


def pending(tx: Tx, now: datetime) -> Pending:
    moved = certificates.with_pending_notice(tx)
    samples = (news.sample(tx, one, None, now) for one in moved)
    return Pending(
        tuple(moved),
        news.reach(tx, moved, now),
        next((sample for sample in samples if sample), None),
    )


def tell(tx: Tx, previewed: Pending, by: str, now: datetime) -> set[int]:
    """Tell people what was previewed, if unchanged; returns the chats told."""
    seen = {(one.id, one.step) for one in previewed.moved}
    standing = [one for one in certificates.with_pending_notice(tx) if (one.id, one.step) in seen]
    for one in standing:
        participant = people.by_id(tx, one.participant_id)
        if participant:
            records.audit(tx, by, f"tell of certificate: {one.step}", participant.uid, now)
    return news.tell(tx, standing, now).chats
