"""Which PINs are acceptable, and how long one opens a chat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

OPEN_FOR = timedelta(minutes=15)
"""How long a chat with a PIN stays open after the right PIN."""

PIN_LENGTHS = range(4, 7)

_CALLED_PIN = re.compile(
    r"^\W*(?:(?:ini|iki|niki)\W+)?pin(?:ku|nya|ne|e)?\b"
    r"(?:\W+(?:saya|sy|aku|kula|kulo|baru|anyar|my|new|is)\b)*",
    re.IGNORECASE,
)


def read_pin(text: str) -> str | None:
    """The digits of a text that consists of a PIN ("12 34 56", "pinku 4071"), else None."""
    written = _CALLED_PIN.sub("", text)
    digits = "".join(str(int(char)) for char in written if char.isdecimal())
    if len(digits) not in PIN_LENGTHS or any(char.isalpha() for char in written):
        return None
    return digits


def is_guessable(pin: str, birth_dates: Iterable[date]) -> bool:
    """Equal digits, consecutive digits, or a birth date of somebody the chat is linked to."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        return True
    forms = ("%d%m", "%m%d", "%Y", "%d%m%y", "%y%m%d", "%m%d%y", "%m%Y", "%Y%m")
    return any(pin == born.strftime(form) for born in birth_dates for form in forms)
