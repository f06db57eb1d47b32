"""One question understood: normalise, find the slots, decide the intent."""

from datetime import datetime

from understanding.certificate_numbers import find_numbers
from understanding.dates import find_dates
from understanding.model import DayPart, Intent, Understood
from understanding.normalise import fold, split
from understanding.rules import weigh

SKILL_OF = {"las": "pengelasan", "mebel": "meubeler", "konstruksi": "konstruksi",
            "interior": "desain_interior"}  # fmt: skip
_DAY_PARTS = {"pagi": DayPart.MORNING, "enjing": DayPart.MORNING, "siang": DayPart.NOON,
              "sore": DayPart.AFTERNOON, "sonten": DayPart.AFTERNOON, "malam": DayPart.NIGHT,
              "dalu": DayPart.NIGHT}  # fmt: skip


def parse(text: str, now: datetime) -> Understood:
    """What `text`, written at `now` (aware, in the programme's zone), asks for."""
    numbers = find_numbers(fold(text))
    said = split(numbers.rest)
    dates = find_dates(said, now.date())
    words = set(said.words)
    if dates:
        words.add("@date")
    if numbers.certificate or numbers.participant:
        words.add("@number")
    weights = weigh(frozenset(words), len(words))
    ranked = sorted(weights, key=lambda intent: -weights[intent])
    skills = tuple(dict.fromkeys(SKILL_OF[word] for word in said.words if word in SKILL_OF))
    first = dates[0] if dates else None
    return Understood(
        intent=ranked[0] if ranked else Intent.OUT_OF_SCOPE,
        confidence=0.8 if ranked else 0.4,
        alternatives=tuple(ranked[1:3]),
        skills=skills,
        date=first.start if first else None,
        date_end=first.end if first else None,
        impossible_date=first.impossible if first else None,
        day_part=next((_DAY_PARTS[word] for word in said.words if word in _DAY_PARTS), None),
        certificate_number=numbers.certificate,
        participant_number=numbers.participant,
    )
