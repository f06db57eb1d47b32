"""Consent of participants without a chat: given on paper, recorded by the office.

A family code from the office, and its link, are based on a paper (UU PDP 27/2022, Art. 22) and end
with it. Refusing or withdrawing has no disadvantage.
"""

from __future__ import annotations

import re
from datetime import datetime

from programme.people import Contact, Participant, Topic
from services.people.roles import ensure_office
from store import paper_consents, people, records
from store.connection import Tx

SHORTEST_NAME = 3


def is_named(paper: str) -> bool:
    """Does it say which paper and whom it names ("P-17, Siti Aminah")?"""
    return any(char.isdigit() for char in paper) and any(
        len(word) >= SHORTEST_NAME for word in re.findall(r"[^\W\d_]+", paper)
    )


def record(
    tx: Tx, participant: Participant, paper: str, topics: frozenset[Topic], by: str, now: datetime
) -> int:
    """Record that he lets his family know `topics`; the same paper is kept once."""
    for known in paper_consents.held(tx, participant.id):
        if (known.paper.casefold(), known.topics) == (paper.casefold(), topics):
            return known.id
    records.audit(tx, by, "record consent", participant.uid, now)
    return paper_consents.add(tx, participant, paper, topics, now)


def withdraw(tx: Tx, by: Contact, participant_id: int, consent_id: int, now: datetime) -> bool:
    """End what is based on a paper: family links and unused codes. Nobody is told.

    False if there is no such consent (any more). Raises `NotAllowed`.
    """
    member = ensure_office(tx, by)
    participant = people.by_id(tx, participant_id)
    if participant is None or not paper_consents.withdraw(tx, consent_id, participant_id, now):
        return False
    records.audit(tx, f"staff:{member.id}", "withdraw consent", participant.uid, now)
    return True
