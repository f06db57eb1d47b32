"""Whether somebody tells that his certificate is lost or spoiled."""

from understanding.normalise import fold, split

_LOST = frozenset(("hilang", "kebakar", "kebakaran", "rusak", "sobek", "robek", "duplikat"))
_CERTIFICATE = frozenset(("sertifikat", "piagam"))
_OTHER_THINGS = frozenset(
    ("ktp", "kk", "telepon", "wa", "nomor", "kode", "kartu", "dompet", "surat", "tas", "motor")
)
_FORWARD = 3
"""Words after "kehilangan" or "duplikat" among which the certificate may be named."""


def is_certificate_lost(text: str) -> bool:
    """ "sertif saya hilang", "duplikat sertifikat"; "mau ambil sertifikat, ktp hilang" is not."""
    words = split(fold(text)).words
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
