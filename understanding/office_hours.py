"""Is a question where or when one about the office, or about a class?"""

from understanding.normalise import fold, split

_OFFICE = frozenset(("kantor", "disnaker", "loket", "petugas", "buka", "tutup"))
_CLASS = frozenset(("kelas", "pelatihan", "bengkel", "ruang"))


def names_office(text: str) -> bool:
    """ "kantor sabtu buka tidak"; not "besok di mana", nor "kelas besok di kantor mana"."""
    words = split(fold(text)).words
    return not _OFFICE.isdisjoint(words) and _CLASS.isdisjoint(words)


def names_class(text: str) -> bool:
    return not _CLASS.isdisjoint(split(fold(text)).words)
