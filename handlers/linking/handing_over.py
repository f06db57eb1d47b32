"""A code to hand over: as text with its link, as a picture, or as a letter to be printed."""

from __future__ import annotations

import io

from handlers.turns.turn import Turn
from programme.messages import Attachment
from services.linking.code_letter import letter
from services.people.codes import written_code


def link_of(turn: Turn, code: str) -> str:
    """What opens the chat with the code; "" where the channel's link isn't known."""
    start = turn.setup.links.get(turn.incoming.channel, "")
    return f"{start}{code}" if start.startswith("http") else ""


def picture(turn: Turn, code: str) -> Attachment:
    """The QR of the code's link, or of the code itself."""
    return Attachment("kode.png", "image/png", _qr(link_of(turn, code) or code))


def paper(turn: Turn, code: str, until: str) -> Attachment:
    """A letter that can be read by anybody and names nobody. `until`: the last day."""
    link = link_of(turn, code)
    return letter(
        turn.say,
        turn.setup.office,
        written_code(code),
        link.partition("?")[0],
        turn.channel.title,
        _qr(link or code),
        until,
    )


def _qr(text: str) -> bytes:
    import segno  # noqa: PLC0415 - 2 MB that few turns need

    image = io.BytesIO()
    segno.make(text, micro=False).save(image, kind="png", scale=8)
    return image.getvalue()
