"""Checks what is stored: disk, key, audit, backups, tickets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.config.settings import Settings
from bot.finding import Finding, Level
from bot.storage import engine_of
from services.operations.at_rest import AtRest
from services.operations.backups import BackupRules
from store.migrations import newest
from store.sealing.row_seals import FIX
from store.workspace import SPARE

BACKUP_IS_LATE = timedelta(hours=36)
MOST_ROWS = 5
ROOM_BELOW = 200 * 2**20
"""Bytes: with less, other programs soon fill the disk."""


def findings(settings: Settings, at_rest: AtRest, now: datetime) -> Iterator[Finding]:
    yield Finding(Level.OK, "schema", f"{newest()}, the newest this Bekal knows")
    yield from _disk(settings)
    if at_rest.is_rotating:
        fix = "finish it with `bekal key rotate`"
        yield Finding(Level.NOTE, "key", "a rotation was begun and not ended", fix)
    yield _audit(at_rest)
    yield _rows(at_rest)
    if not at_rest.has_admin:
        fix = "`bekal invite --staff NAME` makes a code for one on the staff list"
        yield Finding(Level.NOTE, "admins", "none has a chat", fix)
    yield _backup(settings.backup, at_rest, now)
    yield _tickets(at_rest)


def _disk(settings: Settings) -> Iterator[Finding]:
    """A backup needs twice what is stored, on its own disk."""
    stored = engine_of(settings).size()
    needed = {settings.store.parent: ROOM_BELOW}
    if settings.backup and settings.backup.folder.exists():
        needed[settings.backup.folder] = max(ROOM_BELOW, 2 * stored + SPARE)
    for folder, bytes_ in needed.items():
        free = shutil.disk_usage(folder).free
        says = f"{free // 2**20} MB left at {folder}"
        if free < bytes_:
            fix = f"free some space, {bytes_ // 2**20} MB are needed"
            yield Finding(Level.PROBLEM, "disk", says, fix)
        else:
            yield Finding(Level.OK, "disk", says)


def _audit(at_rest: AtRest) -> Finding:
    if at_rest.broken is None:
        return Finding(Level.OK, "audit", "whole")
    says = f"entry {at_rest.broken.entry}: {at_rest.broken.what}"
    return Finding(Level.PROBLEM, "audit", says, FIX)


def _rows(at_rest: AtRest) -> Finding:
    """Those that say who may what."""
    if not at_rest.distrusted:
        return Finding(Level.OK, "roles and links", "whole")
    shown = ", ".join(at_rest.distrusted[:MOST_ROWS])
    says = f"{len(at_rest.distrusted)} written without the key: {shown}"
    fix = f"{FIX}; what was changed gives no access, so give those people new codes"
    return Finding(Level.PROBLEM, "roles and links", says, fix)


def _backup(rules: BackupRules | None, at_rest: AtRest, now: datetime) -> Finding:
    health = at_rest.backup
    last = f"the last is of {health.made_at:%Y-%m-%d %H:%M} UTC" if health.made_at else "none yet"
    if health.failed_because:
        what, _, fix = health.failed_because.partition("; ")
        return Finding(Level.PROBLEM, "backup", f"{last}, a try failed: {what}", fix)
    if rules is None:
        fix = "set [backup] folder, or copy with `bekal backup`"
        return Finding(Level.NOTE, "backup", f"{last}, and none is made by itself", fix)
    since = health.made_at or health.begun_at
    if since and now - since > BACKUP_IS_LATE:
        return Finding(Level.PROBLEM, "backup", last, "the bot has to run at [backup] at")
    return Finding(Level.OK, "backup", f"{last}, the next at {rules.at:%H.%M}")


def _tickets(at_rest: AtRest) -> Finding:
    waiting = at_rest.tickets.waiting
    if at_rest.tickets.overdue:
        says = f"{waiting} waiting, {at_rest.tickets.overdue} overdue"
        return Finding(Level.NOTE, "tickets", says, "answer them in the office's chat")
    return Finding(Level.OK, "tickets", f"{waiting} waiting")
