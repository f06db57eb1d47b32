"""All that is stored about a chat, and about the participant whose own chat it is.

Each function reads rows of one kind, with values as they are meant: texts opened, times in UTC.
Nobody else's data is in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from store.connection import Tx
from store.rows import day, moment, split
from store.sealing.concealed import ADDRESS, DOCUMENT, NUMBER, ROLE

Value = str | int | bool | date | datetime | tuple[str, ...] | None
Read = Callable[[Tx, Any], Value]
Columns = dict[str, Read]
Rows = list[dict[str, Value]]


def plain(_: Tx, value: Value) -> Value:
    return value


def yes_or_no(_: Tx, value: Any) -> bool:
    return bool(value)


def time(_: Tx, value: int | None) -> datetime | None:
    return moment(value)


def calendar_day(_: Tx, value: str | None) -> date | None:
    return day(value)


def words(_: Tx, value: str) -> tuple[str, ...]:
    return split(value)


def sealed(place: str) -> Read:
    return lambda tx, value: tx.open(value, place)


def sealed_day(place: str) -> Read:
    return lambda tx, value: day(tx.open(value, place))


def sealed_list(place: str) -> Read:
    return lambda tx, value: tuple(json.loads(tx.open(value, place) or "[]"))


def concealed(place: str) -> Read:
    return lambda tx, value: tx.reveal(value, place)


def is_there(_: Tx, value: Any) -> bool:
    return value is not None


CHAT: dict[str, Columns] = {
    "chat": {
        "channel": plain, "address": concealed(ADDRESS), "language": plain, "reminders": yes_or_no,
        "own_reminder_minutes": plain,
        "since": time, "last_written_at": time, "has_pin": yes_or_no,
    },
    "role": {"name": sealed("staff.name"), "role": sealed(ROLE), "skills": words},
    "links": {
        "relation": plain, "name": sealed("links.nickname"), "topics": words, "muted": words,
        "proven_by": plain, "since": time, "until": time, "ended_at": time, "restricted_at": time,
    },
    "consents": {
        "version": plain, "language": plain, "channel": plain, "given_at": time,
        "withdrawn_at": time, "wording": plain,
    },
    "messages": {"kind": plain, "state": plain, "count": plain, "first_at": time, "last_at": time},
    "questions": {
        "number": plain, "kind": plain, "state": plain, "asked_at": time, "due_at": time,
    },
    "question_texts": {
        "number": plain, "by_office": is_there, "at": time, "text": sealed("ticket_texts.body"),
    },
    "requests": {
        "state": plain, "text": sealed("link_requests.text"),
        "phone": sealed("link_requests.phone"), "asked_at": time, "due_at": time,
        "answered_at": time,
    },
    "examples": {"text": sealed("examples.text"), "at": time},
    "invitations": {
        "kind": plain, "topics": words, "since": time, "until": time, "used_at": time,
        "ended_at": time,
    },
    "attendance_given": {"coming": yes_or_no, "at": time},
    "answers": {"answer": plain, "at": time},
    "uploads": {"state": plain, "at": time},
    "audit": {"count": plain, "last_at": time},
}  # fmt: skip
"""Kind of row → its fields, in the order of its query. A chat outlives its links, and a phone was
lent: nothing here says of whom the chat once spoke, but for the name that a family chose.
"""

PERSON: dict[str, Columns] = {
    "participant": {
        "number": concealed(NUMBER), "name": sealed("participants.name"),
        "birth_date": sealed_day("participants.birth_date"),
        "birth_place": sealed("participants.birth_place"), "sex": plain,
        "phones": sealed_list("participants.phones"), "phone_is_own": yes_or_no,
        "note": sealed("participants.note"), "since": time, "changed_at": time,
    },
    "classes": {"programme": plain, "year": plain, "skill": plain, "since": time},
    "certificates": {
        "kind": plain, "skill": plain, "scheme": plain, "step": plain,
        "number": concealed(DOCUMENT), "registration": concealed(DOCUMENT),
        "blank": concealed(DOCUMENT), "issued_on": calendar_day,
        "valid_until": calendar_day, "place": plain,
    },
    "certificate_steps": {
        "certificate": concealed(DOCUMENT), "skill": plain, "step": plain,
        "reason": sealed("certificate_events.reason"), "at": time,
    },
    "collecting": {
        "certificate": concealed(DOCUMENT), "answer": plain,
        "proxy": sealed("certificate_answers.proxy"), "at": time,
    },
    "proofs": {"certificate": concealed(DOCUMENT), "since": time, "until": time, "ended_at": time},
    "attendance": {"skill": plain, "class_at": time, "coming": yes_or_no, "at": time},
    "presence": {"skill": plain, "class_at": time, "present": yes_or_no, "at": time},
    "family": {"topics": words, "since": time, "until": time, "ended_at": time},
    "codes": {
        "kind": plain, "topics": words, "since": time, "until": time, "used_at": time,
        "ended_at": time,
    },
    "papers": {
        "paper": sealed("consents.paper"), "topics": words, "given_at": time,
        "withdrawn_at": time,
    },
    "birth_date_change": {
        "birth_date": sealed_day("birth_date_changes.birth_date"), "state": plain, "at": time,
    },
    "erasure_request": {"asked_at": time, "due_at": time},
    "handling": {
        "at": time, "what": plain, "only_looked": yes_or_no, "by_office": yes_or_no,
        "how": plain,
    },
}  # fmt: skip
"""The same of the participant whose own chat it is."""


def of_chat(tx: Tx, contact_id: int, uid: str) -> dict[str, Rows]:
    """`uid` is the chat's random id, by which the audit names it."""
    asked = {"contact_id": contact_id, "actor": f"contact:{uid}"}
    return {name: _rows(tx, name, columns, asked) for name, columns in CHAT.items()}


def of_participant(tx: Tx, participant_id: int) -> dict[str, Rows]:
    asked = {"participant_id": participant_id}
    return {name: _rows(tx, name, columns, asked) for name, columns in PERSON.items()}


def _rows(tx: Tx, name: str, columns: Columns, asked: dict[str, Any]) -> Rows:
    query = getattr(tx.sql, f"own_{name}")
    return [
        {field: read(tx, value) for (field, read), value in zip(columns.items(), row, strict=True)}
        for row in query(**asked)
    ]
