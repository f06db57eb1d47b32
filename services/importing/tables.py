"""Finds the tables of a sheet: the row of titles, the meaning of each column, the kind of list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.importing.cells import is_blank, shown
from services.importing.headings import Meaning, concepts_of, ranked_meaning
from services.importing.kinds import CERTIFICATES, LAYOUTS, STAFF, Layout
from services.importing.sheets import Cell, Sheet
from services.importing.terms import parse_step

SEARCHED_ROWS = 20
"""The titles of a list begin within these rows."""
_HIGHEST = 3
"""Rows that titles can take up."""
_MANY_DIGITS = re.compile(r"\d\d")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows `first` to `end` (from 0, `end` excluded) of a sheet under one row of titles."""

    sheet: Sheet
    layout: Layout
    columns: dict[Meaning, tuple[int, ...]]
    """The best one of several columns with the same meaning; all columns with phones."""
    titles: dict[int, str]
    """Column → its title as written, for columns with a meaning."""
    heading_row: int
    """As a spreadsheet counts, from 1."""
    first: int
    end: int
    above: tuple[str, ...]
    """The lines above the first titles of the sheet."""


@dataclass(frozen=True, slots=True)
class _Title:
    text: str = ""
    concepts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Heading:
    layout: Layout
    fit: int
    start: int
    height: int
    titles: Sequence[_Title]


def tables_in(sheet: Sheet) -> list[Table]:
    """Every table, top to bottom; none if no row of titles begins in the first 20 rows."""
    rows = sheet.rows
    headings: list[_Heading] = []
    index = 0
    while index < len(rows) and (headings or index < SEARCHED_ROWS):
        heading = _heading_from(rows, index)
        if heading and (not headings or _begins_another(heading, headings)):
            headings.append(heading)
            index = heading.start + heading.height
        else:
            index += 1
    if not headings:
        return []
    ends = [heading.start for heading in headings[1:]] + [len(rows)]
    above = tuple(_lines(rows[: headings[0].start]))
    return [
        _table(sheet, heading, end, above) for heading, end in zip(headings, ends, strict=True)
    ]


def _begins_another(heading: _Heading, before: Sequence[_Heading]) -> bool:
    """Is it a new heading? A row of staff can look like one ("Instruktur", "Kelas las")."""
    named = [title for title in heading.titles if title.text]
    return (
        heading.layout is not STAFF
        or all(title.concepts for title in named)
        or any(heading.titles == earlier.titles for earlier in before)
    )


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for row in rows:
        yield from (text for cell in row if (text := shown(cell)))


def _heading_from(rows: Sequence[Sequence[Cell]], index: int) -> _Heading | None:
    """The titles beginning at this row, or just below it if they fit better alone."""
    if not _could_be_titles(rows[index]):
        return None
    candidates = [
        heading
        for start in range(index, min(index + _HIGHEST, len(rows)))
        for height in range(1, _HIGHEST + 1)
        if (heading := _heading(rows[start : start + height], start, height))
    ]
    return max(candidates, key=lambda one: (one.fit, -one.height, -one.start), default=None)


def _could_be_titles(row: Sequence[Cell]) -> bool:
    """Titles are text and hardly ever contain digits; most records do."""
    filled = with_digits = 0
    for cell in row:
        if not isinstance(cell, str):
            return False
        filled += not is_blank(cell)
        with_digits += _MANY_DIGITS.search(cell) is not None
    return filled >= 2 and with_digits * 4 <= filled


def _heading(rows: Sequence[Sequence[Cell]], start: int, height: int) -> _Heading | None:
    if len(rows) < height or not all(map(_could_be_titles, rows)):
        return None
    titles = _stacked(rows)
    meanings = {found[1] for title in titles if (found := ranked_meaning(title.concepts))}
    fits = [(layout.fit(meanings), layout) for layout in LAYOUTS]
    fit, layout = max(fits, key=lambda pair: pair[0])
    return _Heading(layout, fit, start, height, titles) if fit else None


def _stacked(rows: Sequence[Sequence[Cell]]) -> list[_Title]:
    """The title of every column; a title over several columns lends them its other concepts.

    "Tempat dan Tanggal Lahir" over "Tempat" and "Tanggal" makes them place and date of birth.
    """
    top = [shown(cell) for cell in rows[0]]
    if len(rows) == 1:
        return [_Title(text, concepts_of(text)) for text in top]
    below = _stacked(rows[1:])
    width = max(len(top), len(below))
    top += [""] * (width - len(top))
    below += [_Title()] * (width - len(below))
    titles = list(below)
    for column, text in enumerate(top):
        if text:
            group = _under(column, top, below)
            lent = concepts_of(text)
            if len(group) > 1:
                lent = lent.difference(*(below[child].concepts for child in group))
            for child in group:
                own = below[child]
                titles[child] = _Title(own.text or text, own.concepts | lent)
    return titles


def _under(column: int, top: Sequence[str], below: Sequence[_Title]) -> list[int]:
    """The columns below a title of the upper row."""
    group = [column]
    if below[column].text:
        for right in range(column + 1, len(top)):
            if top[right] or not below[right].text:
                break
            group.append(right)
    return group


def _table(sheet: Sheet, heading: _Heading, end: int, above: tuple[str, ...]) -> Table:
    first = heading.start + heading.height
    ranked: dict[Meaning, list[tuple[int, int]]] = {}
    for column, title in enumerate(heading.titles):
        if found := ranked_meaning(title.concepts):
            rank, meaning = found
            ranked.setdefault(meaning, []).append((rank, column))
    columns: dict[Meaning, tuple[int, ...]] = {
        meaning: (min(places)[1],) for meaning, places in ranked.items()
    }
    if Meaning.PHONES in ranked:
        columns[Meaning.PHONES] = tuple(column for _, column in ranked[Meaning.PHONES])
    is_without_status = heading.layout is CERTIFICATES and Meaning.STATUS not in columns
    if is_without_status and Meaning.NOTE in columns:
        (note,) = columns[Meaning.NOTE]
        if _holds_steps(sheet.rows[first:end], note):
            columns[Meaning.STATUS] = columns.pop(Meaning.NOTE)
    titles = {column: heading.titles[column].text for used in columns.values() for column in used}
    return Table(sheet, heading.layout, columns, titles, heading.start + 1, first, end, above)


def _holds_steps(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Are most of the remarks in this column steps of a certificate?"""
    remarks = [text for row in rows if column < len(row) and (text := shown(row[column]))]
    return sum(parse_step(remark) is not None for remark in remarks) * 2 > len(remarks)
