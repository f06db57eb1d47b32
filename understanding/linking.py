""" "Saya ibunya Budi, mau daftar": somebody without a code wants to be linked."""

import re
from enum import Enum

from understanding.normalise import fold

LONGEST = 300


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_WHO = _any("saya sy aku ak kami kula kulo ini niki iki")
_KIN = _any(
    "ibu ibuk mama mamak emak mak bapak bpk pak ayah istri suami bojo garwa anak lare kakak kakang"
    " mbak mas adik adek adhi paman pakde paklik bibi bude bulik om tante nenek kakek mbah cucu"
    " mertua menantu mantu ipar saudara sedulur sepupu keponakan ponakan keluarga kerabat wali"
    " orangtua ortu tunangan"
)
_KIN_BEFORE_A_NAME = _any(
    "istri suami bojo garwa wali keluarga kakak adik mertua sepupu keponakan paman bibi"
)
_CLAIM = re.compile(
    rf"\b{_WHO}\s+(?:adalah\s+|niku\s+|selaku\s+|sebagai\s+)?"
    rf"(?:{_KIN}(?:nya|ne|ipun|e|ke)\b|{_KIN}\s+(?:dari|saking|kandung)\b"
    rf"|{_KIN_BEFORE_A_NAME}\s+\w)"
)

_TO_LINK = (
    r"(?:(?:di|ter|meng?|ng)?(?:hubung|sambung|taut)(?:kan|no|ke|kno|ake|in)?|nyambung(?:no|ke|kan)?"
    r"|menyambung(?:kan)?|menautkan)"
)
_TO_ENROL = r"(?:(?:di|ter|men|n)?daftar(?:kan|no|ke|in)?|gabung|bergabung)"
_ASKS_FOR = _any("minta njaluk nyuwun mau pengen")
_TO_BE_TOLD = r"(?:di)?(?:kabari|kabarin|infokan|beritahu|beri tahu|kasih tahu)"
_THIS_CHAT = rf"{_any('chat hp hape no nomor nomer wa telegram akun')}(?:ku|\s+{_WHO})?"
_NO = _any("belum blm tidak tdk gak ga gk nggak ngga ndak ora tanpa durung dereng mboten")
_HAVE = _any("punya py dapat dapet dpt duwe nduwe gadhah dikasih diberi terima")
_LOST = _any("hilang lupa ketlisut ilang rusak sobek basah kadaluarsa kedaluwarsa kadaluwarsa")

_BARE_CLAIM = re.compile(
    rf"^\W*{_any('ibu mama mak bapak ayah istri suami bojo kakak adik mbak mas')}"
    rf"(?:nya|ne|ipun|e|ke)\s+\w.*\b(?:{_TO_LINK}|{_TO_BE_TOLD}|{_ASKS_FOR}\s+kabar)\b"
)
""" "Ibune Rudi, njaluk kabar": whose he is stands first, without “saya”."""

_ACTS = re.compile(rf"\b(?:{_TO_ENROL}|{_TO_LINK}|{_TO_BE_TOLD})\b")
_WISHES = re.compile(
    "|".join(
        (
            rf"\b{_TO_LINK}\s+{_THIS_CHAT}\b",
            rf"\b{_THIS_CHAT}\s+(?:\w+\s+){{0,2}}{_TO_LINK}\b",
            rf"\b{_any('mau ingin pengen pengin minta tolong cara bisa badhe arep')}"
            rf"\s+(?:\w+\s+)?{_TO_LINK}\b",
            rf"\b{_TO_ENROL}\s+(?:{_THIS_CHAT}|(?:sebagai\s+)?keluarga)\b",
            rf"^\W*(?:{_WHO}\s+)?(?:(?:sudah|udah|wis|ada|{_HAVE})\s+)*kode(?:nya|ne|ku)?"
            r"(?:\s+(?:dari|saka|saking|kantor|petugas|disnaker|undangan|saya))*\W*$",
            rf"\b(?:masuk(?:an|in|kan|no)|input|isi|ketik|ada|{_HAVE})\s+(?:\w+\s+)?"
            r"kode(?:nya|ne|ku)?\b",
            rf"\b{_NO}\s+{_HAVE}\s+kode(?:nya|ne)?\b",
            r"\b(?:minta|njaluk|nyuwun)\s+kode(?:nya|ne)?\b",
            rf"\bkode(?:nya|ne|ku|\s+saya)?\s+{_LOST}\b",
            r"\b(?:hilang|lupa|kelangan)\s+kode(?:nya|ne)?\b",
        )
    )
)
_SOMEBODY = _any("petugas kantor admin cs orang manusia")
_ANOTHER_MATTER = re.compile(
    r"\b(?:kursus|pelatihan|latihan|ujian|asesmen|kelas|training|kode\s+(?:pos|error|qr|skema|unit|sertifikat|verifikasi))\b"
    rf"|\b(?:ke|dengan|dgn|karo|sama)\s+(?:\w+\s+)?{_SOMEBODY}\b"
)
"""He wants to take part in a course, or to speak with somebody."""


class LinkWish(Enum):
    """BARE: he wants to be linked. WITH_CLAIM: and says whose he is, which somebody can check."""

    BARE = "bare"
    WITH_CLAIM = "with claim"


def read_link_wish(text: str) -> LinkWish | None:
    """Does somebody want to be linked who has no code? None for any other matter."""
    folded = fold(text).lower()
    if len(text) > LONGEST or _ANOTHER_MATTER.search(folded):
        return None
    if (_CLAIM.search(folded) and _ACTS.search(folded)) or _BARE_CLAIM.search(folded):
        return LinkWish.WITH_CLAIM
    return LinkWish.BARE if _WISHES.search(folded) else None


def claims_kinship(text: str) -> bool:
    """Does somebody say whose mother, brother or wife he is?"""
    return _CLAIM.search(fold(text).lower()) is not None
