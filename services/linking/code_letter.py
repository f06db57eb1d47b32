"""Letters with a code for people without a phone: a letter names no person and no place.

Those for a class are numbered; whose number is whose stands on a list that the office keeps.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locales import Words
from programme.discretion import find_forbidden
from programme.messages import Attachment
from programme.office import Office
from services.printing.paper import MEDIA_TYPE, a4, printable

if TYPE_CHECKING:
    from fpdf import FPDF

QR_MM = 55
WIDTHS = (12, 80, 40, 50)
"""Millimetres: number, name, participant number, signature."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes. `bot` is the chat's address in `messenger` ("" if unknown), `until` the codes'
    last day.
    """

    office: Office
    bot: str
    messenger: str
    until: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`qr` is a picture (PNG) of the code's link, or of the code. `name` and `number` are for the
    office's list and the file's name only."""

    code: str
    qr: bytes
    name: str
    number: str = ""


def letter(say: Words, sender: Sender, one: Letter) -> Attachment:
    """One A4 page."""
    paper = a4()
    _write(paper, say, sender, one)
    return Attachment(
        named("surat", one.number, one.name, "pdf"), MEDIA_TYPE, bytes(paper.output())
    )


def class_letters(say: Words, sender: Sender, about: str, letters: Sequence[Letter]) -> Attachment:
    """The office's list, then a page for each letter, with the number that it has in the list."""
    paper = a4()
    paper.set_font("Helvetica", "B", 14)
    paper.cell(
        text=printable(say("Codes: {about}", about=about)), new_x="LMARGIN", new_y="NEXT", h=8
    )
    paper.set_font("Helvetica", size=11)
    for said in (
        say("Each page after this list is a letter, with the number that stands here."),
        say("This list stays in the office. The codes work until {day}.", day=sender.until),
    ):
        paper.multi_cell(0, 6, printable(said), new_x="LMARGIN")
    paper.ln(4)
    with paper.table(col_widths=WIDTHS, line_height=8, text_align="LEFT") as table:
        header = table.row()
        for title in ("No.", say("Name"), say("Participant number"), say("Received (signature)")):
            header.cell(printable(title))
        for place, one in enumerate(letters, 1):
            row = table.row()
            for text in (str(place), one.name, one.number, ""):
                row.cell(printable(text))
    for place, one in enumerate(letters, 1):
        paper.add_page()
        _write(paper, say, sender, one, f"No. {place}")
    return Attachment(named("surat", about, "", "pdf"), MEDIA_TYPE, bytes(paper.output()))


def named(what: str, number: str, name: str, ending: str) -> str:
    """A file's name that says whose it is: "surat-LMG-2026-031-Budi-Santoso.pdf"."""
    words = "-".join(each for each in (what, number, name) if not find_forbidden(each))
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', words).strip('-')}.{ending}"


def _write(paper: FPDF, say: Words, sender: Sender, one: Letter, place: str = "") -> None:
    office = sender.office

    def write(text: str, height: int) -> None:
        paper.multi_cell(0, height, printable(text), new_x="LMARGIN")

    if place:
        paper.set_font("Helvetica", size=9)
        paper.cell(0, 5, text=place, align="R", new_x="LMARGIN", new_y="NEXT")
    paper.set_font("Helvetica", "B", 14)
    write(office.name or say("Job training"), 8)
    paper.set_font("Helvetica", size=11)
    if office.address:
        write(office.address, 6)
    paper.ln(6)
    paper.set_font("Helvetica", size=12)
    for said in (
        say("With this code you can ask on your phone about class times and the certificate."),
        say(
            "1. Scan the picture, or open {bot} in {messenger}.",
            bot=sender.bot,
            messenger=sender.messenger,
        )
        if sender.bot
        else say("1. Scan the picture with your phone."),
        say("2. Write the code there, if it is not taken by itself: {code}", code=one.code),
        say("3. Read what is kept, and choose. Refusing costs you nothing."),
    ):
        write(said, 7)
    paper.ln(4)
    paper.image(io.BytesIO(one.qr), w=QR_MM, h=QR_MM)
    paper.set_font("Courier", "B", 20)
    paper.cell(text=printable(one.code), new_x="LMARGIN", new_y="NEXT", h=14)
    paper.set_font("Helvetica", size=11)
    write(say("The code works once, until {day}. Keep it to yourself.", day=sender.until), 6)
    if office.phone:
        write(say("Questions? Call {phone}.", phone=office.phone), 6)
