"""Telephone numbers in a text → E.164. What would have to be guessed is left out."""

import re

_SEPARATORS = re.compile(r"[/,;|&\n\r]+|\b(?:dan|atau|dn)\b", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"\s+(?=(?:\+?62|0)[\s-]?8)")
_REMARK = re.compile(r"\((?!\d{2,4}\))[^()]*\)|(?<![\w.])[^\W\d_]{2,}[.:]*(?![\w])")
_SHAPE = re.compile(r"^[+(]?[\d\s().-]+$")
_WHOLE_AS_DECIMAL = re.compile(r"(?<=\d{8})\.0$")
"""A spreadsheet that stores numbers as decimals writes them so."""
_EXPONENT = re.compile(r"\d[.,]?\d*e\+?\d", re.IGNORECASE)
_SHORTEST_MOBILE = 9
"""Digits behind +62, as for the other two."""
_SHORTEST_FIXED = 8
_LONGEST = 12


def phones_in(text: str) -> tuple[tuple[str, ...], bool]:
    """(the numbers in the order written, could every part of the text be read?)"""
    if _EXPONENT.search(text):
        return (), False
    parts = [_numbers(part) for part in _SEPARATORS.split(text)]
    numbers = dict.fromkeys(number for part in parts for number in part or ())
    return tuple(numbers), None not in parts


def _numbers(part: str) -> tuple[str, ...] | None:
    """The numbers between two separators; empty for a remark alone; None if unreadable."""
    digits_and_marks = " ".join(_REMARK.sub(" ", part).split()).strip(" .:-'’")
    if not digits_and_marks:
        return ()
    if whole := e164(digits_and_marks):
        return (whole,)
    pieces = [e164(piece) for piece in _NEXT_NUMBER.split(digits_and_marks)]
    numbers = tuple(piece for piece in pieces if piece)
    return numbers if len(numbers) == len(pieces) else None


def e164(text: str) -> str | None:
    """+62…, 62…, 0…, or 8… (a spreadsheet dropped its zero); other countries only with +."""
    if not _SHAPE.match(text):
        return None
    digits = re.sub(r"\D", "", _WHOLE_AS_DECIMAL.sub("", text))
    if text.lstrip("(").startswith("+") and not digits.startswith("62"):
        return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else None
    if digits.startswith("0062"):
        digits = digits[2:]
    if digits.startswith("62"):
        national = digits[2:].removeprefix("0")
    elif digits.startswith("0"):
        national = digits[1:]
    elif digits.startswith("8"):
        national = digits
    else:
        return None
    shortest = _SHORTEST_MOBILE if national.startswith("8") else _SHORTEST_FIXED
    if not shortest <= len(national) <= _LONGEST or national.startswith(("0", "1")):
        return None
    return f"+62{national}"
