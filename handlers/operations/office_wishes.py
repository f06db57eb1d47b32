"""What the office wants to do, in its own words instead of a button."""

from __future__ import annotations

import re

from handlers.announcing import broadcast
from handlers.importing import lists
from handlers.linking import lookup
from handlers.operations import office_menu
from handlers.turns import access
from handlers.turns.turn import Press, Turn
from services.people import roles

_POLITE = r"\W*(?:(?:tolong|mau|saya|minta)\s+)*"

_SEARCH = re.compile(
    rf"{_POLITE}cari(?:kan)?\s+(?:(?:peserta|orang)\s+)?(?P<whom>\S.*)", re.IGNORECASE
)
_CODE = re.compile(
    rf"{_POLITE}(?:buat|bikin|gawe)(?:kan|no|in)?\s+kode(?:\s+(?:untuk|buat|kanggo)\s+(?P<whom>\S.*))?",
    re.IGNORECASE,
)
_OTHERS: tuple[tuple[str, Press], ...] = (
    (r"(?:menu\s+)?petugas", office_menu.show),
    (
        r"(?:kirim|siarkan)(?:kan)?\s+(?:(?:pesan|pengumuman|info|kabar)\s+)?"
        r"(?:(?:ke|kepada|untuk|buat)\s+)?(?:semua|seluruh|banyak)\b.*",
        broadcast.pressed,
    ),
    (
        r"(?:cara(?:nya)?\s+|gimana\s+|bagaimana\s+)?(?:me)?(?:muat|unggah|upload|masuk(?:kan|in))\s+"
        r"(?:daftar|data|excel|list)\b.*",
        lists.pressed,
    ),
)
_PRESSED = tuple(
    (re.compile(_POLITE + words + r"\W*", re.IGNORECASE), press) for words, press in _OTHERS
)


def from_words(turn: Turn, text: str, *, is_clear: bool) -> bool:
    """Did one of the office say what he wants to do? Who says clearly what he looks for, looks for
    no person.
    """
    if not roles.is_office(turn.tx, turn.contact):
        return False
    if found := _CODE.fullmatch(text):
        access.ensure_open(turn)
        _find(turn, found["whom"], lookup.FOR_CODE)
    elif (found := _SEARCH.fullmatch(text)) and not is_clear:
        access.ensure_open(turn)
        _find(turn, found["whom"])
    elif press := next((press for words, press in _PRESSED if words.fullmatch(text)), None):
        access.ensure_open(turn)
        press(turn, "")
    else:
        return False
    return True


def _find(turn: Turn, whom: str | None, purpose: str = "") -> None:
    if whom is None:
        lookup.ask(turn, purpose)
    else:
        lookup.search(turn, whom, purpose)
