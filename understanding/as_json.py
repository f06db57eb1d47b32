"""What `bekal understand` prints: the fields of design.md, section 10, as values JSON can hold."""

from datetime import datetime
from typing import Any

from understanding.announcements import Change, parse_announcement
from understanding.model import Intent, Understood
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
    """`kind` and `skill` always, the other fields only where the text says something."""
    optional = {
        "date": change.date.isoformat() if change.date else None,
        "date_end": change.date_end.isoformat() if change.date_end else None,
        "new_date": change.new_date.isoformat() if change.new_date else None,
        "new_start": change.new_start.strftime("%H:%M") if change.new_start else None,
        "new_end": change.new_end.strftime("%H:%M") if change.new_end else None,
        "delta_minutes": change.delta_minutes,
        "new_place": change.new_place,
        "new_instructor": change.new_instructor,
        "reason": change.reason,
    }
    said = {name: value for name, value in optional.items() if value is not None}
    return {"kind": change.kind.value, "skill": change.skill, **said}
