"""People's names as lists write them: comparing and showing them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import dropwhile

_MARKS = re.compile(r"['’‘`´]")
_BETWEEN_NAMES = re.compile(r"[,;/&+\n]|\s+dan\s+", re.IGNORECASE)
_TITLES = frozenset(
    re.findall(r"\w+", "h hj haji hajah dr dra drs ir prof pak bu bapak ibu mas mbak cak kak sdr")
)
_DEGREE = re.compile(
    r"[smad]\.(?:t|pd|e|h|i|md|kom|sos|si|ag|ap|ip|km|kep|p|hum|psi|ak|sc|kes|tr)(?:\.\w{1,4})*\.?"
    r"|st|se|sh|mt|mm|spd|mpd|amd|skom"
)
"""As written behind a name without a comma: "Wahyu Prasetyo S.T.", "Wahyu Prasetyo ST"."""
_MUHAMMAD = re.compile(r"m|moh|mohd|moch|muh|m[ou]c?ham+ad")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name for comparison: without case, marks, titles, degrees and short forms of Muhammad."""
    words = _MARKS.sub("", name.split(",", 1)[0].casefold()).split()
    while len(words) > 1 and _DEGREE.fullmatch(words[-1]):
        words.pop()
    bare = re.findall(r"\w+", " ".join(words))
    named = list(dropwhile(_TITLES.__contains__, bare)) or bare
    return " ".join("m" if _MUHAMMAD.fullmatch(word) else word for word in named)


def is_named_in(name: str, text: str) -> bool:
    """Does the text, one name or several ("Wahyu, S.T. / Bambang"), name this person in full?"""
    key = name_key(name)
    return bool(key) and any(name_key(one) == key for one in _BETWEEN_NAMES.split(text))


def share_a_name(one: str, other: str) -> bool:
    """Is somebody named in full in both texts, each of one name or several?"""
    return any(is_named_in(name, other) for name in _BETWEEN_NAMES.split(one))


def shown_name(name: str) -> str:
    """A name as a person would write it: not all in capitals.

    Degrees after a comma stay as they are.
    """
    own, comma, degrees = name.partition(",")
    if not own.isupper():
        return name
    small = re.sub(r"(?:^|(?<=[\s.-]))\w", lambda first: first[0].upper(), own.lower())
    return f"{small}{comma}{degrees}"
