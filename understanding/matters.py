"""Whether a text names one of a few matters that the bot answers in its own way."""

import re
from itertools import pairwise

from understanding.lexicon import ROLES, SKILL_OF
from understanding.normalise import fold, split

_ASKS = frozenset(
    ("?", "kapan", "berapa", "siapa", "mana", "di_mana", "ke_mana", "apa", "apa_saja", "apakah",
     "bagaimana", "sebutkan", "tuliskan", "kirimkan")
)  # fmt: skip
_AROUND_AN_ANSWER = frozenset(
    ("adik", "kakak", "ibu", "bapak", "istri", "suami", "anak", "keluarga", "sendiri", "sudah",
     "belum", "kemarin", "tadi", "besok", "lusa")
)  # fmt: skip
_SMALL = (
    ROLES["filler"]
    | _ASKS
    | _AROUND_AN_ANSWER
    | {"yang", "bisa", "hari", "saya", "tidak", "ya", "atau", ",", "."}
)
_BRING = frozenset(("apa", "apa_saja"))
_OFFICE = frozenset(("kantor", "disnaker", "loket", "petugas", "buka", "tutup"))
_CLASS = frozenset(("kelas", "pelatihan", "bengkel", "ruang"))
_MESSAGES = frozenset(("ingatkan", "notif", "pesan", "pengumuman", "kabari", "kirim", "langganan"))
_JOIN = frozenset(("daftar", "ikut", "gabung", "masuk"))
_NEW = frozenset(("ganti", "baru", "pindah", "ubah"))
_PHONE = frozenset(("nomor", "telepon", "wa"))
_LOST = frozenset(("hilang", "kebakar", "kebakaran", "rusak", "sobek", "robek", "duplikat"))
_CERTIFICATE = frozenset(("sertifikat", "piagam"))
_OTHER_THINGS = frozenset(
    ("ktp", "kk", "telepon", "wa", "nomor", "kode", "kartu", "dompet", "surat", "tas", "motor")
)
_WHERE = frozenset(("alamat", "lokasi", "di_mana", "ke_mana", "mana", "peta"))
_CALENDAR = re.compile(r"\b(?:kalender|calendar|ical)\w*|\bics\b", re.IGNORECASE)
_FORWARD = 3
"""Words after "kehilangan" or "duplikat" among which the certificate may be named."""


def asks(text: str) -> bool:
    """Does it ask or request something: "hari apa yang bisa", "sebutkan nomornya"?"""
    words = _words(text)
    is_all_right = any(pair == ("tidak", "apa") for pair in pairwise(words))
    return not _ASKS.isdisjoint(words) and not (is_all_right and "?" not in words)


def takes_up(text: str, question: str) -> bool:
    """Are its words, but small ones, words of the question: "yang pagi" of "pagi atau siang?"?"""
    said = set(_words(text)) - _SMALL
    return bool(said) and said <= set(_words(question)) | SKILL_OF.keys()


def asks_what_to_bring(text: str) -> bool:
    """ "Besok bawa apa aja", whether to class or for a certificate."""
    words = _words(text)
    return "bawa" in words and not _BRING.isdisjoint(words)


def names_messages(text: str) -> bool:
    return not _MESSAGES.isdisjoint(_words(text))


def wants_to_join(text: str) -> bool:
    """ "Saya mau daftar las", "boleh ikut kelas bangunan juga"."""
    return not _JOIN.isdisjoint(_words(text))


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


def asks_where(text: str) -> bool:
    """ "Alamat kantor", "kantornya di mana", "share lokasi"; not "buka jam berapa"."""
    return not _WHERE.isdisjoint(_words(text))


def names_calendar(text: str) -> bool:
    """ "Simpan jadwal ke kalender hp"."""
    return _CALENDAR.search(fold(text)) is not None


def _words(text: str) -> list[str]:
    return split(fold(text)).words
