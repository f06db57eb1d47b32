"""The attendance list of a session, to be printed and signed."""

from __future__ import annotations

from collections.abc import Sequence

from locales import Words, skills
from programme.discretion import find_forbidden
from programme.messages import Attachment
from programme.office import Office
from programme.sessions import Session
from services.classes.escorting import Meeting
from services.printing.paper import MEDIA_TYPE, a4, printable
from services.printing.places import neutral_place

WIDTHS = (12, 95, 75)
"""Millimetres: number, name, signature."""


def attendance_list(
    say: Words, office: Office, session: Session, meeting: Meeting, names: Sequence[str]
) -> Attachment:
    """An A4 page or more with the office's letterhead, the class and its topic, a line to sign for
    each name and one for the instructor, as a PDF. It lies about: no participant numbers.
    """
    page = a4()

    def write(text: str | None, height: float = 6) -> None:
        if text:
            page.multi_cell(0, height, printable(text), new_x="LMARGIN", new_y="NEXT")

    page.set_font("Helvetica", "B", 13)
    write(office.name or say("Job training"), 7)
    page.set_font("Helvetica", size=10)
    write(office.address, 5)
    write(say("Phone: {phone}", phone=office.phone) if office.phone else None, 5)
    page.line(page.l_margin, page.y + 2, page.w - page.r_margin, page.y + 2)
    page.ln(6)
    page.set_font("Helvetica", "B", 14)
    write(say("Attendance list"), 8)
    page.set_font("Helvetica", size=11)
    place = neutral_place(say, session.place)
    write(
        say(
            "{skill}, class {number} of {all}",
            skill=skills.name(session.skill),
            number=meeting.number,
            all=meeting.of,
        )
    )
    write(
        f"{say.day(say.local_day(session.starts_at))}, "
        f"{say.hours(session.starts_at, session.ends_at)}"
    )
    if session.topic and not find_forbidden(session.topic):
        write(say("Topic: {topic}", topic=session.topic))
    write(say("Place: {place}", place=place) if place else None)
    page.ln(4)
    with page.table(col_widths=WIDTHS, line_height=9, text_align="LEFT") as table:
        header = table.row()
        for title in ("No.", say("Name"), say("Signature")):
            header.cell(printable(title))
        for number, name in enumerate(names, 1):
            row = table.row()
            for text in (str(number), name, ""):
                row.cell(printable(text))
    page.ln(8)
    write(say("Instructor: {name}", name=session.instructor or "........................"))
    page.ln(14)
    write(say("Signature: {line}", line="........................"))
    return Attachment("daftar-hadir.pdf", MEDIA_TYPE, bytes(page.output()))
