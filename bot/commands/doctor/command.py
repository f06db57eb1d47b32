"""`bekal doctor`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.channels import configured as channels
from bot.commands.configured import Config, settings_of
from bot.commands.doctor import addresses, at_rest as doctor_at_rest
from bot.commands.outcome import print_json
from bot.config.settings import CONFIG_FILE, Settings, holds_token
from bot.finding import Finding, Level
from programme.outbox import State
from services.operations import at_rest
from services.operations.health import AccountHealth, Health, examine
from store.connection import inspect
from store.errors import StoreError

CLOCK_MAY_BE_BEHIND = timedelta(minutes=5)

SLOW = timedelta(minutes=5)
"""A message due for so long means that nothing sends it."""


def doctor(
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Report how the bot is doing, its problems and how to fix them. Changes nothing."""
    settings = settings_of(config)
    findings = list(examine_all(settings, datetime.now(UTC)))
    is_well = all(finding.level is not Level.PROBLEM for finding in findings)
    if as_json:
        print_json({"ok": is_well, "findings": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            typer.echo(str(finding))
    raise typer.Exit(0 if is_well else 1)


def examine_all(settings: Settings, now: datetime) -> Iterator[Finding]:
    accounts = channels.accounts_of(settings)
    fixes = {each.name: each.capabilities.fixes for each in accounts}
    yield _configuration(settings)
    yield from channels.findings(settings, now)
    yield from addresses.listener(settings)
    if not settings.security.key:
        yield from _key_file(settings.security.key_file)
    try:
        health, stored = inspect(
            settings.store,
            settings.security.key_file,
            settings.security.key,
            lambda tx: (examine(tx, fixes, now), at_rest.examine(tx, now)),
        )
    except StoreError as error:
        what, _, fix = str(error).partition("; ")
        yield Finding(Level.PROBLEM, "store", what, fix)
        return
    yield _store_file(settings.store)
    for account in health.accounts:
        yield _account(account, fixes[account.channel])
    yield from _messages(health, now)
    yield from _events(health)
    yield from doctor_at_rest.findings(settings, stored, now)
    yield _clock(health, now)
    yield _zone(settings, now)
    yield from addresses.findings(settings, now)


def _configuration(settings: Settings) -> Finding:
    if settings.file and holds_token(settings.file) and settings.file.stat().st_mode & 0o077:
        fix = f"chmod 600 {settings.file}"
        return Finding(Level.PROBLEM, "configuration", "others can read the token in it", fix)
    if settings.file:
        return Finding(Level.OK, "configuration", str(settings.file))
    missing = f"no {CONFIG_FILE} here"
    if channels.accounts_of(settings):
        return Finding(Level.OK, "configuration", f"{missing}, all is from the environment")
    fix = "run this in the folder where it is; in a new one `bekal init` makes it"
    return Finding(Level.NOTE, "configuration", missing, fix)


def _key_file(file: Path) -> Iterator[Finding]:
    if not file.exists():
        return  # the store tells whether it is missed
    if file.stat().st_mode & 0o077:
        yield Finding(Level.PROBLEM, "key", "others can read it", f"chmod 600 {file}")
    else:
        yield Finding(Level.OK, "key", str(file), "keep a copy elsewhere")


def _store_file(file: Path) -> Finding:
    if file.stat().st_mode & 0o077:
        return Finding(Level.PROBLEM, "store", "others can read it", f"chmod 600 {file}*")
    return Finding(Level.OK, "store", str(file))


def _account(account: AccountHealth, fixes: Mapping[str, str]) -> Finding:
    reason, start = account.stopped_reason, "start `bekal run`"
    fix = fixes.get(reason or "", "see the log")
    if not account.runs and reason:
        says, fix = f"stopped: {reason}, and no process runs it", f"{fix}, then {start}"
        return Finding(Level.PROBLEM, account.channel, says, fix)
    if not account.runs:
        return Finding(Level.PROBLEM, account.channel, "no process runs it", start)
    if reason:
        return Finding(Level.PROBLEM, account.channel, f"stopped: {reason}", fix)
    if account.held_until:
        until = f"{account.held_until:%H:%M:%S} UTC"
        return Finding(Level.NOTE, account.channel, f"told to wait until {until}")
    return Finding(Level.OK, account.channel, "runs")


def _messages(health: Health, now: datetime) -> Iterator[Finding]:
    waiting = health.outbox.get(State.QUEUED, 0) + health.outbox.get(State.SENDING, 0)
    says = f"{waiting} waiting, {health.outbox.get(State.SENT, 0)} sent"
    late = now - health.oldest_due if health.oldest_due else timedelta(0)
    if late > SLOW:
        minutes = int(late.total_seconds() // 60)
        fix = "start `bekal run`, or see why the account is stopped"
        yield Finding(
            Level.PROBLEM, "messages", f"{says}, the oldest due for {minutes} minutes", fix
        )
    else:
        yield Finding(Level.OK, "messages", says)
    for about, reasons in (("tried again", health.retried), ("not delivered", health.reasons)):
        if reasons and health.newest_error:
            counts = ", ".join(f"{number} {reason}" for reason, number in reasons.items())
            last = f"the last error at {health.newest_error:%Y-%m-%d %H:%M} UTC"
            yield Finding(Level.NOTE, about, f"{counts}; {last}")


def _events(health: Health) -> Iterator[Finding]:
    waiting = health.events.get("waiting", 0)
    yield Finding(Level.OK, "received", f"{waiting} waiting")
    for state in ("failed", "unreadable"):
        if number := health.events.get(state, 0):
            fix = "they were set aside and stop nothing; see the log of that time"
            yield Finding(Level.NOTE, "received", f"{number} {state}", fix)


def _clock(health: Health, now: datetime) -> Finding:
    if health.newest and health.newest > now + CLOCK_MAY_BE_BEHIND:
        says = f"it stands before the newest entry, {health.newest:%Y-%m-%d %H:%M} UTC"
        fix = "set it; commands go by it, `bekal run` by the messenger's"
        return Finding(Level.PROBLEM, "clock", says, fix)
    return Finding(Level.OK, "clock", f"{now:%Y-%m-%d %H:%M} UTC")


def _zone(settings: Settings, now: datetime) -> Finding:
    zone = settings.programme.zone
    return Finding(Level.OK, "zone", f"{zone}, where it is {now.astimezone(zone):%H.%M} now")
