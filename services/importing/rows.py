"""Separates a table's records from everything else that offices write between and below them.

Bands ("BULAN JUNI 2025", "KEJURUAN LAS"), totals, column numbers, footnotes, notes and signature
blocks are not records. A band with a skill or a date holds for the rows below it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from services.importing.cells import is_blank, shown
from services.importing.dates import parse_date, weekday_in
from services.importing.headings import Meaning, concepts_of
from services.importing.row import Row
from services.importing.sheets import Cell
from services.importing.tables import Table
from services.importing.terms import parse_skill

_SIGNATURE = re.compile(
    r"^(mengetahui|menyetujui|disetujui|disahkan|diketahui|kepala\b|ketua\b|sekretaris\b|plt\b|"
    r"a\.?n\.?\s|an\.|ttd\b|nip\b|pembina\b|penata\b|koordinator\b|penanggung jawab|"
    r"dibuat oleh|disusun oleh|hormat kami|kasi\b|kabid\b|direktur\b)",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(
    r"^[a-z .]{3,30},\s*(\d{1,2}|[._…]*)\s*[a-z._…]+\s*(19|20)\d\d$", re.IGNORECASE
)
_TOTAL = re.compile(
    r"^(jumlah|jml|total|sub\s*total|grand total|rata-?\s?rata|rekap)\b", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"^(\*+\)?|catatan|keterangan|ket\b|nb\b|note\b)\s*[:.*)]?", re.IGNORECASE)

_SAME_AS_ABOVE = re.compile(r"[-\s]*(\"|''|〃|”|″|idem|s\.?d\.?a\.?)[-\s]*", re.IGNORECASE)


class Completeness(Enum):
    """How complete a row is as a record."""

    WHOLE = "its key cells are filled"
    PART = "enough is filled to miss the rest"
    NONE = "nothing to make a record of"


def records_in(table: Table, completeness_of: Callable[[Row], Completeness]) -> Iterator[Row]:
    """The rows that are records or should be, in the order of the sheet."""
    filled_down = _filled_down(table)
    has_ended = False
    band_skill = band_date = None
    for index, cells in _rows_in_full(table):
        row = _row(table, index, cells, filled_down)
        row.band_skill, row.band_date = band_skill, band_date
        completeness = completeness_of(row) if row.own else Completeness.NONE
        if completeness is Completeness.WHOLE:
            yield row
            continue
        texts = [text for cell in cells if (text := shown(cell))]
        if _is_signature(row, texts):
            has_ended = True
        elif len(texts) == 1:
            band_skill = _skill_band(texts[0]) or band_skill
            band_date = (
                texts[0] if parse_date(texts[0]) and not texts[0].isdecimal() else band_date
            )
        if completeness is Completeness.PART and not has_ended and not _is_filler(texts):
            yield row


def has_band_for(table: Table, meaning: Meaning) -> bool:
    """Do bands in the table say what a column would (its skill or its date)?"""
    tells: Callable[[str], object] = _skill_band if meaning is Meaning.SKILL else parse_date
    for cells in table.sheet.rows[table.first : table.end]:
        texts = [text for cell in cells if (text := shown(cell))]
        if len(texts) == 1 and not texts[0].isdecimal() and tells(texts[0]):
            return True
    return False


def _rows_in_full(table: Table) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The table's rows with their indexes; marks for "the same as above" are replaced."""
    columns = _speaking_for_several(table)
    above: dict[int, Cell] = {}
    for index in range(table.first, table.end):
        cells = list(table.sheet.rows[index])
        for column in columns:
            if column < len(cells) and _SAME_AS_ABOVE.fullmatch(shown(cells[column])):
                cells[column] = above.get(column, cells[column])
            elif column < len(cells) and not is_blank(cells[column]):
                above[column] = cells[column]
        yield index, cells


def _row(
    table: Table, index: int, cells: Sequence[Cell], filled_down: dict[tuple[int, int], Cell]
) -> Row:
    found: dict[Meaning, Cell] = {}
    own: set[Meaning] = set()
    phones = []
    for meaning, columns in table.columns.items():
        for column in columns:
            cell = cells[column] if column < len(cells) else ""
            if not is_blank(cell):
                found.setdefault(meaning, cell)
                own.add(meaning)
                if meaning is Meaning.PHONES:
                    phones.append((column, cell))
            elif filled_down and (index, column) in filled_down:
                found.setdefault(meaning, filled_down[index, column])
    return Row(table, index + 1, found, frozenset(own), phones=tuple(phones))


def _filled_down(table: Table) -> dict[tuple[int, int], Cell]:
    """(row, column) → the value of the merged cell over it, if that holds for all its rows."""
    columns = _speaking_for_several(table)
    rows = table.sheet.rows
    filled: dict[tuple[int, int], Cell] = {}
    covered_to: dict[int, int] = {}
    for (top, left), (bottom, _) in sorted(table.sheet.merged):
        speaks = left in columns and bottom > top >= max(table.first, covered_to.get(left, 0))
        if not speaks or top >= table.end or left >= len(rows[top]):
            continue
        last = min(bottom, table.end - 1)
        covered_to[left] = last + 1
        filled.update({(row, left): rows[top][left] for row in range(top + 1, last + 1)})
    return {place: cell for place, cell in filled.items() if not is_blank(cell)}


def _speaking_for_several(table: Table) -> set[int]:
    """The columns in which one cell can hold for several rows."""
    return {
        column for meaning in table.layout.filled_down for column in table.columns.get(meaning, ())
    }


def _skill_band(text: str) -> str | None:
    """The text if it is a band for the rows of one skill, known or not."""
    names_one = parse_skill(text) or "skill" in concepts_of(text)
    return text if names_one and not _is_filler([text]) else None


def _is_signature(row: Row, texts: Sequence[str]) -> bool:
    """Does a signature block begin or continue here ("Lamongan, 26 Mei 2025", "Mengetahui")?"""
    free = {shown(row.cell(meaning)) for meaning in (Meaning.NOTE, Meaning.BIRTH)}
    return any(
        _SIGNATURE.match(text) or (_PLACE_AND_DATE.match(text) and weekday_in(text) is None)
        for text in texts
        if text not in free or len(texts) == 1
    )


def _is_filler(texts: Sequence[str]) -> bool:
    if not texts or _TOTAL.match(texts[0]) or _FOOTNOTE.match(texts[0]):
        return True
    numbers = [text.strip("() ") for text in texts]
    return len(numbers) >= 3 and numbers == [str(number + 1) for number in range(len(numbers))]
