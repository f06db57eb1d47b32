"""Whether somebody says that messages are not for him, or withdraws his consent."""

import re

from understanding.normalise import fold

_LONGEST_DISOWNING = 80
_LONGEST_WITHDRAWAL = 120

_WHO = r"(?:saya|sy|aku|gue|kulo|kula|dia|orangnya)"
_NUMBER = r"(?:nomer|nomor|no|nmr|hp|number)"
_SAID = (
    rf"(?:(?:bukan|bkn|dudu|sanes|dede)\W+(?:ini\W+)?(?:{_NUMBER}\W+)?{_WHO}"
    rf"|(?:salah|slh|kleru|klentu)\W+(?:orang|org|alamat|sambung|kirim|{_NUMBER}|wong)"
    r"|wrong\W+(?:number|person)|not\W+me)"
)
_TO_SOMEBODY = r"pak|bu|kak|mas|mbak|min|maaf"
_DISOWNED = re.compile(
    rf"^\W*(?:(?:{_TO_SOMEBODY})\W+)*(?:(?:ini|itu|iki|kuwi|niki|wah|lho|loh)\W+)*{_SAID}\b"
    rf"(?:\W+(?:ini|itu|nih|ya|kok|lho|orangnya|{_TO_SOMEBODY}|{_NUMBER}|{_WHO}|{_SAID}|bukan|bkn)"
    r"\b)*\W*$",
    re.IGNORECASE,
)
_KIN = (
    r"(?:ibu|bapak|bapake|ayah|mama|mamak|emak|istri|suami|anak|adik|kakak|saudara|keluarga"
    r"|bojo|garwa|orang\W?tua|wali|yang\W+punya|pemilik)(?:nya|ne|e|mu)?"
)
_A_PERSON = (
    r"(?!sertifikat|sertipikat|registrasi|peserta|blanko|kantor)"
    r"(?:(?:pak|bu|mas|mbak|sdr|bapak|ibu)\W+)?\w+(?:\W+\w+)?"
)
_NOT = r"(?:(?:sudah|udah|wis|sampun|uda)\W+)?(?:bukan|bkn|dudu|sanes|dede)"
_NUMBER_DISOWNED = re.compile(
    rf"^\W*(?:(?:{_TO_SOMEBODY})\W+)*(?:"
    rf"(?:ini\W+)?{_NUMBER}\W+(?:wa\W+)?(?:ini|iki|niki)\W+{_NOT}\W+{_A_PERSON}"
    rf"(?:\W+(?:lagi|maneh|malih))?"
    rf"|(?:ini|iki|niki)\W+{_NOT}\W+{_NUMBER}(?:nya|ne|e)?\W+{_A_PERSON}(?:\W+(?:lagi|maneh))?"
    rf"|(?:saya|sy|aku|kula|kulo)\W+(?:ini\W+)?{_NOT}\W+{_KIN}"
    rf"|{_NUMBER}\W+(?:ini|iki|niki)\W+(?:sudah|udah|wis|sampun)\W+ganti"
    r"\W+(?:orang|pemilik|yang\W+punya)"
    rf")\W*(?:(?:{_TO_SOMEBODY}|ya|kok|lho|loh|nih)\b\W*)*$",
    re.IGNORECASE,
)
"""Says that the number is not somebody's (any more), or that the writer is not his kin."""
_TAKES_BACK = (
    r"\b(?:(?:men|di)?cabut|nyabut|n?jabut|(?:di)?tarik|(?:me)?narik|(?:mem|di)?batal)"
    r"(?:kan|in|ke|no|en)?\b"
)
_WITHDRAWN = re.compile(
    rf"{_TAKES_BACK}\W+(?:\w+\W+){{0,2}}?persetujuan"
    rf"|\bpersetujuan(?:ku|nya|e)?\W+(?:\w+\W+){{0,3}}?{_TAKES_BACK}"
    r"|\b(?:tidak|tdk|gak|ga|nggak|ndak|ora|mboten)\W+setuju\W+"
    r"(?:lagi|maneh|data|dhata|kalau\W+data|nek\W+data)\b"
    r"|\b(?:withdraw|revoke|take\W+back)\W+(?:my\W+|the\W+)?consent\b",
    re.IGNORECASE,
)


def is_disowning(text: str) -> bool:
    """ "Bukan saya", "nomor ini bukan Budi lagi": does the whole text say "that is not me"?"""
    if len(text) > _LONGEST_DISOWNING:
        return False
    folded = fold(text)
    return any(said.match(folded) for said in (_DISOWNED, _NUMBER_DISOWNED))


def is_withdrawing(text: str) -> bool:
    """ "Cabut persetujuan saya": does the text ask to take a consent back?"""
    return len(text) <= _LONGEST_WITHDRAWAL and _WITHDRAWN.search(fold(text)) is not None
