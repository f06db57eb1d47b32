"""Delete what is no longer needed, a slice at a time, and report what was deleted.

A round begins every hour; a run does at most a slice of it, so that no transaction is long and
turns go on in between. A round that a stop interrupted goes on after the restart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from services.operations import auditing
from services.people.attempts import KEPT as ATTEMPTS_KEPT
from services.privacy import examples, leaving
from services.proofs import proofs
from store import (
    attempts,
    conversations,
    held_announcements as held,
    kept_consents,
    records,
    retention,
    settings,
    tickets,
)
from store.connection import Tx

log = structlog.get_logger()

JOB = "tidy"
ROUND = timedelta(minutes=59)
REPORT_EVERY = timedelta(days=1)
SLICE = 1000
"""So many rows go in one run: a few milliseconds, and 360,000 an hour."""

CHATS_AT_ONCE = 50
"""With each chat go its messages, which may be hundreds."""

EVENTS_KEPT = timedelta(days=1)
"""Beyond the time in which a channel redelivers them: a repeat must still be known then."""

TO_MANY_AT_ONCE = 1
"""Each may have gone to thousands."""

TEXTS_KEPT = timedelta(days=30)
"""What was sent, and what was written in questions that are closed."""

UNLINKED_KEPT = timedelta(days=90)
"""Chats without a link, and links, codes and questions that are over."""

CONSENTS_KEPT = timedelta(days=5 * 365 + 1)
"""After chat and entry are gone. Whoever processes has to be able to show the consent (UU PDP
27/2022, Art. 24), and keeps data five years where no other rule exists (Permenkominfo 20/2016,
Art. 15).
"""

AUDIT_KEPT = timedelta(days=730)
"""Unless it is configured otherwise; so long it is known, too, which lists were loaded."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`forget` deletes at most about so many of `what`, and returns how many it did."""

    what: str
    forget: Callable[[Tx, datetime, int], int]


def rules_of(audit_kept: timedelta, redelivered_for: timedelta) -> tuple[Rule, ...]:
    """Channels bring an event again for `redelivered_for`."""
    events_kept = redelivered_for + EVENTS_KEPT
    return (
        Rule("events", lambda tx, now, most: retention.forget_events(tx, now - events_kept, most)),
        Rule("texts", lambda tx, now, most: retention.forget_texts(tx, now - TEXTS_KEPT, most)),
        Rule("messages to many", _written_to_many),
        Rule("held messages", lambda tx, now, _: held.forget(tx, now - TEXTS_KEPT)),
        Rule("tries", lambda tx, now, _: attempts.forget(tx, now - ATTEMPTS_KEPT)),
        Rule("conversations", lambda tx, now, _: conversations.forget_over(tx, now)),
        Rule("examples", lambda tx, now, _: examples.forget_old(tx, now)),
        Rule("question texts", lambda tx, now, _: tickets.forget_texts(tx, now - TEXTS_KEPT)),
        Rule("questions", _after(retention.forget_questions)),
        Rule("links", _after(retention.forget_links)),
        Rule("codes", _after(retention.forget_codes)),
        Rule("chats", _after(retention.forget_chats, CHATS_AT_ONCE)),
        Rule("consents", _consents),
        Rule("disowned chats", lambda tx, now, _: leaving.forget_disowned(tx, now)),
        Rule("proofs", lambda tx, now, _: proofs.forget_old(tx, now)),
        Rule("lists", lambda tx, now, most: retention.forget_imports(tx, now - audit_kept, most)),
        Rule("audit", lambda tx, now, _: auditing.cut(tx, now - audit_kept)),
    )


def _written_to_many(tx: Tx, now: datetime, _: int) -> int:
    return retention.forget_written_to_many(tx, now - TEXTS_KEPT, TO_MANY_AT_ONCE)


def _consents(tx: Tx, now: datetime, most: int) -> int:
    kept_consents.note_ended(tx, now)
    return kept_consents.forget(tx, now - CONSENTS_KEPT, most)


def _after(
    forget: Callable[[Tx, datetime, int], int], at_once: int = SLICE
) -> Callable[[Tx, datetime, int], int]:
    return lambda tx, now, most: forget(tx, now - UNLINKED_KEPT, min(most, at_once))


def forget(tx: Tx, rules: Iterable[Rule], now: datetime) -> int:
    """Do a slice of the round, if one is due or under way; returns how many rows were deleted."""
    last = settings.job_ran_at(tx, JOB)
    if last and last <= now < last + ROUND:
        return 0
    left, done = SLICE, Counter[str]()
    for rule in rules:
        if left <= 0:
            break
        forgotten = rule.forget(tx, now, left)
        done[rule.what] += forgotten
        left -= forgotten
    total = done.total()
    if total == 0:
        settings.keep_job_run(tx, JOB, now)
    _report(tx, done, now)
    return total


def _report(tx: Tx, done: Counter[str], now: datetime) -> None:
    """Once a day, log and audit what was deleted since: kinds and numbers only."""
    kept = settings.get(tx, JOB)
    since, before = json.loads(kept) if kept else (now.timestamp(), {})
    counts = Counter[str](before) + done
    if abs(now - datetime.fromtimestamp(since, UTC)) >= REPORT_EVERY:
        said = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
        log.info("forgotten", what=said or "nothing")
        if said:
            records.audit(tx, "retention", f"forget: {said}", "", now)
        since, counts = now.timestamp(), Counter()
    written = json.dumps([since, counts])
    if written != kept:
        settings.keep(tx, JOB, written)
