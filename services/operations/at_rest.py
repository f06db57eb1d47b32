"""The state of the stored data: audit, backups, key rotation, tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.people import Role
from services.operations import auditing, backups, key_rotation
from services.operations.auditing import Broken
from services.operations.backups import BackupHealth
from services.people.roles import office_chats
from services.tickets import tickets
from services.tickets.tickets import Counts
from store.connection import Tx
from store.sealing import row_seals

TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AtRest:
    """`broken` is where the audit was tampered with, `distrusted` what was written without the
    key in the last `TOLD_FOR`; `is_rotating` while a new key comes in.
    """

    broken: Broken | None
    distrusted: list[str]
    backup: BackupHealth
    is_rotating: bool
    tickets: Counts
    has_admin: bool
    """Has an admin a chat?"""


def examine(tx: Tx, now: datetime) -> AtRest:
    return AtRest(
        broken=auditing.verify(tx),
        distrusted=row_seals.distrusted_since(tx.db, tx.keys, now - TOLD_FOR),
        backup=backups.health(tx),
        is_rotating=key_rotation.is_under_way(tx),
        tickets=tickets.counts(tx, now),
        has_admin=bool(office_chats(tx, Role.ADMIN)),
    )
