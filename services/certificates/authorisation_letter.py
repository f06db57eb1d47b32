"""The letter that authorises somebody else to collect a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locales import Words, skills
from locales.words import LANGUAGES
from programme.certificates import Certificate, Kind
from programme.discretion import find_forbidden
from programme.messages import Attachment
from programme.office import Office
from services.printing.paper import MEDIA_TYPE, a4, printable

if TYPE_CHECKING:
    from fpdf import FPDF

FILE_NAME = "surat-kuasa.pdf"
LINE = "." * 60
"""A line to fill in by hand."""

COLUMN, GAP = 85, 5
STAMP = (35, 20)
"""Millimetres: a signature's column and what stays free of it, the place of the revenue stamp."""


def authorisation_letter(
    say: Words, owner: str, proxy: str, certificate: Certificate, office: Office
) -> Attachment:
    """An A4 page to print and sign, always in Indonesian: the office reads it.

    It names two people and the certificate, and nothing about how that was earned.
    """
    say = Words(LANGUAGES[0], say.zone)
    page = a4()
    page.set_font("Helvetica", "B", 16)
    page.cell(0, 10, printable(say("LETTER OF AUTHORISATION")), align="C")
    page.ln(16)
    page.set_font("Helvetica", size=11)
    _paragraph(page, say("I, the undersigned:"))
    _person(page, say, owner)
    _paragraph(page, say("authorise:"))
    _person(page, say, proxy)
    _paragraph(page, _what(say, certificate, office))
    _signatures(page, say, owner, proxy)
    return Attachment(FILE_NAME, MEDIA_TYPE, bytes(page.output()))


def _what(say: Words, certificate: Certificate, office: Office) -> str:
    skill = skills.name(certificate.skill)
    kind = (
        say("certificate of competence") if certificate.kind is Kind.COMPETENCE
        else say("training certificate")
    )  # fmt: skip
    return say(
        "to collect my {kind} in {skill}, number {number}, at {office}, and to sign for it.",
        kind=kind,
        skill=skill,
        number=_shown(certificate.number),
        office=_shown(office.name),
    )


def _person(page: FPDF, say: Words, name: str) -> None:
    for label, value in (
        (say("Name"), _shown(name)),
        (say("ID card number"), LINE),
        (say("Address"), LINE),
    ):
        page.cell(45, 9, printable(label))
        page.multi_cell(0, 9, printable(f": {value}"), align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(3)


def _paragraph(page: FPDF, text: str) -> None:
    page.multi_cell(0, 7, printable(text), new_x="LMARGIN", new_y="NEXT")
    page.ln(2)


def _signatures(page: FPDF, say: Words, owner: str, proxy: str) -> None:
    page.ln(8)
    page.cell(0, 8, printable(say("Place and date: {line}", line=LINE)))
    page.ln(14)
    page.cell(COLUMN, 8, printable(say("The authorised person")))
    page.cell(COLUMN, 8, printable(say("The undersigned")))
    page.ln(12)
    across, down = page.l_margin + COLUMN, page.get_y()
    page.rect(across, down, *STAMP)
    page.text(across + 3, down + STAMP[1] / 2, printable(say("Revenue stamp")))
    page.set_y(down + STAMP[1] + 12)
    below = page.get_y()
    for left, name in ((page.l_margin, proxy), (across, owner)):
        page.set_xy(left, below)
        page.multi_cell(COLUMN - GAP, 6, printable(f"( {_shown(name, 30)} )"), align="L")


def _shown(name: str | None, length: int = len(LINE)) -> str:
    """The name, or a line to fill in if there is none or it has a forbidden word."""
    return LINE[:length] if not name or find_forbidden(name) else name
