"""A cell with telephone numbers, and the remarks that offices write into it."""

import re

from programme.phones import phones_in
from services.importing.cells import PLACEHOLDERS, shown
from services.importing.sheets import Cell, CellError, Formula

_NONE_YET = PLACEHOLDERS | {
    *("0", "nihil", "kosong", "menyusul"),
    *("tidak ada", "tdk ada", "belum ada", "blm ada", "tidak punya"),
}
_OWN = re.compile(r"\b(?:sendiri|pribadi|ybs|yang bersangkutan)\b", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"\b(?:bukan|tidak|belum|atau|keluarga|ortu|orang tua|ibu|ayah|bapak|istri|suami|anak|kakak"
    r"|adik|paman|bibi|wali|saudara|tetangga)\b|/",
    re.IGNORECASE,
)


def parse_phones(cell: Cell) -> tuple[tuple[str, ...], bool]:
    """(the numbers in E.164 in the order written, could every part of the cell be read?)"""
    if isinstance(cell, Formula | CellError):
        return (), False
    if shown(cell).casefold() in _NONE_YET:
        return (), True
    return phones_in(cell if isinstance(cell, str) else shown(cell))


def is_marked_own(written: str) -> bool:
    """Does a title or a remark say that the number is the participant's own ("HP sendiri")?"""
    return bool(_OWN.search(written)) and not _NOT_OWN.search(written)
