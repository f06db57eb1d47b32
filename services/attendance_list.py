"""The attendance list of a session, to be printed and signed."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Words, skills
from programme.messages import Attachment
from programme.sessions import Session
from services.places import neutral_place

WIDTHS = (12, 95, 75)
"""Millimetres: number, name, signature."""


def attendance_list(say: Words, session: Session, names: Sequence[str]) -> Attachment:
    """An A4 page or more with a line to sign for each name, as a PDF."""
    from fpdf import FPDF  # noqa: PLC0415 - large, and rarely needed

    page = FPDF(format="A4")
    page.add_page()
    page.set_font("Helvetica", "B", 14)
    page.cell(text=_printable(say("Attendance list")), new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    place = neutral_place(say, session.place)
    for line in (
        skills.name(session.skill),
        f"{say.day(say.local_day(session.starts_at))}, "
        f"{say.hours(session.starts_at, session.ends_at)}",
        say("Place: {place}", place=place) if place else "",
    ):
        page.cell(text=_printable(line), new_x="LMARGIN", new_y="NEXT", h=6)
    page.ln(4)
    with page.table(col_widths=WIDTHS, line_height=9, text_align="LEFT") as table:
        header = table.row()
        for title in ("No.", say("Name"), say("Signature")):
            header.cell(_printable(title))
        for number, name in enumerate(names, 1):
            row = table.row()
            for text in (str(number), name, ""):
                row.cell(_printable(text))
    return Attachment("daftar-hadir.pdf", "application/pdf", bytes(page.output()))


def _printable(text: str) -> str:
    """What the PDF's built-in fonts can show."""
    plain = str(text).translate(str.maketrans("’‘“”–—", "''\"\"--"))
    return plain.encode("latin-1", "replace").decode("latin-1")
