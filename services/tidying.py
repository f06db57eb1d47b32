"""What is no longer needed is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from services import employer_proofs, examples
from services.attempts import KEPT as ATTEMPTS_KEPT
from store import attempts, conversations, inbox, settings
from store import outbox as rows
from store.connection import Tx

EVENTS_KEPT = timedelta(days=2)
"""Telegram redelivers unconfirmed updates for 24 hours; a repeat must still be known then."""

TEXTS_KEPT = timedelta(days=30)


def tidy(tx: Tx, now: datetime) -> int:
    """Forget old events, texts, tries and proofs; returns how many. Runs at most once an hour."""
    last = settings.job_ran_at(tx, "tidy")
    if last and last > now - timedelta(minutes=59):
        return 0
    settings.keep_job_run(tx, "tidy", now)
    return (
        inbox.forget(tx, now - EVENTS_KEPT)
        + rows.forget_texts(tx, now - TEXTS_KEPT)
        + attempts.forget(tx, now - ATTEMPTS_KEPT)
        + examples.forget_old(tx, now)
        + conversations.forget_over(tx, now)
        + employer_proofs.forget_old(tx, now)
    )
