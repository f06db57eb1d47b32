"""A letter with a code for somebody without a phone: it names no person and no place."""

from __future__ import annotations

import io

from locales import Words
from programme.messages import Attachment
from programme.office import Office
from services.printing.paper import MEDIA_TYPE, a4, printable

QR_MM = 55


def letter(
    say: Words, office: Office, code: str, bot: str, messenger: str, qr: bytes, until: str
) -> Attachment:
    """One A4 page. `bot` is the chat's address in `messenger` ("" if unknown), `until` the code's
    last day.
    """
    page = a4()
    page.set_font("Helvetica", "B", 14)
    page.multi_cell(0, 8, printable(office.name or say("Job training")), new_x="LMARGIN")
    page.set_font("Helvetica", size=11)
    if office.address:
        page.multi_cell(0, 6, printable(office.address), new_x="LMARGIN")
    page.ln(6)
    page.set_font("Helvetica", size=12)
    for said in (
        say("With this code you can ask on your phone about class times and the certificate."),
        say("1. Scan the picture, or open {bot} in {messenger}.", bot=bot, messenger=messenger)
        if bot
        else say("1. Scan the picture with your phone."),
        say("2. Write the code there, if it is not taken by itself: {code}", code=code),
        say("3. Read what is kept, and choose. Refusing costs you nothing."),
    ):
        page.multi_cell(0, 7, printable(said), new_x="LMARGIN")
    page.ln(4)
    page.image(io.BytesIO(qr), w=QR_MM, h=QR_MM)
    page.set_font("Courier", "B", 20)
    page.cell(text=printable(code), new_x="LMARGIN", new_y="NEXT", h=14)
    page.set_font("Helvetica", size=11)
    page.multi_cell(
        0,
        6,
        printable(say("The code works once, until {day}. Keep it to yourself.", day=until)),
        new_x="LMARGIN",
    )
    if office.phone:
        page.multi_cell(
            0, 6, printable(say("Questions? Call {phone}.", phone=office.phone)), new_x="LMARGIN"
        )
    return Attachment("surat.pdf", MEDIA_TYPE, bytes(page.output()))
