"""Telephone numbers as lists hold them → E.164. What would have to be guessed is left out."""

import re

from services.importing.cells import PLACEHOLDERS, shown
from services.importing.sheets import Cell, CellError, Formula

_NONE_YET = frozenset(
    {
        "0",
        "tidak ada",
        "tdk ada",
        "belum ada",
        "blm ada",
        "menyusul",
        "nihil",
        "kosong",
        "tidak punya",
    }
)
_SEPARATORS = re.compile(r"[/,;|&\n\r]+|\b(?:dan|atau|dn)\b", re.IGNORECASE)
_NEXT_NUMBER = re.compile(r"\s+(?=(?:\+?62|0)[\s-]?8)")
_REMARK = re.compile(r"\((?!\d{2,4}\))[^()]*\)|(?<![\w.])[^\W\d_]{2,}[.:]*(?![\w])")
_SHAPE = re.compile(r"^[+(]?[\d\s().-]+$")
_OWN = re.compile(r"\b(?:sendiri|pribadi|ybs|yang bersangkutan)\b", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"\b(?:bukan|tidak|belum|atau|keluarga|ortu|orang tua|ibu|ayah|bapak|istri|suami|anak|kakak"
    r"|adik|paman|bibi|wali|saudara|tetangga)\b|/",
    re.IGNORECASE,
)
_WHOLE_AS_DECIMAL = re.compile(r"(?<=\d{8})\.0$")
"""What a program leaves that wrote a column of numbers out as decimals."""
_EXPONENT = re.compile(r"\d[.,]?\d*e\+?\d", re.IGNORECASE)


def parse_phones(cell: Cell) -> tuple[tuple[str, ...], bool]:
    """(numbers in the order written, is every part of the cell read?)"""
    if isinstance(cell, Formula | CellError):
        return (), False
    if shown(cell).casefold() in PLACEHOLDERS | _NONE_YET:
        return (), True
    text = cell if isinstance(cell, str) else shown(cell)
    if _EXPONENT.search(text):
        return (), False
    numbers: dict[str, None] = {}
    complete = True
    for part in _SEPARATORS.split(text):
        read = _numbers(part)
        complete = complete and read is not None
        numbers.update(dict.fromkeys(read or ()))
    return tuple(numbers), complete


def is_marked_own(written: str) -> bool:
    """Does a title or a remark say that the number is the participant's own ("HP sendiri")?"""
    return bool(_OWN.search(written)) and not _NOT_OWN.search(written)


def _numbers(part: str) -> tuple[str, ...] | None:
    """The numbers between two separators; nothing where only a remark stands; None: unreadable."""
    digits_and_marks = " ".join(_REMARK.sub(" ", part).split()).strip(" .:-'’")
    if not digits_and_marks:
        return ()
    whole = _number(digits_and_marks)
    if whole:
        return (whole,)
    pieces = [_number(piece) for piece in _NEXT_NUMBER.split(digits_and_marks)]
    numbers = tuple(piece for piece in pieces if piece)
    return numbers if numbers and len(numbers) == len(pieces) else None


def _number(text: str) -> str | None:
    """+62…, 62…, 0…, or 8… (its zero lost in a spreadsheet); other countries only with +."""
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
    shortest = 9 if national.startswith("8") else 8
    if not shortest <= len(national) <= 12 or national.startswith(("0", "1")):
        return None
    return f"+62{national}"
