"""Cut an announcement into segments at commas, full stops, brackets and emoji."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.clock import TimeMatch
from understanding.dates import DateMatch
from understanding.lexicon import SKILL_OF
from understanding.normalise import Words, word_at

_BREAKS = frozenset(",.;!()[]\n*•|")
_ABBREVIATED = frozenset(
    ("ir", "dr", "drs", "h", "hj", "st", "moch", "m", "no", "jl", "prof", "ust")
)
_FIRST_PICTURE = 0x2190
_ANDS = frozenset(("dan", "terus", "lalu"))
_JOINTS = frozenset(("sedangkan", "sementara"))

CANCEL = frozenset(("batal", "libur", "kosong", "tiada", "matikan"))
ONLINE = frozenset(("online", "daring", "zoom", "gmeet", "meet", "virtual", "vicon", "teams"))
SHIFT = frozenset(("undur", "maju", "telat", "terlambat"))
MOVE = frozenset(("pindah", "ganti", "berubah", "jadi", "alih", *SHIFT))
TEACH = frozenset(
    ("instruktur", "isi", "diisi", "ampu", "handle", "bimbing", "pengganti", "pegang")
)
_MEETING = frozenset(("instruktur", "hadir", "masuk", "datang"))
KEEP = frozenset(("tetap",))
_HAPPENS = CANCEL | MOVE | KEEP


@dataclass(slots=True)
class Segment:
    """Words `first` to before `after` of the text, with the slots that stand there."""

    first: int
    after: int
    words: list[str]
    skills: list[str] = field(default_factory=list)
    dates: list[DateMatch] = field(default_factory=list)
    times: list[TimeMatch] = field(default_factory=list)

    @property
    def is_cancelling(self) -> bool:
        """Whether the class is off: "libur", "tidak ada kelas", "gak jadi"."""
        words = self.words
        for at, word in enumerate(words):
            if word in CANCEL:
                return True
            following = word_at(words, at + 1)
            if word == "tidak" and following in ("ada", "jadi", "masuk", "usah"):
                return True
            if word == "tidak" and following == "bisa" and not _MEETING.isdisjoint(words):
                return True
            if word == "tidak" and following == "instruktur" and "saya" in words:
                return True
            if word == "pulang" and following == "saja":
                return True
        return False

    @property
    def is_moving(self) -> bool:
        return not MOVE.isdisjoint(self.words)

    @property
    def is_action(self) -> bool:
        """Whether the segment says by itself that something happens to a class."""
        return (
            self.is_cancelling
            or self.is_moving
            or bool(self.times)
            or not ONLINE.isdisjoint(self.words)
            or not TEACH.isdisjoint(self.words)
            or not KEEP.isdisjoint(self.words)
        )


def cut(said: Words) -> list[tuple[int, int]]:
    """Where the segments begin and end, empty ones left out."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for at, word in enumerate(said.words):
        if not (_is_break(said, at, word) or _begins_another_class(said.words, start, at)):
            continue
        if at > start:
            bounds.append((start, at))
        start = at if word in _JOINTS else at + 1
    if start < len(said.words):
        bounds.append((start, len(said.words)))
    return bounds


def _begins_another_class(words: Sequence[str], start: int, at: int) -> bool:
    """Is this "dan", "terus" between what happens to one class and what happens to the next?"""
    return (
        words[at] in _ANDS
        and at + 1 < len(words)
        and (words[at + 1] in SKILL_OF or words[at + 1] in WEEKDAY_NUMBER)
        and not _HAPPENS.isdisjoint(words[start:at])
        and not _HAPPENS.isdisjoint(words[at:])
    )


def _is_picture(form: str) -> bool:
    return len(form) == 1 and ord(form) >= _FIRST_PICTURE


def _is_break(said: Words, at: int, word: str) -> bool:
    if word == ".":
        is_inside = said.text[said.ends[at] : said.ends[at] + 1].strip() != ""
        return not is_inside and said.forms[at - 1 if at else 0] not in _ABBREVIATED
    return word in _BREAKS or word in _JOINTS or _is_picture(said.forms[at])
