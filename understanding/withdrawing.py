""" "Cabut persetujuan saya": somebody takes back what he agreed to."""

import re

from understanding.normalise import fold

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
LONGEST = 120


def is_withdrawing(text: str) -> bool:
    """Does the text ask to take a consent back?"""
    return len(text) <= LONGEST and _WITHDRAWN.search(fold(text)) is not None
