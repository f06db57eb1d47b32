"""Who said that he comes to a session, and who can't."""

from __future__ import annotations

from datetime import datetime

from store.connection import Tx
from store.rows import epoch


def keep(
    tx: Tx, session_id: int, participant_id: int, contact_id: int, *, coming: bool, now: datetime
) -> None:
    """Keep an answer in place of an earlier one."""
    tx.sql.keep_attendance(
        session_id=session_id,
        participant_id=participant_id,
        contact_id=contact_id,
        coming=coming,
        at=epoch(now),
    )


def forget(tx: Tx, session_id: int) -> None:
    """Forget all answers: the session is no longer the one people answered about."""
    tx.sql.forget_attendance(session_id=session_id)


def take_back(tx: Tx, session_id: int, contact_id: int) -> None:
    """Delete this chat's answers about the session."""
    tx.sql.take_back_attendance(session_id=session_id, contact_id=contact_id)


def absences(tx: Tx, contact_id: int, now: datetime) -> list[int]:
    """The ids of coming sessions of which this chat said "can't come", the newest answer first."""
    return [ident for (ident,) in tx.sql.absences_noted_by(contact_id=contact_id, now=epoch(now))]


def by_participant(tx: Tx, session_id: int) -> dict[int, bool]:
    """Participant id → whether he comes, of those who or for whom somebody said."""
    rows = tx.sql.attendance_by_participant(session_id=session_id)
    return {participant_id: bool(coming) for participant_id, coming in rows}


def of_session(tx: Tx, session_id: int) -> list[tuple[str, bool]]:
    """The answers as (name, is coming), in the order in which they came."""
    rows = tx.sql.attendance_of(session_id=session_id)
    return [(tx.keys.open(name, "participants.name"), bool(coming)) for name, coming in rows]
