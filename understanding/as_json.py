"""What `bekal understand` prints: the fields of design.md, section 10, as values JSON can hold."""

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from programme.changes import ChangeKind
from understanding.announcements.parser import parse_announcement
from understanding.model import Change, Intent, Understood
from understanding.question import parse

_SLOTS = ("skill", "date", "date_end", "certificate_number", "participant_number", "name")


def question_as_json(text: str, now: datetime, identifier: str | None = None) -> dict[str, Any]:
    """One question. `skill` is a string, a list where several are asked about, or None.

    Out of scope no slot is given: a day of another matter means nothing here.
    """
    understood = parse(text, now)
    is_ours = understood.intent is not Intent.OUT_OF_SCOPE
    return {
        "id": identifier,
        "intent": understood.intent.value,
        "confidence": round(understood.confidence, 3),
        "alternatives": [intent.value for intent in understood.alternatives],
        **(_slots(understood) if is_ours else dict.fromkeys(_SLOTS)),
        "lang": understood.lang,
    }


def _slots(understood: Understood) -> dict[str, Any]:
    skills = list(understood.skills)
    values = (
        skills if len(skills) > 1 else skills[0] if skills else None,
        understood.date.isoformat() if understood.date else None,
        understood.date_end.isoformat() if understood.date_end else None,
        understood.certificate_number,
        understood.participant_number,
        understood.name,
    )
    return dict(zip(_SLOTS, values, strict=True))


def announcement_as_json(
    text: str, now: datetime, identifier: str | None = None
) -> dict[str, Any]:
    """One instructor's text: `change` is null, one object, or a list of several."""
    changes = parse_announcement(text, now)
    if changes is None:
        return {"id": identifier, "change": None}
    objects = [_change_as_json(change) for change in changes]
    return {"id": identifier, "change": objects[0] if len(objects) == 1 else objects}


def _change_as_json(change: Change) -> dict[str, Any]:
    """`kind` and `skill` always, the other fields only where the text says something.

    What only the choice of the session needs is left out.
    """
    if change.kind is ChangeKind.INFO:
        change = Change(change.kind, change.skill, change.date)
    return {
        name: _value(value)
        for name, value in asdict(change).items()
        if (value is not None or name == "skill") and not isinstance(value, bool | tuple)
    }


def _value(value: Any) -> Any:
    """Days as 2026-11-24, times as 09:00."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value
