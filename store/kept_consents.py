"""Consents that outlive their chat and their participant, to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """What somebody agreed to. `who` names a chat and participant numbers, `paper` a sheet."""

    who: str
    version: str
    language: str
    paper: str
    given_at: datetime
    withdrawn_at: datetime | None
    ended_at: datetime | None


def note_ended(tx: Tx, now: datetime) -> None:
    """Note of those whose chat and participant are gone that they are, from now on."""
    tx.sql.note_ended_consents(at=epoch(now))


def forget(tx: Tx, before: datetime, most: int) -> int:
    """Those whose chat and participant were gone before then."""
    return int(tx.sql.forget_some_consents(before=epoch(before), most=most))


def everybodys(tx: Tx) -> list[KeptConsent]:
    """All, also of chats that are gone, the oldest first."""
    return [_kept(tx, *row) for row in tx.sql.all_consents()]


def _kept(
    tx: Tx, who: bytes, version: str, language: str, paper: bytes, *times: Any
) -> KeptConsent:
    given_at, withdrawn_at, ended_at = times
    return KeptConsent(
        who=tx.open(who, "consents.who") or "",
        version=version,
        language=language,
        paper=tx.open(paper, "consents.paper") or "",
        given_at=moment(given_at),
        withdrawn_at=moment(withdrawn_at),
        ended_at=moment(ended_at),
    )
