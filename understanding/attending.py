"""Does somebody say that he comes to a class, or that he can't?"""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from understanding.dates import find_dates
from understanding.lexicon import ROLES
from understanding.normalise import fold, split

LONGEST = 160

_COMES = frozenset(("hadir", "datang", "ikut", "berangkat", "teka", "mangkat", "budal", "budhal"))
_ATTENDS = _COMES | {"masuk", "rawuh"}
_CAN = frozenset(("bisa", "sempat", "sanggup"))
_YES = frozenset(("ya", "sip", "bisa", "benar", "setuju"))
_SURELY = frozenset(
    ("insyaallah", "insya", "allah", "inshaallah", "pasti", "akan", "terima_kasih")
)
_ACHING = frozenset(
    (
        "perut",
        "kepala",
        "gigi",
        "mules",
        "mencret",
        "diare",
        "muntaber",
        "pusing",
        "ngelu",
        "mumet",
        "batuk",
        "pilek",
        "flu",
        "panas",
        "kaki",
        "pinggang",
        "maag",
        "tipes",
        "masuk_angin",
        "mata",
    )
)
"""What hurts, beside "sakit"."""
_REASONS = frozenset(
    ("sakit", "ada", "agenda", "karena", "soalnya", "sebab", "lagi", "sedang", "masih", "kerja",
     "anak", "istri", "suami", "kena", "hujan", "banjir", "demam", "takziah", "hajatan", "repot",
     "izin", "dulu", "sekarang", "badan", "meriang", *_ACHING)
)  # fmt: skip
_CLASS = frozenset(("kelas", "pelatihan", "sesi", "latihan", "praktik"))
_AWAY = {"izin tidak masuk": "absent", "berhalangan": "absent", "bolos": "skips", "absen": "skips"}
"""Forms that the lexicon counts to "hadir", or not at all."""
_OF_HIMSELF = frozenset(("saya", "izin", "sakit", "bisa", "sempat", "sanggup"))
_OF_OTHERS = frozenset(("instruktur", "petugas", "siapa", "teman", "peserta"))
_IF_OR_WHEN = frozenset(
    ("kalau", "kapan", "jam", "berapa", "libur", "boleh", "apakah", "cabut", "setuju", "data",
     "sudah")
)  # fmt: skip
_STOPS = frozenset((".", ",", ";", "!"))


_FROM_ENGLISH = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), known)
    for english, known in (
        ("can'?t|cannot|can not|won'?t", "tidak bisa"),
        ("come|attend", "datang"),
        ("sick|ill", "sakit"),
    )
)
_LISTS = frozenset(("daftar", "lembar", "cetak", "print"))
_OF_THE_PAST = frozenset(("rekap", "rekapan", "rekapitulasi", "catat", "catatan", "isi"))
"""The list is not asked for where attendance is noted or counted."""
_LIST_ITSELF = frozenset(("absensi", "presensi", "attendance"))


class Weight(IntEnum):
    """What an answer needs before it, to be one."""

    NOD = 1
    """ "ya", "tidak": the question itself, as the last message."""
    ANSWER = 2
    """ "hadir", "gak bisa pak": a question whether he comes."""
    NEWS = 3
    """ "saya sakit, besok tidak bisa masuk": nothing."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether he comes, and on which day if he says so."""

    is_coming: bool
    weight: Weight
    day: datetime.date | None = None


def read_attendance(text: str, today: datetime.date) -> Attendance | None:
    """What `text`, written on `today`, says about coming; None when it says nothing of it."""
    if len(text) > LONGEST:
        return None
    said = split(_without_english(fold(text)))
    dates = find_dates(said, today)
    in_dates = {at for match in dates for at in range(match.first, match.after)}
    words = [
        _AWAY.get(form, word)
        for at, (form, word) in enumerate(zip(said.forms, said.words, strict=True))
        if at not in in_dates
    ]
    day = next((match.start for match in dates if match.start), None)
    is_over = day is not None and day < today
    if is_over or not (_IF_OR_WHEN | _OF_OTHERS).isdisjoint(words):
        return None
    if weight := _weight_of_no(words, has_day=day is not None):
        return Attendance(is_coming=False, weight=weight, day=day)
    weight = _weight_of_yes(words)
    return Attendance(is_coming=True, weight=weight, day=day) if weight else None


def _without_english(text: str) -> str:
    for english, known in _FROM_ENGLISH:
        text = english.sub(known, text)
    return text


def _weight_of_yes(words: Sequence[str]) -> Weight | None:
    """Every word has to belong to a promise: "besok masuk kan" asks."""
    spoken = _spoken(words)
    if "?" in words or not spoken <= _COMES | _YES | _SURELY | _CLASS | ROLES["filler"]:
        return None
    if spoken & _COMES:
        return Weight.ANSWER
    return Weight.NOD if spoken & _YES else None


def _weight_of_no(words: Sequence[str], *, has_day: bool) -> Weight | None:
    spoken = _spoken(words)
    is_question = "?" in words
    if not is_question and spoken <= ROLES["filler"] | {"tidak"} and "tidak" in spoken:
        return Weight.NOD
    if not is_question and _is_excuse(spoken):
        return Weight.NEWS
    refusals = (
        _refusal(words[at + 1 :], spoken, has_day=has_day)
        for at, each in enumerate(words)
        if each == "tidak"
    )
    return max((weight for weight in refusals if weight), default=None)


def _is_excuse(spoken: Collection[str]) -> bool:
    """ "izin tidak masuk …", "saya absen …"; "sakit" and "izin" only with nothing else asked."""
    if "absent" in spoken or ("skips" in spoken and "saya" in spoken):
        return True
    is_all = _REASONS | _CLASS | ROLES["filler"] | {"mau"} >= set(spoken)
    return is_all and not {"sakit", "izin"}.isdisjoint(spoken)


def _refusal(after: Sequence[str], spoken: Collection[str], *, has_day: bool) -> Weight | None:
    """The weight of a "tidak" with these words behind it, in a text of the words `spoken`."""
    end = next((at for at, word in enumerate(after) if word in _STOPS or word == "?"), len(after))
    if "?" in after[end : end + 1]:
        return None
    content = [word for word in after[:end] if word not in ROLES["filler"]]
    can = bool(content) and content[0] in _CAN
    rest = content[can:]
    if rest and rest[0] in _ATTENDS:
        if not _OF_HIMSELF.isdisjoint(spoken):
            return Weight.NEWS
        return Weight.ANSWER if rest[0] in _COMES else None
    if can and (not rest or rest[0] in _REASONS):
        return Weight.NEWS if has_day else Weight.ANSWER
    return None


def _spoken(words: Sequence[str]) -> set[str]:
    return {word for word in words if word[0].isalpha()}


def asks_for_attendance_list(text: str) -> bool:
    """ "Daftar hadir las besok", "cetak absensi": the paper that is signed."""
    said = split(fold(text[:LONGEST]))
    if not _OF_THE_PAST.isdisjoint(said.forms):
        return False
    return not _LIST_ITSELF.isdisjoint(said.forms) or any(
        word in _LISTS and after == "hadir"
        for word, after in zip(said.words, said.words[1:], strict=False)
    )
