"""Restore a backup without undoing what people decided since it was made.

The backup is opened, checked and settled in a folder of its own. Only when all of that has
succeeded does it replace the store, in one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from services.operations import key_rotation
from services.privacy import erasing
from services.sending import accounts
from store import erasures, records, restoring, settings
from store.connection import Tx
from store.engine import Engine, Present
from store.errors import StoreError
from store.rows import epoch
from store.sealing.keys import KeyRing
from store.sealing.sealed import seal_all_anew

BY = "command line"


class BotRuns(StoreError):
    """A process runs the bot on the store that is to be replaced."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How a restored store differs from its backup.

    `gone` counts people and chats that were erased since, `held` messages that may have gone out
    since, `events` questions that may have been answered since, `codes` that may have been used.
    """

    gone: int = 0
    held: int = 0
    events: int = 0
    codes: int = 0


@dataclass(frozen=True, slots=True)
class Restored:
    """`made_at` is the backup's time; `kept` is where what was there before is now, if anything.

    `is_known` says whether the store as it was before told what happened since the backup.
    """

    made_at: datetime
    rows: int
    settled: Settled
    is_known: bool
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Request:
    """Restore `file` as the store of `engine`.

    `ring` is what everything is sealed with from then on, `old_ring` opens the backup where that
    lacks its keys. With `nothing_since` nobody used the store after the backup was made, so that
    nothing has to be held back. What was there is kept in the folder `kept_in`.
    """

    engine: Engine
    file: Path
    ring: KeyRing
    old_ring: KeyRing | None
    nothing_since: bool
    kept_in: Path


def refuse_while_running(engine: Engine, now: datetime) -> None:
    """Raise `BotRuns` when a living process holds an account of the store."""
    for owner, until in engine.lease_holders():
        if until > epoch(now) and accounts.is_another_alive(owner):
            raise BotRuns(
                f"`bekal run` uses {engine.label}; "
                "stop it first (sudo systemctl stop bekal, or Ctrl+C)"
            )


def restore(request: Request, now: datetime) -> Restored:
    """Put the backup into the store's place. Raises `StoreError`; then nothing has changed."""
    engine = request.engine
    refuse_while_running(engine, now)
    with engine.incoming(request.file, request.ring, request.old_ring) as incoming:
        made_at = incoming.header.made_at
        with incoming.settling() as (db, present):
            settled = _settle(Tx(db, incoming.ring), present, request, made_at, now)
        kept = incoming.put_in_place(
            request.kept_in, now, partial(refuse_while_running, engine, now)
        )
        return Restored(made_at, incoming.rows, settled, incoming.is_known, kept)


def _settle(
    tx: Tx, present: Present | None, request: Request, made_at: datetime, now: datetime
) -> Settled:
    settled = Settled()
    if present:
        settled = _as_it_went_on(tx, present, made_at, now)
    elif not request.nothing_since:
        settled = _as_it_may_have_gone_on(tx, now)
    restoring.release_accounts(tx)
    settings.forget(tx, key_rotation.UNDER_WAY)
    records.audit(tx, BY, "restore", f"backup:{epoch(made_at)}", now)
    seal_all_anew(tx.db, tx.keys)
    return settled


def _as_it_went_on(tx: Tx, present: Present, made_at: datetime, now: datetime) -> Settled:
    """Take over what happened since the backup, which the present store tells."""
    gone = present.take_over_people(made_at, now)
    gone += erasing.keep_gone(tx, erasures.gone(tx), now)
    present.take_over_messages()
    restoring.forget_conversations(tx)
    return Settled(gone=gone)


def _as_it_may_have_gone_on(tx: Tx, now: datetime) -> Settled:
    """Nobody knows what happened since: hold back whatever may have been done already."""
    restoring.forget_conversations(tx)
    return Settled(
        gone=erasing.keep_gone(tx, erasures.gone(tx), now),
        held=restoring.hold_what_was_due(tx, now),
        events=restoring.lay_events_aside(tx, now),
        codes=restoring.revoke_open_codes(tx, now),
    )
