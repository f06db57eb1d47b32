"""Understand one question: normalise it, find its slots, decide its intent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from understanding.birth_dates import is_birth_date
from understanding.certificate_numbers import Numbers, find_numbers
from understanding.clauses import clauses_of, without_negated
from understanding.dates import DateMatch, find_dates
from understanding.decision import decide, topic_of
from understanding.despair import without_despair
from understanding.evidence import Evidence, gather
from understanding.known_names import NOBODY, Known, marked, names_only, people_in
from understanding.language import is_harsh, language_of
from understanding.lexicon import ROLES, SKILL_OF, WORD_OF
from understanding.model import DayPart, Intent, Reply, Topic, Understood
from understanding.names import NameMatch, find_name
from understanding.normalise import Words, fold, split
from understanding.plain_questions import is_plain

_DAY_PARTS = {
    "pagi": DayPart.MORNING,
    "enjing": DayPart.MORNING,
    "siang": DayPart.NOON,
    "sore": DayPart.AFTERNOON,
    "sonten": DayPart.AFTERNOON,
    "malam": DayPart.NIGHT,
    "dalu": DayPart.NIGHT,
}
_REPLIES = {
    "ya": Reply.YES,
    "benar": Reply.YES,
    "setuju": Reply.YES,
    "sip": Reply.YES,
    "tidak": Reply.NO,
    "bukan": Reply.NO,
    "batal": Reply.CANCEL,
}
_NOT_ASKED_BEHIND = frozenset(("selain", "kecuali", "pabrik", "toko", "juragan"))
"""A trade after one of these is no class: "dulu kerja di pabrik kayu"."""
_LONGEST_REPLY = 4
_LONGEST_CANCEL = 6
_CANCELLED = ROLES["filler"] | {"batal", "takut", "ganggu", "terganggu", "sudah", "saja", "nanti"}
"""With "batal" and no other word it is what goes on that is cancelled: "wis batal wae"."""
_ASSUMED = 0.7
"""Of a birth date alone: sure enough to be answered, unless another answer was asked for."""
_ABOUT_SOMEBODY = Understood(
    Intent.SCHEDULE, confidence=0.5, alternatives=(Intent.CERTIFICATE_STATUS,)
)
""" "Karno?": which of the two is asked about him has to be asked."""
_SMALL_TALK = frozenset((Intent.GREETING, Intent.THANKS, Intent.OUT_OF_SCOPE, Intent.HELP))
_SURE = 0.8
_CLAUSE_DECIDES_FROM = 14
"""In a text of so many words filler can hide a request: its clearest clause may decide."""
_LETTER_FROM = 30
_ASKING = frozenset(
    ("?", "tolong", "mohon", "minta", "tanya", "boleh", "bisa", "apa", "apa_saja", "apakah",
     "kapan", "bagaimana", "berapa", "di_mana", "ke_mana", "mana", "siapa", "mau", "tahu")
)  # fmt: skip


def evidence_of(text: str, now: datetime) -> Evidence:
    """The marks of a text: what rules and weights see."""
    numbers = find_numbers(fold(text))
    said = split(numbers.rest)
    counting = without_negated(said)
    return _evidence(counting, find_dates(counting, now.date()), numbers, find_name(said))


def parse(text: str, now: datetime, known: Known = NOBODY) -> Understood:
    """What `text`, written at `now` (aware, in the programme's zone), asks for.

    `known` are the people whom the chat it was written in knows.
    """
    folded = fold(text)
    rest = None if is_plain(split(folded)) else without_despair(folded)
    if rest is None:
        return _parse(folded, now, known)
    beside = _parse(rest, now, known)
    if beside.intent in _SMALL_TALK or beside.is_unsure:
        beside = replace(
            beside,
            intent=Intent.OUT_OF_SCOPE,
            confidence=1.0,
            alternatives=(),
            topic=Topic.DISTRESS,
        )
    return replace(beside, is_despairing=True)


def _parse(folded: str, now: datetime, known: Known) -> Understood:
    numbers = find_numbers(folded)
    said = marked(split(numbers.rest), known)
    if is_birth_date(said, now.date()):
        return Understood(Intent.CERTIFICATE_STATUS, confidence=_ASSUMED)
    counting = without_negated(said)
    if names_only(counting):
        return replace(_ABOUT_SOMEBODY, people=people_in(counting))
    whole = _understand(said, counting, numbers, now.date())
    clauses = clauses_of(counting)
    if len(clauses) < 2:
        return whole
    parts = [
        (clause, _understand(clause, without_negated(clause), numbers, now.date()))
        for clause in clauses
    ]
    clear = [
        part for _, part in parts if part.intent not in _SMALL_TALK and part.confidence >= _SURE
    ]
    asked = [part for clause, part in parts if not _ASKING.isdisjoint(clause.words)]
    if len(said.words) >= _LETTER_FROM:  # most clauses tell: those that ask go before them
        clear = [part for part in clear if part in asked] or clear
    if deciding := _deciding(whole, len(said.words), clear, asked):
        whole = _with_intent_of(deciding, whole)
    first_of_each = {part.intent: part for part in reversed(clear)}
    requests = tuple(reversed(first_of_each.values()))
    return replace(whole, requests=requests) if len(requests) > 1 else whole


def _deciding(
    whole: Understood, length: int, clear: list[Understood], asked: list[Understood]
) -> Understood | None:
    """The clause that says at least as surely what is asked as the text as a whole, if one does.

    `clear` are those sure to be for us, `asked` those that ask.
    """
    if length >= _LETTER_FROM:
        clearest = clear or [part for part in asked if part.topic and part.confidence >= _SURE]
    elif whole.intent in _SMALL_TALK or (
        whole.confidence < _SURE and length >= _CLAUSE_DECIDES_FROM
    ):
        clearest = clear
    else:
        return None
    deciding = max(clearest, key=lambda part: part.confidence, default=None)
    return deciding if deciding and deciding.confidence >= whole.confidence else None


def _with_intent_of(clause: Understood, whole: Understood) -> Understood:
    return replace(
        whole,
        intent=clause.intent,
        confidence=clause.confidence,
        alternatives=clause.alternatives,
        topic=clause.topic,
    )


def _evidence(
    counting: Words, dates: Sequence[DateMatch], numbers: Numbers, name: NameMatch | None
) -> Evidence:
    tags = []
    if dates:
        tags.append("@date")
    if numbers.certificate or numbers.participant:
        tags.append("@number")
    if name is None:
        return gather(counting.words, counting.forms, tags)
    tags.append("@name")
    parts = name.name.lower()
    words = [
        "@name" if form in parts and form not in WORD_OF else word
        for word, form in zip(counting.words, counting.forms, strict=True)
    ]
    return gather(words, counting.forms, tags)


def _understand(said: Words, counting: Words, numbers: Numbers, today: date) -> Understood:
    """`counting` are the words of `said` that it doesn't take back."""
    dates = find_dates(counting, today)
    name = find_name(said)
    evidence = _evidence(counting, dates, numbers, name)
    decision = decide(evidence)
    first = _asked_about(dates, today)
    in_scope = decision.intent is not Intent.OUT_OF_SCOPE
    return Understood(
        intent=decision.intent,
        confidence=decision.confidence,
        alternatives=decision.alternatives,
        skills=_skills_asked_about(counting.words),
        date=first.start if first else None,
        date_end=first.end if first else None,
        impossible_date=first.impossible if first else None,
        day_part=_day_part(counting.words),
        certificate_number=numbers.certificate,
        participant_number=numbers.participant,
        name=name.name if name and in_scope else None,
        people=people_in(counting),
        lang=language_of(said),
        reply=_reply(said),
        topic=None if in_scope else topic_of(evidence),
        is_harsh=is_harsh(said),
    )


def _skills_asked_about(words: list[str]) -> tuple[str, ...]:
    if SKILL_OF.keys().isdisjoint(words):
        return ()
    return tuple(
        dict.fromkeys(
            SKILL_OF[word]
            for before, word in zip(("", *words), words, strict=False)
            if word in SKILL_OF and before not in _NOT_ASKED_BEHIND
        )
    )


def _day_part(words: list[str]) -> DayPart | None:
    if _DAY_PARTS.keys().isdisjoint(words):
        return None
    return next(_DAY_PARTS[word] for word in words if word in _DAY_PARTS)


def _asked_about(dates: Sequence[DateMatch], today: date) -> DateMatch | None:
    """The first date that is not over: people report past days and ask about coming ones."""
    coming = (
        match
        for match in dates
        if match.impossible or (match.end or match.start or today) >= today
    )
    return next(coming, dates[0] if dates else None)


def _reply(said: Words) -> Reply | None:
    words = [word for word in said.words if word[0].isalpha()]
    if "batal" in words and len(words) <= _LONGEST_CANCEL and _CANCELLED.issuperset(words):
        return Reply.CANCEL
    if not words or len(words) > _LONGEST_REPLY:
        return None
    if words[:2] in (["tidak", "jadi"], ["jangan", "jadi"]):
        return Reply.CANCEL
    return _REPLIES.get(words[0]) if len(words) <= 2 else None
