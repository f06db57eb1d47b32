"""`Outgoing` → the Bot API calls that carry it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram.capabilities import MAX_CAPTION, MAX_TEXT
from bot.channels.telegram.transport import FilePart
from programme.messages import Attachment, DocumentRef, Outgoing, Place
from programme.outbox import Refused

_MAX_PHOTO = 10 * 1024 * 1024
"""Bytes (Bot API, "Sending files"); a larger picture goes as a document."""

_NO_PREVIEW = {"is_disabled": True}
_PIECE = re.compile(r"<[^>]*>|&(?:\w+|#\w+);|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Call:
    """One call; its chat is added by who makes it."""

    method: str
    parameters: dict[str, Any]
    file: FilePart | None = None


def calls_for(message: Outgoing) -> list[Call]:
    """The calls in their order; buttons hang under the last.

    A text that is too long for one message becomes several, a caption that is too long follows as
    a text. An edit can be neither split nor given a file: that raises `Refused`.
    """
    if message.delete_of is not None:
        return [Call("deleteMessage", {"message_id": int(message.delete_of)})]
    if message.edit_of is not None:
        return [_edit(message, message.edit_of)]
    if message.attachment:
        calls = _captioned(_upload(message.attachment), message.text)
    elif message.place:
        calls = [_venue(message.place)]
    elif message.card:
        card = {"phone_number": message.card.phone, "first_name": message.card.name}
        calls = [Call("sendContact", card)]
    elif message.file:
        calls = _captioned(_sent_on(message.file), message.text)
    else:
        calls = _texts(message.text)
    markup = _markup(message)
    if markup is not None:
        calls[-1].parameters["reply_markup"] = markup
    return calls


def _edit(message: Outgoing, message_id: str) -> Call:
    if message.attachment or message.file:
        raise Refused("edit_with_file")
    if not _fits(message.text, MAX_TEXT):
        raise Refused("too_long")
    call = Call("editMessageText", _text(message.text) | {"message_id": int(message_id)})
    markup = _markup(message)
    if markup is not None and message.ask_phone is None:
        call.parameters["reply_markup"] = markup
    return call


def _venue(place: Place) -> Call:
    return Call(
        "sendVenue",
        {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "title": place.name,
            "address": place.address,
        },
    )


def _upload(attachment: Attachment) -> Call:
    is_photo = attachment.is_picture and len(attachment.content) <= _MAX_PHOTO
    method, field = ("sendPhoto", "photo") if is_photo else ("sendDocument", "document")
    file = FilePart(field, attachment.name, attachment.media_type, attachment.content)
    return Call(method, {}, file)


def _sent_on(file: DocumentRef) -> Call:
    """A file that Telegram has; what came as a photo stays one (Bot API, "Sending files")."""
    if file.is_picture:
        return Call("sendPhoto", {"photo": file.file_id})
    return Call("sendDocument", {"document": file.file_id})


def _captioned(call: Call, text: str) -> list[Call]:
    if not text:
        return [call]
    if not _fits(text, MAX_CAPTION):
        return [call, *_texts(text)]
    call.parameters.update(caption=text, parse_mode="HTML")
    return [call]


def _texts(text: str) -> list[Call]:
    return [Call("sendMessage", _text(part)) for part in split_text(text, MAX_TEXT)]


def _text(text: str) -> dict[str, Any]:
    return {"text": text, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}


def _markup(message: Outgoing) -> dict[str, Any] | None:
    """Beside a request for the phone number, which is another kind of keyboard, the buttons'
    labels are offered as texts to send."""
    if message.ask_phone is not None:
        labels = [[{"text": button.label} for button in row] for row in message.buttons]
        return {
            "keyboard": [[{"text": message.ask_phone, "request_contact": True}], *labels],
            "one_time_keyboard": True,
            "resize_keyboard": True,
        }
    if not message.buttons:
        return None
    return {
        "inline_keyboard": [
            [{"text": button.label, "callback_data": button.data} for button in row]
            for row in message.buttons
        ]
    }


def split_text(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` UTF-16 units as read, each valid HTML.

    Cut at the end of a line if there is one, else after a space, else anywhere.
    """
    if _fits(text, limit):
        return [text]
    pieces = _PIECE.findall(text)
    parts = []
    open_tags: list[str] = []
    start = 0
    while start < len(pieces):
        end = _cut(pieces, start, limit)
        body = "".join(pieces[start:end]).strip()
        opening = "".join(open_tags)
        _follow_tags(open_tags, pieces[start:end])
        closing = "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(open_tags))
        if not _fits(body, 0):
            parts.append(opening + body + closing)
        start = end
    return parts


def _cut(pieces: list[str], start: int, limit: int) -> int:
    """Where the part that begins at `start` ends (exclusive)."""
    length = 0
    best: dict[str, int] = {}
    for position in range(start, len(pieces)):
        length += _width(pieces[position])
        if length > limit:
            return best.get("\n") or best.get(" ") or position
        best[pieces[position]] = position + 1
    return len(pieces)


def _follow_tags(open_tags: list[str], pieces: list[str]) -> None:
    for piece in pieces:
        if piece.startswith("</"):
            if open_tags:
                open_tags.pop()
        elif piece.startswith("<") and len(piece) > 1:
            open_tags.append(piece)


def _width(piece: str) -> int:
    if len(piece) == 1:
        return 2 if piece > "\uffff" else 1
    return 0 if piece.startswith("<") else _units(html.unescape(piece))


def _fits(text: str, limit: int) -> bool:
    """Whether the text as read (tags don't count, &amp; counts as one) keeps to the limit."""
    return _units(text) <= limit or sum(map(_width, _PIECE.findall(text))) <= limit


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
