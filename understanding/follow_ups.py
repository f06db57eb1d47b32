"""Short questions that lean on the one before: "kalau lusa?", "yang mebel?", "trus bawa apa?"."""

from dataclasses import replace
from datetime import date, datetime

from understanding.birth_dates import is_birth_date
from understanding.calendar_days import MONTH_NUMBER, WEEKDAY_NUMBER
from understanding.clauses import without_negated
from understanding.dates import find_dates
from understanding.known_names import NOBODY, Known, marked, people_in
from understanding.lexicon import ROLES, SKILL_OF
from understanding.model import Intent, Understood
from understanding.normalise import Words, fold, split
from understanding.question import parse

_LONGEST = 60
_MOST_WORDS = 7
_MOST_WORDS_OF_DAY = 12
_JOINTS = frozenset(
    ("kalau", "terus", "lalu", "bagaimana", "untuk", "juga", "apa", "apa_saja", "ada", "lagi",
     "berarti",
     "jadi", "sekarang", "punya", "tanggal", "hari", "besok", "bisa", "boleh", "atau", "tidak")
)  # fmt: skip
_RELATIONS = frozenset(("anak", "adik", "kakak", "suami", "istri", "putra"))
_STATUS, _PICKUP = Intent.CERTIFICATE_STATUS, Intent.CERTIFICATE_PICKUP
_SCHEDULE, _COURSES, _LOCATION = Intent.SCHEDULE, Intent.COURSES, Intent.LOCATION

_CLASS = frozenset(
    ("kelas", "jadwal", "masuk", "libur", "pelatihan", "praktik", "teori", "sesi", "pertemuan",
     "instruktur")
)  # fmt: skip
_OFFICE = frozenset(
    ("kantor", "disnaker", "loket", "petugas", "alamat", "lokasi", "buka", "tutup")
)
_MATTERS = _CLASS | _OFFICE | frozenset(("sertifikat", "piagam", "ambil", "kursus", "jurusan"))
"""Words that name a matter: a question with one of them stands by itself."""

_LEADS_TO: tuple[tuple[frozenset[str], dict[Intent, Intent]], ...] = (
    (frozenset(("syarat", "dokumen")),
     {_STATUS: _PICKUP, _PICKUP: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("bawa", "pakai", "perlu", "harus")),
     {_SCHEDULE: _SCHEDULE, _STATUS: _PICKUP, _PICKUP: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("biaya", "gratis", "lama", "cara")),
     {_PICKUP: _PICKUP, _STATUS: _PICKUP, _COURSES: _COURSES}),
    (frozenset(("kapan",)),
     {_STATUS: _STATUS, _PICKUP: _PICKUP, _SCHEDULE: _SCHEDULE, _COURSES: _SCHEDULE}),
    (frozenset(("sampai", "selesai")),
     {_SCHEDULE: _SCHEDULE, _STATUS: _LOCATION, _PICKUP: _LOCATION, _LOCATION: _LOCATION,
      _COURSES: _LOCATION}),
    (frozenset(("jam", "berapa", "mulai", "pagi", "siang", "sore")),
     {_SCHEDULE: _SCHEDULE, _PICKUP: _PICKUP, _LOCATION: _LOCATION}),
    (frozenset(("di_mana", "mana", "ke_mana", "ruang", "gedung", "tempat", "bengkel")),
     {_SCHEDULE: _LOCATION, _STATUS: _PICKUP, _PICKUP: _PICKUP, _LOCATION: _LOCATION}),
    (frozenset(("siapa",)), {_SCHEDULE: _SCHEDULE}),
    (frozenset(("maksudnya", "maksud", "artinya", "arti")), {_STATUS: _STATUS, _PICKUP: _STATUS}),
    (frozenset(("wakil", "titip")), {_STATUS: _PICKUP, _PICKUP: _PICKUP}),
)  # fmt: skip
"""Words that name no matter of their own → which intent they ask about after which."""
_OF_FOLLOW_UPS = frozenset().union(*(words for words, _ in _LEADS_TO))

_DAY_LEADS_TO = {
    _SCHEDULE: _SCHEDULE, _STATUS: _PICKUP, _PICKUP: _PICKUP, _LOCATION: _LOCATION,
    _COURSES: _SCHEDULE,
}  # fmt: skip
"""What a day alone asks about after which: may it be collected then, is the office open then."""


_OFFICE_DAY_LEADS_TO = {_LOCATION: _LOCATION, _PICKUP: _PICKUP}
_COMING = frozenset(("ujian", "datang", "berangkat", "kumpul", "pulang", "hadir", "izin", "sakit"))
"""Words of classes that name none: with one of them a day is no longer the office's."""


def follow_up(text: str, now: datetime, previous: Understood, known: Known = NOBODY) -> Understood:
    """`text` understood in the light of the turn before; as `parse` where it stands by itself.

    What stands by itself is only narrowed: "kelasnya besok jam berapa" after a question about
    welding. What names no matter is about that of `previous`; "sampai jam berapa" after a class
    may mean the office as well.
    """
    understood = parse(text, now, known)
    said = without_negated(marked(split(fold(text)), known))
    count = sum(word[0].isalnum() for word in said.words)
    if _MOST_WORDS < count <= _MOST_WORDS_OF_DAY and _MATTERS.isdisjoint(said.words):
        office_day = _OFFICE_DAY_LEADS_TO.get(previous.intent)
        if office_day and _is_only_a_day(understood, said):
            return _taking_over(understood, office_day, previous)
    if understood.requests or len(text) > _LONGEST or count > _MOST_WORDS:
        return understood
    if is_birth_date(said, now.date()):
        return understood
    if not _MATTERS.isdisjoint(said.words):
        return _narrowed(understood, said, previous)
    intent = _leaning_on(said, now.date(), previous.intent)
    if intent is None and _is_only_a_day(understood, said):
        intent = _OFFICE_DAY_LEADS_TO.get(previous.intent)
    if intent is None:
        return understood
    leaning = _taking_over(understood, intent, previous)
    is_of_both = intent is _SCHEDULE and understood.intent is _LOCATION
    return replace(leaning, requests=(leaning, understood)) if is_of_both else leaning


def _is_only_a_day(understood: Understood, said: Words) -> bool:
    """ "Eh gak jadi, jumat aja habis jumatan": a day, and nothing that speaks of a class."""
    return (
        understood.date is not None
        and not understood.skills
        and (understood.intent is _SCHEDULE or not understood.is_clear)
        and _COMING.isdisjoint(said.words)
    )


def names_matter(text: str) -> bool:
    """Does it name what it is about, as "sertifikat saya" does and "jam berapa" doesn't?"""
    return not _MATTERS.isdisjoint(without_negated(split(fold(text))).words)


def _narrowed(understood: Understood, said: Words, previous: Understood) -> Understood:
    """A question about the same class takes its skill, and its day unless it asks for the day."""
    is_of_same = not _CLASS.isdisjoint(said.words) and previous.intent in (_SCHEDULE, _LOCATION)
    if not is_of_same or understood.intent not in (_SCHEDULE, _LOCATION) or understood.skills:
        return understood
    if _is_own(said):
        return understood
    narrowed = replace(understood, skills=previous.skills)
    has_day = understood.date or understood.impossible_date or "kapan" in said.words
    return narrowed if has_day else _on_day_of(narrowed, previous)


def _is_own(said: Words) -> bool:
    """ "Kelasku", "jadwal saya"."""
    return any(
        word == "saya" or (word in _CLASS and form.endswith("ku"))
        for word, form in zip(said.words, said.forms, strict=True)
    )


def _on_day_of(understood: Understood, previous: Understood) -> Understood:
    return replace(understood, date=previous.date, date_end=previous.date_end)


def _leaning_on(said: Words, today: date, previous: Intent) -> Intent | None:
    """The intent, if all the words are small ones, trades, days or names."""
    dates = find_dates(said, today)
    in_dates = {at for match in dates for at in range(match.first, match.after)}
    open_words = {
        word
        for at, word in enumerate(said.words)
        if at not in in_dates and word[0].isalpha() and not _is_small(word)
    }
    if people_in(said):
        open_words -= _RELATIONS
    if not open_words <= _OF_FOLLOW_UPS:
        return None
    for words, leads_to in _LEADS_TO:
        if not words.isdisjoint(open_words):
            return leads_to.get(previous)
    if dates:
        return _DAY_LEADS_TO.get(previous)
    is_of_another = people_in(said) or any(word in SKILL_OF for word in said.words)
    return previous if is_of_another and previous in _LEANABLE else None


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
    leaning = replace(
        understood,
        intent=intent,
        confidence=max(understood.confidence, previous.confidence),
        alternatives=(),
        topic=None,
        skills=understood.skills or previous.skills,
        name=understood.name or previous.name,
        certificate_number=understood.certificate_number or previous.certificate_number,
        participant_number=understood.participant_number or previous.participant_number,
    )
    return leaning if has_day else _on_day_of(leaning, previous)


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
    if "intent" not in values:
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
