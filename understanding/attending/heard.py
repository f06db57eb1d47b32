"""A text about coming to a class: its days, and the words between them, clause by clause."""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from understanding.dates import DateMatch, find_dates
from understanding.lexicon import ROLES
from understanding.normalise import fold, split

MOST_DAYS = 14

COMES = frozenset(("hadir", "datang", "ikut", "berangkat", "teka", "mangkat", "budal", "budhal"))
ATTENDS = COMES | {"masuk", "rawuh"}
CLASS = frozenset(("kelas", "pelatihan", "sesi", "latihan", "praktik", "ujian"))
_MEANT = {
    "berhalangan": "absent", "bolos": "skips", "absen": "skips", "alpa": "skips",
    "alpha": "skips", "dateng": "datang", "teko": "teka",
}  # fmt: skip
"""Forms that the lexicon counts to "hadir", to another word, or not at all."""
NOT = frozenset(("tidak", "belum", "bukan", "jangan", "batal"))
_ENDS = frozenset((".", ",", ";", "!", "?", "tapi"))
_NOTING = re.compile(r"catat|catet|kira|anggap|tulis|itung|hitung")
"""Forms of "to note", "to take for": "tercatat", "dianggap", "ketulis"."""
_FROM_ENGLISH = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), known)
    for english, known in (
        ("can'?t|cannot|can not|won'?t", "tidak bisa"),
        ("come|attend", "datang"),
        ("sick|ill", "sakit"),
    )
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Words with the forms they were written in, and the days named. `asks`: it ends in "?"."""

    words: tuple[str, ...]
    forms: tuple[str, ...]
    days: tuple[datetime.date, ...]
    asks: bool

    @property
    def comes(self) -> bool:
        """Does it say that somebody comes, as far as its words go?"""
        return not ATTENDS.isdisjoint(self.words) and NOT.isdisjoint(self.words)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text without the days that it names."""

    clauses: tuple[Clause, ...]

    @property
    def days(self) -> tuple[datetime.date, ...]:
        return _each_once(day for clause in self.clauses for day in clause.days)

    @property
    def days_away(self) -> tuple[datetime.date, ...]:
        """The days of all clauses but those in which somebody comes: "jumat masuk"."""
        return _each_once(
            day for clause in self.clauses if not clause.comes for day in clause.days
        )

    @property
    def spoken(self) -> frozenset[str]:
        return frozenset(word for clause in self.clauses for word in clause.words)

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(form for clause in self.clauses for form in clause.forms)

    @property
    def content(self) -> frozenset[str]:
        """Without the small words that carry nothing."""
        return self.spoken - ROLES["filler"]

    @property
    def asks(self) -> bool:
        return any(clause.asks for clause in self.clauses)

    @property
    def ends_in_tag(self) -> bool:
        """ "Tercatat tidak hadir ndak": a last "tidak" asks."""
        last = self.clauses[-1].words if self.clauses else ()
        return len(last) > 1 and last[-1] == "tidak"

    def follows(self, first: Collection[str], then: Collection[str]) -> bool:
        """Does one of `then` stand right after one of `first`, fillers left out?"""
        for clause in self.clauses:
            words = [word for word in clause.words if word not in ROLES["filler"]]
            if any(a in first and b in then for a, b in pairwise(words)):
                return True
        return False


def hear(text: str, today: datetime.date) -> Heard:
    folded = fold(text)
    for english, known in _FROM_ENGLISH:
        folded = english.sub(known, folded)
    said = split(folded)
    dates = find_dates(said, today)
    ends = [at for at, word in enumerate(said.words) if word in _ENDS]
    clauses = []
    start = 0
    for end in [*ends, len(said.words)]:
        within = [match for match in dates if start <= match.first < end]
        in_dates = {at for match in dates for at in range(match.first, match.after)}
        kept = [
            at for at in range(start, end) if at not in in_dates and said.words[at][0].isalpha()
        ]
        asks = end < len(said.words) and said.words[end] == "?"
        clauses.append(
            Clause(
                tuple(_meant(said.forms[at], said.words[at]) for at in kept),
                tuple(said.forms[at] for at in kept),
                tuple(day for match in within for day in _days_of(match)),
                asks,
            )
        )
        start = end + 1
    return Heard(tuple(clauses))


def _meant(form: str, word: str) -> str:
    if " " in form and word == "hadir":  # "ijin g msk"
        return "absent"
    if _NOTING.search(form):
        return "note"
    return _MEANT.get(form, word)


def _days_of(match: DateMatch) -> Iterator[datetime.date]:
    """A range day by day."""
    if match.start:
        length = ((match.end or match.start) - match.start).days + 1
        yield from (
            match.start + datetime.timedelta(days=n) for n in range(min(MOST_DAYS, length))
        )


def _each_once(days: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    return tuple(dict.fromkeys(days))
