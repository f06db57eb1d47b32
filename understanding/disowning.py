""" "Bukan saya": somebody says that he is not the one these messages are for."""

import re

from understanding.normalise import fold

_WHO = r"(?:saya|sy|aku|gue|kulo|kula|dia|orangnya)"
_NUMBER = r"(?:nomer|nomor|no|nmr|hp|number)"
_SAID = (
    rf"(?:(?:bukan|bkn|dudu|sanes|dede)\W+(?:ini\W+)?(?:{_NUMBER}\W+)?{_WHO}"
    rf"|(?:salah|slh|kleru|klentu)\W+(?:orang|org|alamat|sambung|kirim|{_NUMBER}|wong)"
    r"|wrong\W+(?:number|person)|not\W+me)"
)
_TO_SOMEBODY = r"pak|bu|kak|mas|mbak|min|maaf"
_DISOWNED = re.compile(
    rf"^\W*(?:(?:{_TO_SOMEBODY})\W+)*(?:ini\W+)?{_SAID}\b"
    rf"(?:\W+(?:ini|itu|nih|ya|kok|lho|orangnya|{_TO_SOMEBODY}|{_NUMBER}|{_WHO}|{_SAID}|bukan|bkn)"
    r"\b)*\W*$",
    re.IGNORECASE,
)
LONGEST = 80


def is_disowning(text: str) -> bool:
    """Does the whole text say "that is not me" or "wrong number"?"""
    return len(text) <= LONGEST and _DISOWNED.match(fold(text)) is not None
