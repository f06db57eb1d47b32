"""Who was there, as staff write it: "semua hadir kecuali budi", "budi ternyata hadir"."""

from __future__ import annotations

from dataclasses import dataclass

from understanding.normalise import fold, split

LONGEST = 300

_HERE = frozenset(("hadir", "masuk", "datang", "rawuh", "teka", "mangkat"))
_AWAY = frozenset(
    ("tidak", "kecuali", "selain", "izin", "ijin", "sakit", "alpa", "alpha", "bolos", "mangkir",
     "kosong", "berhalangan", "kurang")
)  # fmt: skip
_ABSENT_FORMS = frozenset(("absen", "bolos", "alpa", "alpha", "mangkir"))
_ALL = frozenset(("semua", "semuanya", "lengkap", "komplit", "komplet", "kabeh", "sedaya", "full"))
_ONLY = frozenset(("hanya", "cuma", "saja", "mung"))
_TO_COME = frozenset(
    ("bisa", "besok", "lusa", "akan", "nanti", "kapan", "berapa", "siapa", "?", "apakah", "mau",
     "kalau", "harus", "tolong", "minta", "wajib", "jam", "daftar", "rekap", "rekapan")
)  # fmt: skip
"""What is said of a class to come, asked, or ordered."""


@dataclass(frozen=True, slots=True)
class Presence:
    """`everybody` was there but the people named, or nothing is said of the others (None).

    `named`: were the people named there?
    """

    everybody: bool | None
    named: bool
    has_exception: bool = False
    """Somebody has to be named."""


def read_presence(text: str) -> Presence | None:
    """What `text` says of who was there; None where it says nothing of that."""
    if len(text) > LONGEST:
        return None
    said = split(fold(text))
    forms = {part for form in said.forms for part in form.split()}
    words = forms.union(said.words)
    is_away = not _AWAY.isdisjoint(words) or not _ABSENT_FORMS.isdisjoint(forms)
    if not _TO_COME.isdisjoint(words) or (_HERE.isdisjoint(words) and not is_away):
        return None
    if not _ALL.isdisjoint(words):
        return Presence(everybody=True, named=False, has_exception=is_away)
    if is_away:
        return Presence(everybody=None, named=False, has_exception=True)
    only = not _ONLY.isdisjoint(words)
    return Presence(everybody=False if only else None, named=True, has_exception=True)
