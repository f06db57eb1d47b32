"""Short questions that lean on the one before: "kalau lusa?", "yang mebel?", "trus bawa apa?"."""

from dataclasses import replace
from datetime import date, datetime

from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.clauses import without_negated
from understanding.dates import find_dates
from understanding.lexicon import ROLES, SKILL_OF
from understanding.model import Intent, Understood
from understanding.normalise import Words, fold, split
from understanding.question import parse

_LONGEST = 60
_MOST_WORDS = 7
_JOINTS = frozenset(
    ("kalau", "terus", "lalu", "bagaimana", "untuk", "juga", "apa", "ada", "lagi", "berarti",
     "jadi", "sekarang", "punya", "tanggal", "hari", "besok", "bisa", "boleh", "atau", "tidak")
)  # fmt: skip
_STATUS, _PICKUP = Intent.CERTIFICATE_STATUS, Intent.CERTIFICATE_PICKUP
_SCHEDULE, _COURSES, _LOCATION = Intent.SCHEDULE, Intent.COURSES, Intent.LOCATION

_LEADS_TO: tuple[tuple[frozenset[str], dict[Intent, Intent]], ...] = (
    (frozenset(("syarat", "dokumen")),
     {_STATUS: _PICKUP, _PICKUP: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("bawa", "pakai", "perlu", "harus")),
     {_SCHEDULE: _SCHEDULE, _STATUS: _PICKUP, _PICKUP: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("jam", "berapa", "kapan", "mulai", "sampai", "selesai", "pagi", "siang", "sore")),
     {previous: previous for previous in (_SCHEDULE, _STATUS, _PICKUP, _COURSES, _LOCATION)}),
    (frozenset(("di_mana", "mana", "ke_mana", "ruang", "gedung", "tempat", "bengkel")),
     {_SCHEDULE: _LOCATION, _STATUS: _PICKUP, _PICKUP: _PICKUP, _LOCATION: _LOCATION}),
    (frozenset(("libur", "masuk", "kelas", "praktik", "siapa", "instruktur")),
     {_SCHEDULE: _SCHEDULE}),
    (frozenset(("biaya", "gratis", "lama", "cara")),
     {_PICKUP: _PICKUP, _STATUS: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("ambil", "wakil", "titip")), {_STATUS: _PICKUP, _PICKUP: _PICKUP}),
)  # fmt: skip
"""Words that name no matter of their own → which intent they ask about after which."""


def follow_up(text: str, now: datetime, previous: Understood) -> Understood:
    """`text` understood in the light of the turn before; as `parse` where it stands by itself.

    What it doesn't say (trade, day, number, name) is taken over from `previous`.
    """
    understood = parse(text, now)
    said = without_negated(split(fold(text)))
    if understood.requests or len(text) > _LONGEST or len(said.words) > _MOST_WORDS:
        return understood
    intent = _leaning_on(said, now.date(), previous.intent)
    return _taking_over(understood, intent, previous) if intent else understood


def _leaning_on(said: Words, today: date, previous: Intent) -> Intent | None:
    """The intent, if all the words are small ones, trades, days or names."""
    in_dates = {at for match in find_dates(said, today) for at in range(match.first, match.after)}
    open_words = {
        word
        for at, word in enumerate(said.words)
        if at not in in_dates and word[0].isalpha() and not _is_small(word)
    }
    for words, leads_to in _LEADS_TO:
        if not words.isdisjoint(open_words) and open_words <= _OF_FOLLOW_UPS:
            return leads_to.get(previous)
    names_something = bool(in_dates) or any(word in SKILL_OF for word in said.words)
    is_known = any(previous in leads_to for _, leads_to in _LEADS_TO)
    return previous if names_something and not open_words and is_known else None


_OF_FOLLOW_UPS = frozenset().union(*(words for words, _ in _LEADS_TO))


def _is_small(word: str) -> bool:
    return (
        word in _JOINTS
        or word in ROLES["filler"]
        or word in SKILL_OF
        or word in WEEKDAY_NUMBER
        or word in MONTH_NUMBER
    )


def _taking_over(understood: Understood, intent: Intent, previous: Understood) -> Understood:
    has_day = understood.date or understood.impossible_date
    return replace(
        understood,
        intent=intent,
        confidence=max(understood.confidence, previous.confidence),
        alternatives=(),
        topic=None,
        skills=understood.skills or previous.skills,
        date=understood.date if has_day else previous.date,
        date_end=understood.date_end if has_day else previous.date_end,
        name=understood.name or previous.name,
        certificate_number=understood.certificate_number or previous.certificate_number,
        participant_number=understood.participant_number or previous.participant_number,
    )


_LEANABLE = frozenset((_SCHEDULE, _STATUS, _PICKUP, _LOCATION, _COURSES))


def is_leanable(asked: Understood) -> bool:
    """Does it make sense to ask on ("and the day after?") from here?"""
    return asked.intent in _LEANABLE


def as_values(asked: Understood) -> dict[str, str]:
    """What a next question may lean on: the intent, the skills, the days. No name, no number."""
    values = {
        "intent": asked.intent.value,
        "skills": ",".join(asked.skills),
        "date": asked.date.isoformat() if asked.date else "",
        "date_end": asked.date_end.isoformat() if asked.date_end else "",
    }
    return {name: value for name, value in values.items() if value}


def from_values(values: dict[str, str]) -> Understood | None:
    """The question that `as_values` kept; None where there was none."""
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
