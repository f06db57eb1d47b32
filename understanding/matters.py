"""Whether a text names one of a few matters that the bot answers in its own way."""

from understanding.normalise import fold, split

_BRING = frozenset(("apa", "apa_saja"))
_OFFICE = frozenset(("kantor", "disnaker", "loket", "petugas", "buka", "tutup"))
_CLASS = frozenset(("kelas", "pelatihan", "bengkel", "ruang"))
_NEW = frozenset(("ganti", "baru", "pindah", "ubah"))
_PHONE = frozenset(("nomor", "telepon", "wa"))
_LOST = frozenset(("hilang", "kebakar", "kebakaran", "rusak", "sobek", "robek", "duplikat"))
_CERTIFICATE = frozenset(("sertifikat", "piagam"))
_OTHER_THINGS = frozenset(
    ("ktp", "kk", "telepon", "wa", "nomor", "kode", "kartu", "dompet", "surat", "tas", "motor")
)
_FORWARD = 3
"""Words after "kehilangan" or "duplikat" among which the certificate may be named."""


def asks_what_to_bring(text: str) -> bool:
    """ "Besok bawa apa aja", whether to class or for a certificate."""
    words = _words(text)
    return "bawa" in words and not _BRING.isdisjoint(words)


def names_office(text: str) -> bool:
    """ "kantor sabtu buka tidak"; not "besok di mana", nor "kelas besok di kantor mana"."""
    words = _words(text)
    return not _OFFICE.isdisjoint(words) and _CLASS.isdisjoint(words)


def names_class(text: str) -> bool:
    return not _CLASS.isdisjoint(_words(text))


def is_about_new_phone(text: str) -> bool:
    """ "Saya ganti nomor hp", "nomor baru saya 0812…"."""
    words = _words(text)
    return not _NEW.isdisjoint(words) and not _PHONE.isdisjoint(words)


def is_certificate_lost(text: str) -> bool:
    """ "sertif saya hilang", "duplikat sertifikat"; "mau ambil sertifikat, ktp hilang" is not."""
    words = _words(text)
    named = False
    for at, word in enumerate(words):
        if word in _CERTIFICATE:
            named = True
        elif word in _OTHER_THINGS:
            named = False
        elif word in _LOST and "tidak" not in words[at - 1 : at]:
            following = [each for each in words[at + 1 : at + 1 + _FORWARD] if each not in _LOST]
            if named or not _CERTIFICATE.isdisjoint(following):
                return True
    return False


def _words(text: str) -> list[str]:
    return split(fold(text)).words
