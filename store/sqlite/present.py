"""What a store that is restored takes over from the one in whose place it comes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from store.rows import epoch
from store.sqlite.connection import Connection
from store.statements import Statements

FACTS = (
    "erased", "own_chats", "deleted_chats", "attempts", "audit", "audit_ends", "job_runs", "inbox",
)  # fmt: skip
"""Tables that tell what happened outside, whatever the lists say: taken over as they are."""


class Present:
    """The store at `path`, beside the restored one that `db` has open, in no transaction yet."""

    def __init__(self, db: Connection, path: Path) -> None:
        self._db = db
        self._sql = Statements(db, "sqlite3", "sqlite/present.sql")
        db.rows("ATTACH :path AS present", path=str(path))

    def take_over_people(self, made_at: datetime, now: datetime) -> int:
        """Facts, decisions and deletions since a backup made at `made_at`; returns how many chats
        were deleted."""
        for table in FACTS:
            self._take_over_table(table)
        # It knows of all that is in the backup till now, unless it was itself restored since.
        known_until = self._sql.present_knows_until(made_at=epoch(made_at))
        before = epoch(now) if known_until is None else known_until
        gone = self._delete_what_is_gone(before)
        self._take_over_decisions()
        return gone

    def take_over_messages(self) -> None:
        """Requests to erase, and what became of each message, also of those sent since.

        Ids that were given since don't come again.
        """
        self._sql.forget_erasure_requests()
        self._sql.take_over_erasure_requests()
        self._sql.take_over_outcomes()
        self._sql.take_over_sent_since()
        self._sql.take_over_ids()
        self._sql.take_over_first_ids()

    def _take_over_table(self, table: str) -> None:
        names = (column.name for column in self._db.columns() if column.table == table)
        columns = ", ".join(f'"{name}"' for name in names)
        self._db.rows(f'DELETE FROM "{table}"')  # noqa: S608
        self._db.rows(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM present."{table}"'  # noqa: S608
        )

    def _delete_what_is_gone(self, before: int) -> int:
        """What was there `before` and is no more: chats, and what was ended and then forgotten."""
        gone = int(self._sql.delete_contacts_gone_since(before=before))
        self._sql.delete_links_gone_since(before=before)
        self._sql.delete_codes_gone_since(before=before)
        self._sql.delete_requests_gone_since(before=before)
        self._sql.delete_tickets_gone_since(before=before)
        self._sql.delete_examples_gone_since(before=before)
        return gone

    def _take_over_decisions(self) -> None:
        """What people decided since: links and roles ended, consents withdrawn."""
        self._sql.take_over_contacts()
        self._sql.take_over_stops()
        self._sql.take_over_roles()
        self._sql.take_over_ended_links()
        self._sql.take_over_muted_links()
        self._sql.take_over_withdrawn_consents()
        self._sql.take_over_codes()
        self._sql.take_over_revoked_proofs()
        self._sql.take_over_places()
        self._sql.forget_pins()
        self._sql.take_over_pins()
        self._sql.take_over_decided_requests()
        self._sql.take_over_tickets()
        self._sql.take_over_settings()
