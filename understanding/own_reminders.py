""" "Ingatkan saya 1 jam sebelumnya": how long before a class somebody is to be reminded, too."""

import re
from dataclasses import dataclass
from datetime import timedelta

from understanding.normalise import fold

LONGEST = 120

_NUMBERS = {
    "satu": 1, "siji": 1, "setunggal": 1, "dua": 2, "loro": 2, "kalih": 2, "tiga": 3, "telu": 3,
    "empat": 4, "papat": 4, "lima": 5, "limang": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sepuluhan": 10, "dua belas": 12, "lima belas": 15,
    "dua puluh": 20, "tiga puluh": 30, "empat puluh lima": 45, "a": 1, "an": 1, "one": 1, "two": 2,
}  # fmt: skip
_UNITS = {
    "menit": timedelta(minutes=1), "mnt": timedelta(minutes=1), "minute": timedelta(minutes=1),
    "jam": timedelta(hours=1), "hour": timedelta(hours=1),
    "hari": timedelta(days=1), "hr": timedelta(days=1), "dina": timedelta(days=1),
    "day": timedelta(days=1),
}  # fmt: skip
_WHOLE = {
    "setengah jam": timedelta(minutes=30), "separo jam": timedelta(minutes=30),
    "half an hour": timedelta(minutes=30), "sejam": timedelta(hours=1),
    "satu setengah jam": timedelta(minutes=90), "sehari": timedelta(days=1),
    "sedina": timedelta(days=1),
}  # fmt: skip
_REMIND = re.compile(
    r"\b(?:di)?(?:ingat(?:kan|in)|inget(?:in|kan)|eling(?:no|ke|aken|na)|kabar(?:i|in)|bangunkan"
    r"|pengingat\w*|pangeling\w*|reminder\w*|remind|notif\w*|alarm\w*)\b"
)
_BEFORE = re.compile(
    r"\b(?:sebelum\w*|sblm\w*|sblum\w*|sa?k?durung\w*|sakdereng\w*|sadereng\w*|before|lebih\W+awal"
    r"|lebih\W+cepat)\b"
)
_TIME = re.compile(
    rf"\b(?:(?P<whole>{'|'.join(sorted(_WHOLE, key=len, reverse=True))})"
    rf"|(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*"
    rf"(?P<unit>{'|'.join(_UNITS)})s?)\b"
)
_OFF = re.compile(
    r"\b(?:mati(?:kan|in)|dimatikan|hapus\w*|dihapus|pateni|jangan|jgn|ojo|stop|batal(?:kan)?|tanpa"
    r"|(?:tidak|tdk|gak|ga|nggak|ndak|ora|mboten)\W*(?:usah|perlu|mau|sah))\b"
)
_REPORTS = re.compile(
    r"\b(?:kok|kenapa|mengapa|ngopo|kemarin|wingi|tadi|cuma|hanya|baru)\b"
    r"|\bjangan\W+lupa\b.*\bkelas\W+jam\b"
)


@dataclass(frozen=True, slots=True)
class OwnReminder:
    """`before` is how long before each class; None to have no such reminder any more."""

    before: timedelta | None


def read_own_reminder(text: str) -> OwnReminder | None:
    """ "Ingatkan 2 jam sebelum kelas", "hapus pengingat 1 jam"; None for any other text."""
    said = fold(text).lower()
    time = _TIME.search(said)
    if len(said) > LONGEST or not time or not _REMIND.search(said) or _REPORTS.search(said):
        return None
    if _OFF.search(said) and not re.search(r"\bjangan\W+lupa\b", said):
        return OwnReminder(None)
    return OwnReminder(_read(time)) if _BEFORE.search(said) else None


def _read(time: re.Match[str]) -> timedelta:
    if time["whole"]:
        return _WHOLE[time["whole"]]
    count = int(time["count"]) if time["count"].isdecimal() else _NUMBERS[time["count"]]
    return count * _UNITS[time["unit"]]
