"""What participants allowed on paper: the office keeps the sheet, the store its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from programme.people import Participant, Topic
from store.connection import Tx
from store.rows import epoch, joined, moment, split


@dataclass(frozen=True, slots=True)
class PaperConsent:
    """`paper` is the number on the sheet, `topics` what his family may hear by it."""

    id: int
    paper: str
    topics: frozenset[Topic]
    given_at: datetime


def add(
    tx: Tx, participant: Participant, paper: str, topics: frozenset[Topic], now: datetime
) -> int:
    return int(
        tx.sql.add_paper_consent(
            participant_id=participant.id,
            who=tx.seal(participant.number, "consents.who"),
            topics=joined(topics),
            paper=tx.seal(paper, "consents.paper"),
            at=epoch(now),
        )
    )


def held(tx: Tx, participant_id: int) -> list[PaperConsent]:
    """Those that were not withdrawn, the oldest first."""
    rows = tx.sql.paper_consents_of(participant_id=participant_id)
    return [
        PaperConsent(
            ident,
            tx.keys.open(paper, "consents.paper"),
            frozenset(Topic(topic) for topic in split(topics)),
            moment(given_at),
        )
        for ident, topics, paper, given_at in rows
    ]


def withdraw(tx: Tx, consent_id: int, participant_id: int, now: datetime) -> bool:
    """End it, with the links and the unused codes that rest on it. False when it is over."""
    at = epoch(now)
    if not tx.sql.withdraw_paper_consent(id=consent_id, participant_id=participant_id, at=at):
        return False
    tx.sql.end_links_of_consent(id=consent_id, participant_id=participant_id, at=at)
    tx.sql.revoke_invites_of_consent(id=consent_id, at=at)
    return True
