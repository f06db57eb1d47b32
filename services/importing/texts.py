"""Text files with separators: finds out the encoding and the separator."""

import codecs
import csv
import io
import re
from contextlib import suppress
from typing import Any

from services.importing.headings import concepts_of
from services.importing.sheets import Sheet

_SEPARATORS = ";,\t|"
_SAMPLE_LINES = 30
_SEP_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(r"^\s*(<|%PDF|\{\\rtf)")

csv.field_size_limit(1024 * 1024)


def decoded(content: bytes) -> str | None:
    """The text of a list; None if it isn't plain text (pictures, web pages, PDF).

    The encoding is UTF-8 or UTF-16 if the bytes fit, else Windows-1252, as Excel writes "CSV".
    """
    text = _decoded(content)
    sample = text[:4096]
    if _MARKUP.match(text) or len(_CONTROL.findall(sample)) * 100 > len(sample):
        return None
    return text.replace("\0", "")


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content[1:200:2].count(0) * 3 > len(content[:200]):
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def sheet_of_text(text: str) -> Sheet:
    """One sheet without a name; a record is one row, even if a quoted cell has line breaks."""
    announced = _SEP_LINE.match(text)
    separator = announced[1] if announced else _likeliest_separator(text)
    rows = _records(text, separator)
    return Sheet(None, [[], *rows[1:]] if announced else rows)


def _likeliest_separator(text: str) -> str:
    """The one that gives some row the most titles of columns, then the most cells."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])

    def worth(separator: str) -> tuple[int, int]:
        rows = _records(sample, separator)
        titles = max((sum(bool(concepts_of(cell)) for cell in row) for row in rows), default=0)
        return titles, sum(map(len, rows))

    return max(_SEPARATORS, key=worth)


def _records(text: str, separator: str) -> list[list[str]]:
    """The cells of every record; a text with an open quote is read without quoting."""
    is_quote_open = text.count('"') % 2 == 1
    lenient: dict[str, Any] = {"quoting": csv.QUOTE_NONE} if is_quote_open else {}
    for options in ({"strict": True}, lenient):
        with suppress(csv.Error):
            lines = io.StringIO(text, newline="")
            return list(csv.reader(lines, delimiter=separator, **options))
    return [line.split(separator) for line in text.splitlines()]
