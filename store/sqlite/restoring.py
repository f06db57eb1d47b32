"""What a store that comes back takes over from the one in whose place it comes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from store.connection import Tx
from store.rows import epoch, moment

FACTS = ("erased", "deleted_chats", "attempts", "audit", "audit_ends", "job_runs", "inbox")
"""Tables that tell what happened outside, whatever the lists say: taken over as they are."""


def attach(tx: Tx, present: Path) -> None:
    """Put the store at `present` beside the one of `tx`, which is in no transaction yet."""
    tx.db.execute("ATTACH ? AS present", (str(present),))


def take_over_facts(tx: Tx) -> None:
    """Who is erased, what was tried, noted, heard and done by the jobs, as it is at present."""
    for table in FACTS:
        rows = tx.db.execute(f'PRAGMA table_info("{table}")').fetchall()
        columns = ", ".join(f'"{name}"' for _, name, *_ in rows)
        tx.db.execute(f'DELETE FROM "{table}"')  # noqa: S608
        tx.db.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM present."{table}"'  # noqa: S608
        )


def present_knows_until(tx: Tx, made_at: datetime, now: datetime) -> datetime:
    """Till when the present store knows of all that is in a backup made at `made_at`: till now,
    unless it is itself what became of an older backup that was brought back since."""
    since = tx.sql.present_knows_until(tx.db, made_at=epoch(made_at))
    return now if since is None else moment(since)


def delete_what_is_gone(tx: Tx, before: datetime) -> int:
    """What was there `before` and is no more: chats, and what was ended and then forgotten.

    Returns how many chats.
    """
    gone = int(tx.sql.delete_contacts_gone_since(tx.db, before=epoch(before)))
    tx.sql.delete_links_gone_since(tx.db, before=epoch(before))
    tx.sql.delete_codes_gone_since(tx.db, before=epoch(before))
    tx.sql.delete_requests_gone_since(tx.db, before=epoch(before))
    tx.sql.delete_tickets_gone_since(tx.db, before=epoch(before))
    tx.sql.delete_examples_gone_since(tx.db, before=epoch(before))
    return gone


def take_over_decisions(tx: Tx) -> None:
    """What people decided since: links and roles ended, consents withdrawn."""
    tx.sql.take_over_contacts(tx.db)
    tx.sql.take_over_stops(tx.db)
    tx.sql.take_over_roles(tx.db)
    tx.sql.take_over_ended_links(tx.db)
    tx.sql.take_over_muted_links(tx.db)
    tx.sql.take_over_withdrawn_consents(tx.db)
    tx.sql.take_over_codes(tx.db)
    tx.sql.take_over_revoked_proofs(tx.db)
    tx.sql.take_over_places(tx.db)
    tx.sql.forget_pins(tx.db)
    tx.sql.take_over_pins(tx.db)
    tx.sql.take_over_decided_requests(tx.db)
    tx.sql.take_over_tickets(tx.db)
    tx.sql.take_over_settings(tx.db)


def take_over_erasure_requests(tx: Tx) -> None:
    tx.sql.forget_erasure_requests(tx.db)
    tx.sql.take_over_erasure_requests(tx.db)


def take_over_outbox(tx: Tx) -> None:
    """What became of each message, also of those that the backup doesn't know yet."""
    tx.sql.take_over_outcomes(tx.db)
    tx.sql.take_over_sent_since(tx.db)


def hold_what_was_due(tx: Tx, now: datetime) -> int:
    """What was due may have gone out since: it is unclear; returns how many messages.

    A reminder or a change is sent once more by the rule for unclear ones; the rest is held.
    """
    tx.sql.hold_what_was_due(tx.db, at=epoch(now))
    return int(tx.sql.count_held(tx.db))


def lay_events_aside(tx: Tx, now: datetime) -> int:
    """What waited to be answered may have been since; returns how many."""
    return int(tx.sql.lay_events_aside(tx.db, at=epoch(now)))


def revoke_open_codes(tx: Tx, now: datetime) -> int:
    """A code may have been used since: none is good any more; returns how many."""
    return int(tx.sql.revoke_open_codes(tx.db, at=epoch(now)))


def forget_conversations(tx: Tx) -> None:
    tx.sql.forget_conversations(tx.db)


def release_accounts(tx: Tx) -> None:
    """Whoever ran the bot then does not run it here."""
    tx.sql.release_accounts(tx.db)
