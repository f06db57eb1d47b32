"""A proof as a page: what the certificate says, and where to check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from locales import Words, skills
from programme.certificates import Kind
from programme.employer_proofs import Statement
from programme.messages import Attachment
from programme.office import Office
from services.printing.paper import MEDIA_TYPE, a4, printable

if TYPE_CHECKING:
    from fpdf import FPDF

FILE_NAME = "bukti-sertifikat.pdf"
CREDENTIAL_NAME = "sertifikat.jwt"

MARGIN, WIDTH = 20, 170
BAND, LABELS, QR, FOOT = 40, 52, 44, 55
"""Millimetres: the page's edge and what is left between, the coloured band's height, the column of
labels, the QR's side, the height of what stands at the bottom."""

BRAND, ON_BRAND, INK, SOFT, LINE = (
    (11, 93, 87), (255, 250, 240), (31, 43, 42), (85, 98, 95), (221, 211, 195),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """Where a proof can be checked, until when (local day), and the same as signed data."""

    url: str
    until: date
    credential: str


def proof_sheet(
    said: Statement, issued_by: str, office: Office, say: Words, today: date, check: Check | None
) -> Attachment:
    """An A4 page as a PDF; without `check` it refers to the office.

    `issued_by` is the certificate's issuer ("" = not told).
    """
    paper = a4()
    paper.set_margin(MARGIN)
    paper.c_margin = 0
    paper.set_auto_page_break(False)
    paper.set_title(printable(say("Proof of a certificate")))
    paper.set_lang(say.language)
    _band(paper, said, say)
    _rows(paper, said, issued_by, say)
    if check:
        _how_to_check(paper, check, say)
    else:
        _whom_to_ask(paper, office, say)
    _foot(paper, office, say, today, check)
    return Attachment(FILE_NAME, MEDIA_TYPE, bytes(paper.output()))


def kind_of(said: Statement, say: Words) -> str:
    """What kind of certificate it is, in a few words."""
    if said.kind is Kind.COMPETENCE:
        return say("Certificate of competence")
    return say("Certificate of training")


def _band(paper: FPDF, said: Statement, say: Words) -> None:
    paper.set_fill_color(*BRAND)
    paper.rect(0, 0, paper.w, BAND, style="F")
    paper.set_text_color(*ON_BRAND)
    paper.set_xy(MARGIN, 10.5)
    _line(paper, say("Proof of a certificate"), 11)
    _line(paper, skills.name(said.skill), 24, bold=True, height=12)
    paper.set_text_color(*INK)
    paper.set_xy(MARGIN, BAND + 10)
    if said.name is not None:
        _text(paper, said.name, 19, bold=True, height=9)
    else:
        _text(
            paper,
            say("Its holder shows it without the name. Compare the paper with an identity card."),
            10.5,
        )
    paper.ln(4)


def _rows(paper: FPDF, said: Statement, issued_by: str, say: Words) -> None:
    for label, value in (
        (say("Kind"), kind_of(said, say)),
        (say("Scheme"), said.scheme),
        (say("Certificate number"), said.number),
        (say("Issued by"), issued_by),
        (say("Date of issue"), said.issued_on and say.plain_day(said.issued_on)),
        (say("Certificate valid until"), said.valid_until and say.plain_day(said.valid_until)),
    ):
        if value:
            _row(paper, label, value)


def _row(paper: FPDF, label: str, value: str) -> None:
    top = paper.get_y() + 2.2
    paper.set_xy(MARGIN, top)
    paper.set_text_color(*SOFT)
    _line(paper, label, 10.5, height=6.2)
    paper.set_xy(MARGIN + LABELS, top)
    paper.set_text_color(*INK)
    _text(paper, value, 12, bold=True, width=WIDTH - LABELS, height=6.2)
    paper.set_draw_color(*LINE)
    below = paper.get_y() + 2.2
    paper.line(MARGIN, below, MARGIN + WIDTH, below)
    paper.set_xy(MARGIN, below)


def _how_to_check(paper: FPDF, check: Check, say: Words) -> None:
    top = paper.get_y() + 12
    _qr(paper, check.url, MARGIN, top)
    left, width = MARGIN + QR + 9, WIDTH - QR - 9
    paper.set_left_margin(left)
    paper.set_xy(left, top)
    _line(paper, say("Check it, please"), 14, bold=True, height=9)
    for step in (
        say("1. Scan the code, or open the address below."),
        say("2. The page says whether the certificate is valid today."),
        say("3. Compare it with the paper: whatever differs there has been changed."),
    ):
        _text(paper, step, 10.5, width=width)
    paper.ln(2)
    paper.set_text_color(*BRAND)
    paper.set_font("Courier", "B", 10)
    folder, slash, code = check.url.rpartition("/")
    paper.multi_cell(width, 5, f"{folder}{slash}\n{code}", align="L", link=check.url)
    paper.set_left_margin(MARGIN)
    paper.embed_file(
        bytes=check.credential.encode(), basename=CREDENTIAL_NAME, mime_type="application/vc+jwt"
    )


def _qr(paper: FPDF, text: str, left: float, top: float) -> None:
    """Drawn as squares: sharp in any size, without an image."""
    import segno  # noqa: PLC0415 - 2 MB that few turns need

    rows = list(segno.make(text, micro=False).matrix_iter(border=0))
    side = QR / len(rows)
    paper.set_fill_color(0, 0, 0)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                paper.rect(left + x * side, top + y * side, side, side, style="F")


def _whom_to_ask(paper: FPDF, office: Office, say: Words) -> None:
    paper.set_xy(MARGIN, paper.get_y() + 12)
    _line(paper, say("Check it, please"), 14, bold=True, height=9)
    _text(paper, say("Ask the office below and name the certificate number."), 10.5)
    if office.phone:
        _line(paper, say("Phone: {phone}", phone=office.phone), 12, bold=True, height=8)


def _foot(paper: FPDF, office: Office, say: Words, today: date, check: Check | None) -> None:
    paper.set_xy(MARGIN, paper.h - FOOT)
    paper.set_draw_color(*LINE)
    paper.line(MARGIN, paper.get_y(), MARGIN + WIDTH, paper.get_y())
    paper.ln(3)
    paper.set_text_color(*INK)
    if office.name:
        _text(paper, say("According to the records of {name}", name=office.name), 10.5, bold=True)
    paper.set_text_color(*SOFT)
    if office.address or office.phone:
        _text(paper, ", ".join(filter(None, (office.address, office.phone))), 9.5)
    _text(paper, say("Made on {day}.", day=say.plain_day(today)), 9.5)
    if check:
        until = say.plain_day(check.until)
        _text(
            paper, say("It can be checked until {day}, unless it is taken back.", day=until), 9.5
        )
        _text(
            paper,
            say(
                "For computers: the same as signed data (Open Badges 3.0) is attached to this "
                "PDF, {file}.",
                file=CREDENTIAL_NAME,
            ),
            9.5,
        )


def _line(paper: FPDF, text: str, size: float, *, bold: bool = False, height: float = 5.5) -> None:
    paper.set_font("Helvetica", "B" if bold else "", size)
    paper.cell(text=printable(text), h=height, new_x="LMARGIN", new_y="NEXT")


def _text(
    paper: FPDF,
    text: str,
    size: float,
    *,
    bold: bool = False,
    width: float = WIDTH,
    height: float = 5.5,
) -> None:
    """As `_line`, on as many lines as it needs."""
    paper.set_font("Helvetica", "B" if bold else "", size)
    paper.multi_cell(width, height, printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
