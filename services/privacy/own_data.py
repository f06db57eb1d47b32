"""What is stored about the asker, and about nobody else (UU PDP 27/2022, Art. 7 and 32).

Includes the trail of actions on his entry, as Art. 32 (1) requires: when, and whether by the
office, but not by whom.
"""

from __future__ import annotations

import json
from datetime import date, datetime

from programme.people import Contact
from services.people import own_links
from store import own_data, records
from store.connection import Tx
from store.own_data import CHAT, PERSON, Rows, Value

Stored = dict[str, Rows]
"""Kind of row → the rows, of every kind there is."""


def stored_about(tx: Tx, contact: Contact, now: datetime) -> Stored:
    """Everything about the chat and, in a participant's own chat, about himself.

    On a borrowed phone and in a family's chat nothing about the participant.
    """
    found: Stored = {name: [] for name in (*CHAT, *PERSON)}
    found |= own_data.of_chat(tx, contact.id, contact.uid)
    for link in own_links.of_chat(tx, contact, now):
        for name, rows in own_data.of_participant(tx, link.participant_id).items():
            found[name] += rows
    records.audit(tx, f"contact:{contact.uid}", "read own data", f"contact:{contact.uid}", now)
    return found


def as_json(stored: Stored) -> bytes:
    """The same for machines. Times are UTC."""
    return json.dumps(stored, ensure_ascii=False, indent=2, default=_written).encode()


def _written(value: Value) -> str:
    assert isinstance(value, date | datetime)  # noqa: S101 - all that JSON doesn't know
    return value.isoformat()
