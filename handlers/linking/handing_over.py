"""A code to hand over: as text with its link, as a picture, or as a letter to be printed."""

from __future__ import annotations

import io

from handlers.turns.turn import Turn
from programme.messages import Attachment
from services.linking.code_letter import Letter, Sender, named
from services.people.codes import written_code


def link_of(turn: Turn, code: str) -> str:
    """What opens the chat with the code; "" where the channel's link isn't known."""
    start = turn.setup.links.get(turn.incoming.channel, "")
    return f"{start}{code}" if start.startswith("http") else ""


def picture(turn: Turn, code: str, name: str) -> Attachment:
    """The QR of the code's link, or of the code itself."""
    return Attachment(
        named("kode", "", name, "png"), "image/png", _qr(link_of(turn, code) or code)
    )


def sender(turn: Turn, until: str) -> Sender:
    """Who writes a letter. `until`: the codes' last day."""
    bot = link_of(turn, "").partition("?")[0]
    return Sender(turn.setup.office, bot, turn.channel.title, until)


def letter_with(turn: Turn, code: str, name: str, number: str) -> Letter:
    return Letter(written_code(code), _qr(link_of(turn, code) or code), name, number)


def _qr(text: str) -> bytes:
    import segno  # noqa: PLC0415 - 2 MB that few turns need

    image = io.BytesIO()
    segno.make(text, micro=False).save(image, kind="png", scale=8)
    return image.getvalue()
