"""What all PDFs need: an A4 page and text its fonts can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from fpdf import FPDF

MEDIA_TYPE = "application/pdf"

_PLAIN_SIGNS = str.maketrans("’‘“”–—", "''\"\"--") | str.maketrans({"…": "..."})


def a4() -> FPDF:
    """An A4 document with its first page."""
    from fpdf import FPDF  # noqa: PLC0415 - large, and rarely needed

    paper = FPDF(format="A4")
    paper.add_page()
    return paper


def printable(text: str) -> str:
    """Text for the PDF's built-in fonts; other scripts become "?".

    HTML escapes of `Words` are undone.
    """
    plain = text.unescape() if isinstance(text, Markup) else text
    return plain.translate(_PLAIN_SIGNS).encode("latin-1", "replace").decode("latin-1")
