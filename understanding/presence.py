"""Who was there, as staff write it: "semua hadir kecuali budi", "budi ternyata hadir"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from understanding.known_names import Named, read_named
from understanding.normalise import Words, fold, split

LONGEST = 300

_HERE = frozenset(("hadir", "masuk", "datang", "rawuh", "teka", "mangkat"))
_AWAY = frozenset(
    ("tidak", "kecuali", "selain", "izin", "ijin", "sakit", "alpa", "alpha", "bolos", "mangkir",
     "kosong", "berhalangan", "kurang")
)  # fmt: skip
_ABSENT_FORMS = frozenset(("absen", "bolos", "alpa", "alpha", "mangkir"))
_ALL = frozenset(("semua", "semuanya", "lengkap", "komplit", "komplet", "kabeh", "sedaya", "full"))
_COMPLETE = frozenset(("lengkap", "komplit", "komplet", "full"))
_SHORT = 3
""" "Semua lengkap" of people; a longer text may speak of papers."""
_ONLY = frozenset(("hanya", "cuma", "saja", "mung"))
_TO_COME = frozenset(
    ("bisa", "besok", "lusa", "akan", "nanti", "kapan", "berapa", "siapa", "?", "apakah", "mau",
     "kalau", "harus", "tolong", "minta", "wajib", "jam", "daftar", "rekap", "rekapan")
)  # fmt: skip
"""What is said of a class to come, asked, or ordered."""


_LOOKS = frozenset(("siapa", "catat", "isi", "kehadiran", "laporan"))
_PAPER = frozenset(("absensi", "presensi"))
_VOCABULARY = _HERE | _AWAY | _ABSENT_FORMS | _ALL | _ONLY


@dataclass(frozen=True, slots=True)
class Presence:
    """`everybody` was there but the people named, or nothing is said of the others (None).

    `named`: were the people named there? None where it says both, of some and of others.
    `has_exception`: somebody has to be named.
    """

    everybody: bool | None
    named: bool | None
    has_exception: bool = True


def read_presence(text: str) -> Presence | None:
    """What `text` says of who was there; None where it says nothing of that."""
    if len(text) > LONGEST:
        return None
    said = split(fold(text))
    words = _words(said)
    is_all = not _ALL.isdisjoint(words)
    is_away = not _AWAY.isdisjoint(words) or not _ABSENT_FORMS.isdisjoint(words)
    is_complete = bool(_COMPLETE & words and (_ALL - _COMPLETE) & words) and len(words) <= _SHORT
    if not _TO_COME.isdisjoint(words) or not (is_away or is_complete or _HERE & words):
        return None
    if is_all:
        return Presence(everybody=True, named=False, has_exception=is_away)
    if is_away:
        return Presence(everybody=None, named=None if _is_mixed(said) else False)
    if not (_LOOKS | _PAPER).isdisjoint(words):
        return None
    only = not _ONLY.isdisjoint(words)
    return Presence(everybody=False if only else None, named=True)


def asks_who_was_there(text: str) -> bool:
    """ "Siapa yang tidak hadir tadi", "catat kehadiran las"."""
    words = _words(split(fold(text[:LONGEST])))
    is_to_come = not (_TO_COME - {"siapa", "?"}).isdisjoint(words)
    return bool(_LOOKS & words and _HERE & words) and not is_to_come


def who_is_named(text: str, names: Mapping[str, str]) -> Named:
    """Whom of `names` (key → name) a text about presence names, misspelt too."""
    return read_named(text, names, _VOCABULARY)


def _words(said: Words) -> set[str]:
    return {part for form in said.forms for part in form.split()}.union(said.words)


def _is_mixed(said: Words) -> bool:
    """Does it say of some that they were there: "budi hadir, andi tidak"?"""
    return any(
        word in _HERE
        and before not in _AWAY
        and _AWAY.isdisjoint(form.split())
        and form not in _ABSENT_FORMS
        for before, word, form in zip(("", *said.words), said.words, said.forms, strict=False)
    )
