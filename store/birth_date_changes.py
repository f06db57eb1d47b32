"""Birth dates of linked participants that differ on a list, until the office decides."""

from __future__ import annotations

from datetime import date, datetime

from store.connection import Tx
from store.rows import epoch

_PLACE = "birth_date_changes.birth_date"


def keep(tx: Tx, participant_id: int, birth_date: date, now: datetime) -> None:
    """Keep `birth_date` for a decision, in place of an earlier one."""
    sealed = tx.seal(birth_date.isoformat(), _PLACE)
    tx.sql.keep_birth_date_change(participant_id=participant_id, birth_date=sealed, at=epoch(now))


def known(tx: Tx, participant_id: int) -> date | None:
    """The other birth date that waits, or that the office decided to leave."""
    row = tx.sql.birth_date_change(participant_id=participant_id)
    return date.fromisoformat(tx.keys.open(row[0], _PLACE)) if row else None


def waiting(tx: Tx) -> list[tuple[int, date]]:
    """What waits, as (participant's id, birth date), the oldest first."""
    return [
        (participant_id, date.fromisoformat(tx.keys.open(sealed, _PLACE)))
        for participant_id, sealed in tx.sql.waiting_birth_date_changes()
    ]


def leave(tx: Tx, participant_id: int, now: datetime) -> bool:
    """The office keeps the stored date; the list's date isn't asked about again."""
    return bool(tx.sql.leave_birth_date(participant_id=participant_id, at=epoch(now)))


def forget(tx: Tx, participant_id: int) -> bool:
    return bool(tx.sql.forget_birth_date_change(participant_id=participant_id))
