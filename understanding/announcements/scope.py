"""Whether an announcement means every class that fits, a class after all, or one more class."""

from __future__ import annotations

from itertools import pairwise

from understanding.calendar_days import WEEKDAY_NUMBER
from understanding.lexicon import SKILL_OF
from understanding.normalise import Words

CLASSES = frozenset(("kelas", "sesi", "pelatihan", "jadwal", "pertemuan", *SKILL_OF))
_EVERY = frozenset(("setiap", "tiap", "tiap-tiap"))
_OUTCOMES = frozenset(("libur", "batal", "masuk", "pindah", "undur", "maju"))

_TAKES_PLACE = frozenset(("tetap", "jadi", "masuk", "ada", "lagi", "jalan", "aktif", "hidup"))
_MORE = frozenset(("tambahan", "ekstra", "extra", "susulan"))
_ADD = frozenset(
    ("tambah", "tambahkan", "tambahin", "tambahno", "nambah", "menambah", "menambahkan")
)
_OPEN = frozenset(("buka", "buat", "bikin", "adakan", "gelar"))
_MAKE_UP = frozenset((("kelas", "pengganti"), ("sesi", "pengganti"), ("kelas", "baru")))


def means_all(words: list[str]) -> bool:
    """ "Semua kelas las …", "las minggu depan libur semua", "setiap kelas"."""
    return any(
        (first == "semua" and second in CLASSES)
        or (second == "semua" and (first in CLASSES or first in _OUTCOMES))
        or (first in _EVERY and second in CLASSES)
        for first, second in pairwise(words)
    )


def means_every_week(words: list[str]) -> bool:
    """ "Setiap senin", "tiap hari senin"."""
    bare = [word for word in words if word != "hari"]
    return any(first in _EVERY and second in WEEKDAY_NUMBER for first, second in pairwise(bare))


def says_it_takes_place(words: set[str]) -> bool:
    return not _TAKES_PLACE.isdisjoint(words)


def adds_class(said: Words, first: int, after: int) -> bool:
    """ "Tambah kelas las sabtu", "ada kelas tambahan", "kelas pengganti", "bikin kelas baru"."""
    words, forms = said.words[first:after], said.forms[first:after]
    for at, form in enumerate(forms):
        beside = {*words[at + 1 : at + 2], *(words[at - 1 : at] if form in _MORE else ())}
        if form in _MORE | _ADD and not CLASSES.isdisjoint(beside):
            return True
    return any(pair in _MAKE_UP for pair in pairwise(words)) or (
        not _OPEN.isdisjoint(forms[:2]) and "kelas" in words[1:3]
    )
