"""Which rows are sealed as a whole, and how: see `row_seals`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from store.sealing.keys import KeyRing

GUARDED = {
    "contacts": ("id", "uid", "channel", "address", "staff_id", "silent_until", "open_until"),
    "staff": ("id", "name_hash", "role", "skills", "programme_id", "active"),
    "links": ("id", "contact_id", "participant_id", "relation", "topics", "proven_by",
              "allowed_by", "created_at", "expires_at", "ended_at"),
    "consents": ("id", "contact_id", "participant_id", "version", "language", "wording",
                 "channel", "paper", "given_at", "withdrawn_at", "who", "ended_at"),
    "pins": ("contact_id", "salt", "pin_hash", "set_at"),
    "invites": ("id", "code_hash", "kind", "participant_id", "staff_id", "topics", "consent_id",
                "created_by", "created_at", "expires_at", "used_at", "used_by", "revoked_at"),
    "link_requests": ("id", "contact_id", "text", "phone", "phone_is_own", "state",
                      "proven_by", "invite_id"),
    "set_aside_chats": ("contact_id", "channel", "address", "staff_id", "at"),
    "participants": ("id", "uid", "number", "number_key", "name", "birth_date", "phones",
                     "phone_is_own", "restricted_at"),
}  # fmt: skip
"""Table → the columns that its rows are sealed with, the primary key first. A column that is NULL
leaves no trace, so one can be added later; one that is filled already, with a new `KEY_CHECK`.
"""

NO_SUM = bytes(32)
"""The sum of no seals."""


class Sealer:
    """Makes seals and their sum with the key that is never changed."""

    def __init__(self, keys: KeyRing) -> None:
        self._hash = keys.keyed_hash

    def seal(self, table: str, *values: Any) -> bytes:
        """The seal of a row with these values of its guarded columns, in their order."""
        columns = zip(GUARDED[table], values, strict=True)
        named = {name: value for name, value in columns if value is not None}
        return self._hash(f"{table} {named!a}", "row")

    def sum_of(self, sum_: bytes, less: bytes | None, more: bytes | None) -> bytes:
        """The sum without one seal and with another."""
        return sum_of([sum_, more or b""], less or b"")

    def proof(self, rows: int, sum_: bytes) -> bytes:
        """What only the key can make of a sum of so many seals."""
        return self._hash(f"{rows} {sum_.hex()}", "rows")


def sum_of(seals: Iterable[bytes], less: bytes = b"") -> bytes:
    total = sum(map(int.from_bytes, seals)) - int.from_bytes(less)
    return int(total % 2 ** (8 * len(NO_SUM))).to_bytes(len(NO_SUM))
