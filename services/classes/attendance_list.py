"""The attendance list of a session, to be printed and signed."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Words, skills
from programme.messages import Attachment
from programme.sessions import Session
from services.printing.paper import MEDIA_TYPE, a4, printable
from services.printing.places import neutral_place

WIDTHS = (12, 95, 75)
"""Millimetres: number, name, signature."""


def attendance_list(say: Words, session: Session, names: Sequence[str]) -> Attachment:
    """An A4 page or more with a line to sign for each name, as a PDF."""
    page = a4()
    page.set_font("Helvetica", "B", 14)
    page.cell(text=printable(say("Attendance list")), new_x="LMARGIN", new_y="NEXT")
    page.set_font("Helvetica", size=11)
    place = neutral_place(say, session.place)
    for line in (
        skills.name(session.skill),
        f"{say.day(say.local_day(session.starts_at))}, "
        f"{say.hours(session.starts_at, session.ends_at)}",
        say("Place: {place}", place=place) if place else "",
    ):
        page.cell(text=printable(line), new_x="LMARGIN", new_y="NEXT", h=6)
    page.ln(4)
    with page.table(col_widths=WIDTHS, line_height=9, text_align="LEFT") as table:
        header = table.row()
        for title in ("No.", say("Name"), say("Signature")):
            header.cell(printable(title))
        for number, name in enumerate(names, 1):
            row = table.row()
            for text in (str(number), name, ""):
                row.cell(printable(text))
    return Attachment("daftar-hadir.pdf", MEDIA_TYPE, bytes(page.output()))
