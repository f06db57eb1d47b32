"""Short texts that answer what the bot showed or asked: a button's number, a language, a "no"."""

from __future__ import annotations

import re

_NUMBERS = {
    "satu": 1, "pertama": 1, "kesatu": 1, "siji": 1,
    "dua": 2, "kedua": 2, "loro": 2,
    "tiga": 3, "ketiga": 3, "telu": 3,
    "empat": 4, "keempat": 4, "papat": 4,
    "lima": 5, "kelima": 5, "limo": 5,
    "enam": 6, "keenam": 6,
    "tujuh": 7, "ketujuh": 7,
    "delapan": 8, "kedelapan": 8,
}  # fmt: skip

_CHOSEN = re.compile(
    rf"""
    \W* (?: (?:pilih|pilihan|yang|yg|sing|no|nomor|nomer|nmr|angka|opsi|tombol) \W* ){{0,3}}
    (?P<chosen> [0-9]{{1,2}} | {"|".join(_NUMBERS)} )
    (?: \W* (?:aja|saja|ae|mawon|ya|yo|pak|bu|mas|mbak|kak|min|dong) )* \W*
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LANGUAGES = {
    "jawa": "jv", "jowo": "jv", "javanese": "jv",
    "inggris": "en", "english": "en",
    "indonesia": "id", "indonesian": "id",
}  # fmt: skip

_FORGOTTEN = frozenset(
    ("lupa", "kelupaan", "lali", "kelalen", "kesupen", "supe", "forgot", "forgotten")
)
_NOT = frozenset(("tidak", "gak", "ga", "nggak", "ndak", "mboten", "ora", "belum"))


_OFFER_FILLERS = (
    r"(?:pak|bu|mas|mbak|kak|min|gan|tolong|tulung|minta|mohon|saja|aja|ae|mawon|dong|deh|sih|lah"
    r"|kok|saya|sy|aku|kulo|terima\W?kasih|makasih|matur\W?nuwun|suwun|trims|please)"
)
_DO_IT = (
    r"kirim\w*|krm\w*|teruskan|terusin|trskn|catat\w*|catet\w*|ctt|sampaikan|sampein|lanjut\w*"
    r"|di(?:kirim|catat|catet|terus|sampai)\w*|dihubungi|ditelp\w*"
)
"""What was offered, said back: "ya kirim aja", "iya tolong dihubungi"."""
_BESIDE_IT = r"aja|ae|wae|saja|sj|wis|wes|udah|sudah|ke (?:kantor|petugas)|nang kantor"
_ACCEPTED = re.compile(
    rf"\W*(?:{_OFFER_FILLERS}\W+)*(?:y|ya|yaa+|iya|iyo|yo|yoi|he\W?eh|nggih|inggih|enggih|gih|nggeh"
    r"|injih|mau|mw|gelem|purun|kersa|boleh|oleh|bisa|silakan|silahkan|monggo|mangga|oke?|okay|siap"
    r"|sip|setuju|tolong|pengen|ingin|hubungi|telepon|yes|sure|yes please"
    rf"|{_DO_IT})"
    rf"(?:\W+(?:y|ya|iya|yo|mau|boleh|bisa|monggo|mangga|silakan|hubungi|telepon|kontak|{_DO_IT}|{_BESIDE_IT}"
    rf"|{_OFFER_FILLERS}))*\W*",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    rf"\W*(?:{_OFFER_FILLERS}\W+)*(?:tidak|tdk|tak|gak|ga|g|gk|nggak|ngga|ndak|enggak|engga|ora|mboten"
    r"|emoh|wegah|jangan|ojo|no|nope|belum|nanti|mengko|mangke)"
    rf"(?:\W+(?:usah|perlu|mau|dulu|sik|apa\W?apa|papa|opo\W?opo|sah|susah|thanks|{_OFFER_FILLERS}))*"
    r"\W*",
    re.IGNORECASE,
)

_KNOWS_NOT = re.compile(
    r"\W*(?:(?:maaf|saya|sy|aku|kulo|kula|pak|bu|mas|mbak|kak|aduh|wah|loh|lho)\W+)*"
    r"(?:(?:tidak|tdk|gak|ga|gk|g|nggak|ngga|ndak|ora|mboten|belum|kurang)\W*(?:tahu|tau|ngerti"
    r"|mengerti|paham|mudeng|punya|ada|hafal|hapal|ingat|inget|bisa|reti|weruh|duwe|kelingan)"
    r"|bingung|lupa|lali|kesupen|entah|embuh|mbuh|piye|gimana|bagaimana|apa\W+ya|ya|iya|oke?)"
    r"(?:\W+(?:nomornya|nomernya|itu|ini|apa|maksudnya|caranya|iki|lho|e|sih|ya|pak|bu|mas|mbak|kak"
    r"|saya|aku|lagi|semua))*\W*",
    re.IGNORECASE,
)


def accepts(text: str) -> bool:
    """Does the whole text take up what was offered: "ya", "boleh pak", "nggih monggo"?"""
    return _ACCEPTED.fullmatch(text) is not None


def declines(text: str) -> bool:
    """Does the whole text refuse what was offered: "tidak usah", "nanti saja"?"""
    return _DECLINED.fullmatch(text) is not None


def knows_not(text: str) -> bool:
    """ "Tidak tahu", "bingung pak", "gak punya": somebody who can't answer what he was asked."""
    return _KNOWS_NOT.fullmatch(text) is not None


def chosen_number(text: str) -> int | None:
    """The number in "2", "no 2", "2.", "yang kedua"; None for any other text."""
    found = _CHOSEN.fullmatch(text)
    if found is None:
        return None
    chosen = found["chosen"].lower()
    return _NUMBERS.get(chosen) or int(chosen)


def languages_named(text: str) -> set[str]:
    """The codes of the languages that are named."""
    return {_LANGUAGES[word] for word in _words(text) if word in _LANGUAGES}


def has_forgotten(text: str) -> bool:
    """ "Lupa PIN"."""
    return not _FORGOTTEN.isdisjoint(_words(text))


def disagrees(text: str) -> bool:
    """ "Saya tidak setuju"."""
    words = text.lower().split()
    return "setuju" in words and not _NOT.isdisjoint(words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
