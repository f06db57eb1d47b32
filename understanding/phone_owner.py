"""What somebody answers who is asked whether he agrees, and whose phone it is."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from understanding.normalise import fold
from understanding.short_answers import accepts

LONGEST = 100


class PhoneOwner(Enum):
    MINE = auto()
    BORROWED = auto()


@dataclass(frozen=True, slots=True)
class PhoneAnswer:
    """Either may be left out: "setuju", "pinjam punya adik"."""

    agrees: bool
    owner: PhoneOwner | None


_PHONE = r"(?:hp|hape|henpon|handphone|ponsel|telepon|tlp|telp|nomor|nomer|no|wa|chat|phone)"
_ME = r"(?:saya|sya|sy|aku|ak|gue|kula|kulo|dhewe|dewe|pribadi|sendiri|sndiri|piyambak|kiyambak)"
_NOT = r"(?:bukan|bkn|dudu|sanes|tidak|tdk|gak|ga|nggak|ndak|ora|mboten|not)"
_OTHERS = (
    r"(?:ibu|ibuk|bapak|bapake|ayah|mama|mamak|emak|mak|istri|isteri|suami|bojo|anak|adik|adek|adi"
    r"|kakak|kakang|mas|mbak|paman|pakde|bude|bulik|paklik|teman|temen|kanca|konco|tetangga|tonggo"
    r"|orang|wong|saudara|sedulur|keponakan|ponakan|mertua|nenek|kakek|mbah|pacar|bos|petugas|kantor"
    r"|warung|konter|brother|sister|mother|wife|husband|friend|somebody)"
)
_BORROWED = re.compile(
    rf"(?<!\w)(?:pinjam|pinjem|minjam|minjem|dipinjam|dipinjami|nyilih|nyelang|silihan|numpang"
    rf"|nebeng|borrow)\w*|\b(?:{_PHONE}(?:nya|e|ne)?|punya\w*|milik\w*|gadhahe|nggone|duweke)"
    rf"\W+(?:si\W+|my\W+)?{_OTHERS}|\b{_OTHERS}\W+punya\b"
    rf"|\b{_NOT}\W+(?:{_PHONE}|punya|milik|duwek)(?:ku\b|\W+(?:{_PHONE}\W+)?{_ME}\b)"
    rf"|\b{_NOT}\W+(?:punyaku|duwekku|milikku|mine|my)\b",
    re.IGNORECASE,
)
_NOT_BORROWED = re.compile(
    rf"\b{_NOT}\W+(?:hp\W+)?(?:pinjam|pinjem|minjam|minjem|nyilih|borrow)\w*", re.IGNORECASE
)
_MINE = re.compile(
    rf"\b(?:{_PHONE}|punya\w*|milik|gadhah\w*|nggon|duwek)(?:ku\b|q\b|\W+(?:ini\W+|e\W+)?{_ME}(?:\W+{_ME})*\b)"
    rf"|\b(?:punyaku|milikku|duwekku|nggonku|hpku|hapeku|sendiri|sndiri|dewe|dhewe|pribadi|kiyambak"
    r"|mine|my\W+(?:own\W+)?(?:phone|number)|my\W+own)\b|^\W*saya\W*$",
    re.IGNORECASE,
)
_AGREES = re.compile(r"\b(?:setuju|setujui|stuju|sarujuk|sepakat|agree|agreed)\b", re.IGNORECASE)
_DISAGREES = re.compile(
    rf"\b(?:{_NOT}|belum|blm|durung|kurang)\W+(?:\w+\W+)?(?:setuju|sarujuk|mau|gelem|boleh|agree)\b",
    re.IGNORECASE,
)


def read_phone_answer(text: str) -> PhoneAnswer:
    """ "setuju hp saya", "pinjam punya adik", "boleh lah", "iya hp sendiri"."""
    said = fold(text)
    if len(said) > LONGEST:
        return PhoneAnswer(agrees=False, owner=None)
    owner = None
    if _BORROWED.search(_NOT_BORROWED.sub(" ", said)):
        owner = PhoneOwner.BORROWED
    elif _MINE.search(said) or _NOT_BORROWED.search(said):
        owner = PhoneOwner.MINE
    return PhoneAnswer(_agrees(said), owner)


def _agrees(said: str) -> bool:
    """In so many words, or by a "ya" beside nothing but whose phone it is."""
    if _AGREES.search(said):
        return not _DISAGREES.search(said)
    rest = said
    for of_phone in (_NOT_BORROWED, _BORROWED, _MINE):
        rest = of_phone.sub(" ", rest)
    return accepts(rest)
