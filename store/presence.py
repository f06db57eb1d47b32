"""Who was at a session, as the staff noted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.connection import Tx
from store.rows import epoch


@dataclass(frozen=True, slots=True)
class Noted:
    session_id: int
    participant_id: int
    was_there: bool


def keep(
    tx: Tx, session_id: int, participant_id: int, staff_id: int, now: datetime, *, was_there: bool
) -> None:
    """Note it in place of what was noted before."""
    tx.sql.keep_presence(
        session_id=session_id,
        participant_id=participant_id,
        present=was_there,
        staff_id=staff_id,
        at=epoch(now),
    )


def of_session(tx: Tx, session_id: int) -> dict[int, bool]:
    """Participant id → whether he was there, of those of whom it was noted."""
    rows = tx.sql.presence_of_session(session_id=session_id)
    return {participant_id: bool(present) for participant_id, present in rows}


def is_noted(tx: Tx, participant_id: int) -> bool:
    """Is anything noted of him?"""
    return bool(tx.sql.presence_is_noted(participant_id=participant_id))


def of_class(tx: Tx, programme_id: int, skill: str) -> list[Noted]:
    """All that was noted of a class, the oldest session first."""
    rows = tx.sql.presence_of_class(programme_id=programme_id, skill=skill)
    return [Noted(session_id, who, bool(present)) for session_id, who, present in rows]
