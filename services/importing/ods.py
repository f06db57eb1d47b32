"""Finds in an .ods what python-calamine doesn't report: merged cells, and the size when unfolded.

Tags are found by a pattern instead of a parser: nothing is built in memory, no entity is expanded.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from services.importing.sheets import Area

_TAG = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)((?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?)>"
)
_ATTRIBUTE = re.compile(
    rb"(?:table|office):(name|number-(?:rows|columns)-(?:repeated|spanned)|value-type)=\"([^\"]*)\""
)


def merged_areas(content: bytes) -> Mapping[str, Sequence[Area]]:
    """Sheet name → its merged cells, from an .ods file's content.xml."""
    areas: dict[str, list[Area]] = {}
    sheet: list[Area] = []
    row = next_row = column = 0
    for tag, attributes in _tags(content):
        match tag:
            case b"table":
                name = unescape(attributes.get(b"name", b"").decode(errors="replace"))
                sheet = areas.setdefault(name, [])
                next_row = 0
            case b"table-row":
                row, column = next_row, 0
                next_row += _count(attributes, b"number-rows-repeated")
            case _:
                down = _count(attributes, b"number-rows-spanned")
                right = _count(attributes, b"number-columns-spanned")
                if down > 1 or right > 1:
                    sheet.append(((row, column), (row + down - 1, column + right - 1)))
                column += _count(attributes, b"number-columns-repeated")
    return areas


def cells_laid_out(content: bytes) -> int:
    """How many cells the largest sheet has when all repeated rows and cells are written out.

    Empty cells before filled ones count, because a library has to write those out too.
    """
    largest = 0
    last_row = last_column = next_row = column = 0
    for tag, attributes in _tags(content):
        match tag:
            case b"table":
                last_row = last_column = next_row = 0
            case b"table-row":
                column = 0
                next_row += _count(attributes, b"number-rows-repeated")
            case _:
                column += _count(attributes, b"number-columns-repeated")
                if b"value-type" in attributes:
                    last_row, last_column = next_row, max(last_column, column)
                    largest = max(largest, last_row * last_column)
    return largest


def _tags(content: bytes) -> list[tuple[bytes, dict[bytes, bytes]]]:
    return [(tag, dict(_ATTRIBUTE.findall(rest))) for tag, rest in _TAG.findall(content)]


def _count(attributes: Mapping[bytes, bytes], name: bytes) -> int:
    written = attributes.get(name, b"1")
    return max(int(written), 1) if written.isdigit() and len(written) < 10 else 1
