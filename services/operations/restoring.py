"""A backup comes back: with all it holds, and without undoing what people decided since.

It is opened, checked and settled in a folder of its own. Only when all of that has succeeded does
it come into the place of the store, in one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.operations import key_rotation
from services.privacy import erasing
from services.sending import accounts
from store import records, settings
from store.connection import Tx
from store.errors import StoreError
from store.rows import epoch
from store.sealing.keys import KeyRing
from store.sqlite import archive, backup, replacing, restoring

BY = "command line"


class BotRuns(StoreError):
    """A process runs the bot on the store that is to be replaced."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a restored store differs in from its backup.

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
    """Restore `file` as the store at `path`.

    `ring` is what everything is sealed with from then on, `old_ring` opens the backup where that
    lacks its keys. With `nothing_since` nobody used the store after the backup was made, so that
    nothing has to be held back. What was there is kept in the folder `kept_in`.
    """

    path: Path
    file: Path
    ring: KeyRing
    old_ring: KeyRing | None
    nothing_since: bool
    kept_in: Path


def refuse_while_running(path: Path, now: datetime) -> None:
    """Raise `BotRuns` when a living process holds an account of the store at `path`."""
    for owner, until in replacing.lease_holders(path):
        if until > epoch(now) and accounts.is_another_alive(owner):
            raise BotRuns(
                f"`bekal run` uses {path}; stop it first (sudo systemctl stop bekal, or Ctrl+C)"
            )


def restore(request: Request, now: datetime) -> Restored:
    """Put the backup into the store's place. Raises `StoreError`; then nothing has changed."""
    refuse_while_running(request.path, now)
    try:
        with backup.workspace(request.path.parent, _room(request)) as folder:
            return _restore_in(folder, request, now)
    except OSError as error:
        why = f"{error.filename or request.path}: {error.strerror}"
        raise StoreError(f"nothing was restored and nothing has changed: {why}") from error


def _restore_in(folder: Path, request: Request, now: datetime) -> Restored:
    path, ready, present = request.path, folder / "ready", folder / "present"
    ring = request.ring.together_with(request.old_ring) if request.old_ring else request.ring
    header = archive.read_header(request.file)
    rows = backup.open_again(request.file, ready, ring, lambda: False)
    is_readable = path.exists() and replacing.copy_readable(path, present, request.ring)
    with replacing.prepared(ready, ring) as tx:
        is_known = is_readable and _is_same_store(tx, present, request.ring)
        settled = _settle(tx, present if is_known else None, request, header.made_at, now)
    kept = _put_in_place(request, ready, now, is_readable=is_readable)
    return Restored(header.made_at, sum(rows.values()), settled, is_known, kept)


def _settle(
    tx: Tx, present: Path | None, request: Request, made_at: datetime, now: datetime
) -> Settled:
    if present:
        restoring.attach(tx, present)
    tx.db.execute("BEGIN IMMEDIATE")
    settled = Settled()
    if present:
        settled = _as_it_went_on(tx, made_at, now)
    elif not request.nothing_since:
        settled = _as_it_may_have_gone_on(tx, now)
    restoring.release_accounts(tx)
    settings.forget(tx, key_rotation.UNDER_WAY)
    records.audit(tx, BY, "restore", f"backup:{epoch(made_at)}", now)
    replacing.seal_all_anew(tx)
    tx.db.execute("COMMIT")
    return settled


def _as_it_went_on(tx: Tx, made_at: datetime, now: datetime) -> Settled:
    """The store as it was before tells what happened since: that stays so."""
    restoring.take_over_facts(tx)
    known_until = restoring.present_knows_until(tx, made_at, now)
    gone = restoring.delete_what_is_gone(tx, known_until)
    restoring.take_over_decisions(tx)
    gone += erasing.keep_gone(tx, erasing.gone(tx), now)
    restoring.take_over_erasure_requests(tx)
    restoring.take_over_outbox(tx)
    restoring.forget_conversations(tx)
    return Settled(gone=gone)


def _as_it_may_have_gone_on(tx: Tx, now: datetime) -> Settled:
    """Nobody knows what happened since: what may have been done is not done again blindly."""
    restoring.forget_conversations(tx)
    return Settled(
        gone=erasing.keep_gone(tx, erasing.gone(tx), now),
        held=restoring.hold_what_was_due(tx, now),
        events=restoring.lay_events_aside(tx, now),
        codes=restoring.revoke_open_codes(tx, now),
    )


def _is_same_store(tx: Tx, present: Path, ring: KeyRing) -> bool:
    """Is the one at `present` what became of the backed up store, and no new one?"""
    with replacing.prepared(present, ring) as other:
        return settings.get(other, "store_name") == settings.get(tx, "store_name")


def _put_in_place(
    request: Request, ready: Path, now: datetime, *, is_readable: bool
) -> Path | None:
    """Returns where what was there is kept."""
    path, mark = request.path, f"{now:%Y-%m-%d-%H%M%S}"
    if not path.exists():
        replacing.put_in_place(ready, path)
        return None
    if not is_readable:
        with replacing.moved_aside(path, f"before-restore-{mark}") as aside:
            replacing.put_in_place(ready, path)
        return aside
    request.kept_in.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = request.kept_in / f"bekal-{mark}-before-restore.backup"
    backup.make(path, request.ring, kept, now)
    refuse_while_running(path, now)
    replacing.put_into(ready, path)
    return kept


def _room(request: Request) -> int:
    there = backup.size_of(request.path) if request.path.exists() else 0
    return 2 * request.file.stat().st_size + 3 * there
