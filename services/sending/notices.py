"""Notices: what the bot tells by itself that is neither a class nor somebody's broadcast."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from programme.outbox import Kind
from programme.people import Contact
from services.sending import outbox
from store import settings
from store.connection import Tx

Data = dict[str, Any]
"""What a notice is about, and the facts it was queued with."""


def tell(
    tx: Tx,
    contacts: Iterable[Contact],
    about: str,
    key: str,
    now: datetime,
    *,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    **data: Any,
) -> int:
    """Queue a notice for each chat; returns how many were new.

    `about` is its name in `services.pushed.NOTICES`, `data` the facts for its words, as JSON. Each
    chat is told once for each `key`.
    """
    body = {"about": about, **data}
    return sum(
        outbox.push(
            tx,
            contact,
            Kind.NOTICE,
            outbox_key(key, contact),
            body,
            now,
            not_before=not_before,
            expires_at=expires_at,
        )
        is not None
        for contact in contacts
    )


def next_time(tx: Tx, about: str, every: timedelta, now: datetime) -> datetime:
    """When to tell of `about` again, at most once in `every`: now, or when the pause is over.

    Whoever asks meanwhile is given the same time.
    """
    last = settings.job_ran_at(tx, about)
    at = now if last is None else max(now, last if last > now else last + every)
    settings.keep_job_run(tx, about, at)
    return at


def outbox_key(key: str, contact: Contact) -> str:
    """Under which key the notice of this chat stands in the outbox."""
    return f"{key}:{contact.id}"
