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

    def write(text: str, height: int) -> None:
        page.multi_cell(0, height, printable(text), new_x="LMARGIN")

    page.set_font("Helvetica", "B", 14)
    write(office.name or say("Job training"), 8)
    page.set_font("Helvetica", size=11)
    if office.address:
        write(office.address, 6)
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
        write(said, 7)
    page.ln(4)
    page.image(io.BytesIO(qr), w=QR_MM, h=QR_MM)
    page.set_font("Courier", "B", 20)
    page.cell(text=printable(code), new_x="LMARGIN", new_y="NEXT", h=14)
    page.set_font("Helvetica", size=11)
    write(say("The code works once, until {day}. Keep it to yourself.", day=until), 6)
    if office.phone:
        write(say("Questions? Call {phone}.", phone=office.phone), 6)
    return Attachment("surat.pdf", MEDIA_TYPE, bytes(page.output()))
