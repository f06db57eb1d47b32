"""One cell as text, for storing, comparing and showing."""

import unicodedata
from datetime import date, datetime, time

from services.importing.sheets import Cell, CellError, Formula

PLACEHOLDERS = frozenset({"", "-", "--", "---", "—", "–", "_", ".", "...", "…", "n/a"})
"""What people write into a cell instead of leaving it empty."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def tidy(text: str) -> str:
    """Collapse white space; remove control, direction and zero-width characters."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            character
            for character in unicodedata.normalize("NFC", text)
            if character.isspace() or unicodedata.category(character) not in _INVISIBLE
        )
    return " ".join(text.split())


def shown(cell: Cell) -> str:  # noqa: PLR0911  # one line a type of cell
    """The cell's text, trimmed; a date as YYYY-MM-DD, a whole number without decimals."""
    match cell:
        case str():
            return tidy(cell)
        case Formula() | CellError():
            return tidy(cell.text)
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            has_time = cell.time() != time()
            return cell.isoformat(" ", "minutes") if has_time else cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time():
            return cell.strftime("%H.%M")
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not (cell and tidy(cell))


def text_of(cell: Cell) -> str | None:
    """The cell as text to store; None if it is empty, a placeholder, a formula or an error."""
    if isinstance(cell, Formula | CellError):
        return None
    text = shown(cell)
    return None if text in PLACEHOLDERS else text


def looks_like_formula(cell: Cell) -> bool:
    """Would a spreadsheet read this text as a formula after an export? (OWASP, CSV injection)"""
    if not isinstance(cell, str):
        return False
    text = tidy(cell)
    return text[:1] in {"=", "+", "-", "@"} and text not in PLACEHOLDERS


def place_key(place: str) -> str:
    """A room's name for comparing: without case, spaces and punctuation."""
    return "".join(character for character in place.casefold() if character.isalnum())
