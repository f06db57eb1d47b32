"""The question answered last, kept with the conversation for a next one that leans on it."""

from __future__ import annotations

from datetime import date

from understanding import Intent, Understood

LEANABLE = frozenset(
    {
        Intent.SCHEDULE,
        Intent.CERTIFICATE_STATUS,
        Intent.CERTIFICATE_PICKUP,
        Intent.LOCATION,
        Intent.COURSES,
    }
)


def is_leanable(asked: Understood) -> bool:
    """Does it make sense to ask on ("and the day after?") from here?"""
    return asked.intent in LEANABLE


def noted(asked: Understood) -> dict[str, str]:
    """What a next question may lean on: the intent, the skills, the days. No name, no number."""
    values = {
        "intent": asked.intent.value,
        "skills": ",".join(asked.skills),
        "date": asked.date.isoformat() if asked.date else "",
        "date_end": asked.date_end.isoformat() if asked.date_end else "",
    }
    return {name: value for name, value in values.items() if value}


def recalled(values: dict[str, str]) -> Understood | None:
    if not values:
        return None
    return Understood(
        Intent(values["intent"]),
        confidence=1.0,
        skills=tuple(values["skills"].split(",")) if "skills" in values else (),
        date=_day(values.get("date")),
        date_end=_day(values.get("date_end")),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
