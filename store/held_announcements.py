"""What instructors wrote that the office has to confirm before it goes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.changes import Draft, HeldState, SessionChange
from store.connection import Tx
from store.rows import epoch


@dataclass(frozen=True, slots=True)
class Held:
    id: int
    drafts: tuple[Draft, ...]
    by_contact: int
    state: HeldState


def add(tx: Tx, drafts: Sequence[Draft], by_contact: int, expires_at: datetime) -> int:
    """Times are UTC."""
    body = [(each.session_id, each.version, each.change.to_json()) for each in drafts]
    return int(
        tx.sql.add_held(
            body=tx.seal(json.dumps(body), "held_announcements.body"),
            by_contact=by_contact,
            expires_at=epoch(expires_at),
        )
    )


def by_id(tx: Tx, held_id: int) -> Held | None:
    row = tx.sql.held_by_id(id=held_id)
    if row is None:
        return None
    ident, body, by_contact, state = row
    drafts = tuple(
        Draft(session_id, version, SessionChange.from_json(change))
        for session_id, version, change in json.loads(
            tx.keys.open(body, "held_announcements.body")
        )
    )
    return Held(ident, drafts, by_contact, HeldState(state))


def settle(tx: Tx, held_id: int, state: HeldState) -> bool:
    """False when it doesn't wait any more."""
    return bool(tx.sql.settle_held(id=held_id, state=state))


def past(tx: Tx, now: datetime) -> list[int]:
    """Those that wait though their time is over."""
    return [ident for (ident,) in tx.sql.held_past(now=epoch(now))]


def forget(tx: Tx, before: datetime) -> int:
    """Forget the settled ones whose time was over before then; returns how many."""
    return int(tx.sql.forget_held(before=epoch(before)))
