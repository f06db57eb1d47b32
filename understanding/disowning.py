""" "Bukan saya": somebody says that he is not the one these messages are for."""

import re

from understanding.normalise import fold

_WHO = r"(?:saya|sy|aku|gue|kulo|kula|dia|orangnya)"
_NUMBER = r"(?:nomer|nomor|no|nmr|hp|number)"
_DISOWNED = re.compile(
    rf"^\W*(?:maaf\W+)?(?:ini\W+)?(?:"
    rf"(?:bukan|bkn|dudu|sanes|dede)\W+(?:ini\W+)?(?:{_NUMBER}\W+)?{_WHO}"
    rf"|(?:salah|slh|kleru|klentu)\W+(?:orang|org|alamat|sambung|kirim|{_NUMBER}|wong)"
    rf"|wrong\W+(?:number|person)|not\W+me"
    rf")\b(?:\W+(?:ini|itu|nih|pak|bu|kak|mas|mbak|min|ya|kok|lho|orangnya|{_NUMBER}|{_WHO}|"
    rf"bukan|bkn))*\W*$",
    re.IGNORECASE,
)
LONGEST = 80


def is_disowning(text: str) -> bool:
    """Does the whole text say "that is not me" or "wrong number"?"""
    return len(text) <= LONGEST and _DISOWNED.match(fold(text)) is not None
