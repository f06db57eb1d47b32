"""Does somebody tell that his number or his phone is another one now?"""

from understanding.normalise import fold, split

_NEW = frozenset(("ganti", "baru", "pindah", "ubah"))
_PHONE = frozenset(("nomor", "telepon", "wa"))


def is_about_new_phone(text: str) -> bool:
    """ "Saya ganti nomor hp", "nomor baru saya 0812…"."""
    words = split(fold(text)).words
    return not _NEW.isdisjoint(words) and not _PHONE.isdisjoint(words)
