"""Short questions that lean on the one before: "kalau lusa?", "yang mebel?", "trus bawa apa?"."""

from dataclasses import replace
from datetime import datetime

from understanding.model import Intent, Understood
from understanding.normalise import fold, split
from understanding.question import parse

_LONGEST = 40
_LEANABLE = frozenset(
    (
        Intent.SCHEDULE,
        Intent.CERTIFICATE_STATUS,
        Intent.CERTIFICATE_PICKUP,
        Intent.LOCATION,
        Intent.COURSES,
    )
)


def follow_up(text: str, now: datetime, previous: Understood) -> Understood:
    """`text` understood in the light of the turn before; as `parse` where it stands by itself."""
    understood = parse(text, now)
    if understood.requests or len(text) > _LONGEST or previous.intent not in _LEANABLE:
        return understood
    if _is_another_day(understood, previous) and not _names_its_matter(text):
        return replace(
            understood, skills=previous.skills, confidence=max(understood.confidence, 0.7)
        )
    has_slot = bool(
        understood.skills or understood.date or understood.name
        or understood.certificate_number or understood.participant_number
    )  # fmt: skip
    leans = understood.intent is Intent.OUT_OF_SCOPE and understood.topic is None
    if has_slot and (leans or understood.confidence < 0.7):
        return replace(
            understood,
            intent=previous.intent,
            confidence=max(understood.confidence, 0.7),
            skills=understood.skills or previous.skills,
            date=understood.date or (None if understood.impossible_date else previous.date),
            date_end=understood.date_end if understood.date else previous.date_end,
            topic=None,
            name=understood.name or previous.name,
            certificate_number=understood.certificate_number or previous.certificate_number,
            participant_number=understood.participant_number or previous.participant_number,
        )
    return understood


def _is_another_day(understood: Understood, previous: Understood) -> bool:
    """ "kalau lusa?" after "jadwal las besok" is still about welding."""
    return (
        previous.intent is understood.intent is Intent.SCHEDULE
        and understood.date is not None
        and not understood.skills
    )


def _names_its_matter(text: str) -> bool:
    return not {"jadwal", "kelas", "pelatihan"}.isdisjoint(split(fold(text)).words)
