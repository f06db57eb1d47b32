"""Make a backup every day, delete old ones, and tell the admins when one fails."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path

import structlog

from programme.outbox import State
from programme.people import Role
from services.people.roles import office_chats
from services.sending import notices
from services.sending.outbox import Withdrawn
from store import archive, records, settings
from store.connection import Store, Tx
from store.engine import Made
from store.errors import StoreError
from store.workspace import BrokenOff, is_being_made_in

log = structlog.get_logger()

BEGUN = "backups begun"
MADE = "backup made"
FAILED = "backup failed"
"""Names under which it is kept since when backups are to be made, and how the last ones went."""

WHY = "backup_failure"
"""What was wrong the last time, until a backup is made."""

TRIED_AGAIN_AFTER = timedelta(hours=1)
NAMES = "bekal-*.backup"


@dataclass(frozen=True, slots=True)
class BackupRules:
    """Where backups go, at which time of day in `zone`, and for how long they are kept."""

    folder: Path
    at: time
    zone: tzinfo
    kept: timedelta


@dataclass(frozen=True, slots=True)
class BackupHealth:
    """Since when backups are to be made, when the last one was; why the last try failed, if so."""

    begun_at: datetime | None
    made_at: datetime | None
    failed_because: str | None


async def back_up_when_due(rules: BackupRules, store: Store, now: datetime) -> int:
    """Make the day's backup once its time has come; returns how many were made.

    Runs on a thread, beside the bot's own work. Ends early when it is cancelled.
    """
    if not await store.write(lambda tx: is_due(tx, rules, now)):
        return 0
    is_stopped = threading.Event()
    try:
        made = await asyncio.to_thread(_make, store, rules, now, is_stopped)
    except BrokenOff:
        return 0
    except StoreError as error:
        why = str(error)
        log.error("backup failed", why=why)  # noqa: TRY400
        await store.write(lambda tx: note_failure(tx, why, now))
        return 0
    finally:
        is_stopped.set()
    log.info("backup made", rows=made.rows, bytes=made.size)
    await store.write(lambda tx: note_made(tx, now))
    await _prune_or_note(rules, store, now)
    return 1


def is_due(tx: Tx, rules: BackupRules, now: datetime) -> bool:
    """Has its time of day passed since the last one? A new store's first comes the next day."""
    done_at = settings.job_ran_at(tx, MADE) or settings.job_ran_at(tx, BEGUN)
    if done_at is None:
        settings.keep_job_run(tx, BEGUN, now)
        return False
    failed_at = settings.job_ran_at(tx, FAILED)
    if failed_at and now - failed_at < TRIED_AGAIN_AFTER:
        return False
    return done_at < _last_moment(rules, now)


def note_made(tx: Tx, now: datetime) -> None:
    settings.keep_job_run(tx, MADE, now)
    settings.forget(tx, WHY)


def note_failure(tx: Tx, why: str, now: datetime) -> None:
    """Store the reason, and tell the admins once a day."""
    settings.keep_job_run(tx, FAILED, now)
    settings.keep(tx, WHY, why)
    key = f"backup failed:{now:%Y-%m-%d}"
    notices.tell(tx, office_chats(tx, Role.ADMIN), "backup failed", key, now)


def still_failing(tx: Tx, *_: object) -> str | Withdrawn:
    """To the admins: why there is no backup."""
    return settings.get(tx, WHY) or Withdrawn(State.CANCELLED, "made since")


def health(tx: Tx) -> BackupHealth:
    return BackupHealth(
        settings.job_ran_at(tx, BEGUN), settings.job_ran_at(tx, MADE), settings.get(tx, WHY)
    )


def made_by_command(tx: Tx, by: str) -> list[datetime]:
    """When `bekal backup` has written a file, as far as the audit goes back."""
    return [
        each.at for each in records.audited(tx) if (each.actor, each.action) == (by, "back up")
    ]


def needed_keys(folder: Path, among: Collection[int]) -> set[int]:
    """Those of the keys `among` that a backup in `folder` needs to be restored.

    Looks at all backups, whatever their names. While one is being made, all keys may be needed.
    """
    if is_being_made_in(folder):
        return set(among)
    headers = [header for _, header in _backups(folder, "*")]
    needed = {number for each in headers for number in ({each.key} | each.keys)}
    return needed.intersection(among)


def prune(folder: Path, before: datetime) -> int:
    """Delete backups older than `before`; returns how many. Raises `OSError`."""
    old = [file for file, header in _backups(folder, NAMES) if header.made_at < before]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _make(store: Store, rules: BackupRules, now: datetime, is_stopped: threading.Event) -> Made:
    try:
        rules.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{rules.folder} can't be made: {error.strerror}") from error
    file = rules.folder / f"bekal-{now.astimezone(rules.zone):%Y-%m-%d-%H%M}.backup"
    return store.back_up(file, now, is_stopped.is_set)


async def _prune_or_note(rules: BackupRules, store: Store, now: datetime) -> None:
    """Delete old backups. The day's backup counts as made even when that fails."""
    try:
        await asyncio.to_thread(prune, rules.folder, now - rules.kept)
    except OSError as error:
        why = f"{error.filename} can't be deleted: {error.strerror}; see whose it is, delete it"
        log.error("old backup not deleted", why=why)  # noqa: TRY400
        await store.write(lambda tx: settings.keep(tx, WHY, why))


def _backups(folder: Path, names: str) -> list[tuple[Path, archive.Header]]:
    found: list[tuple[Path, archive.Header]] = []
    for file in sorted(folder.glob(names)):
        with suppress(archive.Unusable, OSError):
            found.append((file, archive.read_header(file)))
    return found


def _last_moment(rules: BackupRules, now: datetime) -> datetime:
    """When it was last time, today or yesterday."""
    local = now.astimezone(rules.zone)
    moment = datetime.combine(local.date(), rules.at, rules.zone)
    return moment if moment <= local else moment - timedelta(days=1)
