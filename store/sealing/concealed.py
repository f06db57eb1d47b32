"""Columns of text that are concealed: they say who it is, and are found by their value."""

from __future__ import annotations

from store.engine import Connection
from store.sealing.keys import KeyRing

ADDRESS = "contacts.address"
NUMBER = "participants.number"
DOCUMENT = "certificates.number"
KEY = "number_key"

CONCEALED = {
    ("contacts", "address"): ADDRESS,
    ("outbox", "address"): ADDRESS,
    ("set_aside_chats", "address"): ADDRESS,
    ("participants", "number"): NUMBER,
    ("participants", "number_key"): KEY,
    ("certificates", "number"): DOCUMENT,
    ("certificates", "registration"): DOCUMENT,
    ("certificates", "blank"): DOCUMENT,
    ("certificates", "number_key"): KEY,
    ("certificates", "registration_key"): KEY,
    ("certificates", "blank_key"): KEY,
}
"""Table and column → the place that its values are bound to."""

ROLE = "staff.role"
"""Sealed, since there are only four."""


def conceal_all(db: Connection, keys: KeyRing) -> None:
    """Conceal what older stores have in plain, in the transaction that `db` is in."""
    for (table, column), place in CONCEALED.items():
        for (text,) in db.rows(f"SELECT DISTINCT {column} FROM {table}"):  # noqa: S608
            if text is not None:
                update = f"UPDATE {table} SET {column} = :hidden WHERE {column} = :text"  # noqa: S608
                db.rows(update, text=text, hidden=keys.conceal(text, place))
    for ident, role in db.rows("SELECT id, role FROM staff"):
        sealed = keys.seal(role, ROLE)
        db.rows("UPDATE staff SET role = :role WHERE id = :id", role=sealed, id=ident)
