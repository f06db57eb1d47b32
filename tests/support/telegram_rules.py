"""What Telegram demands of a call's parameters, and the words in which it refuses.

Source: core.telegram.org/bots/api, sections "Available methods" and "Formatting options".
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_DATA = 64
MAX_BUTTONS = 100
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOCUMENT = 50 * 1024 * 1024


class ApiRefusal(Exception):
    """An answer with "ok": false."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(words: str, **parameters: int) -> ApiRefusal:
    return ApiRefusal(400, f"Bad Request: {words}", **parameters)


@dataclass(frozen=True)
class Upload:
    name: str
    media_type: str
    content: bytes


_SENDING = {
    "business_connection_id", "message_thread_id", "direct_messages_topic_id",
    "disable_notification", "protect_content", "allow_paid_broadcast", "message_effect_id",
    "suggested_post_parameters", "reply_parameters", "reply_markup", "reply_to_message_id",
    "allow_sending_without_reply", "parse_mode",
}  # fmt: skip
_CAPTION = {"caption", "caption_entities", "show_caption_above_media"}
_TEXT = {"entities", "link_preview_options", "disable_web_page_preview"}

PARAMETERS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "setWebhook": (
        {"url"},
        {"certificate", "ip_address", "max_connections", "allowed_updates", "secret_token",
         "drop_pending_updates"},
    ),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "getWebhookInfo": (set(), set()),
    "sendMessage": ({"chat_id", "text"}, _SENDING | _TEXT),
    "sendVenue": (
        {"chat_id", "latitude", "longitude", "title", "address"},
        (_SENDING - {"parse_mode"})
        | {"foursquare_id", "foursquare_type", "google_place_id", "google_place_type"},
    ),
    "sendContact": (
        {"chat_id", "phone_number", "first_name"},
        (_SENDING - {"parse_mode"}) | {"last_name", "vcard"},
    ),
    "sendPhoto": ({"chat_id", "photo"}, _SENDING | _CAPTION | {"has_spoiler"}),
    "sendDocument": (
        {"chat_id", "document"},
        _SENDING | _CAPTION | {"thumbnail", "disable_content_type_detection"},
    ),
    "editMessageText": (
        {"text"},
        _TEXT | {"chat_id", "message_id", "inline_message_id", "business_connection_id",
                 "parse_mode", "reply_markup"},
    ),
    "deleteMessage": ({"chat_id", "message_id"}, set()),
    "answerCallbackQuery": ({"callback_query_id"}, {"text", "show_alert", "url", "cache_time"}),
    "sendChatAction": ({"chat_id", "action"}, {"business_connection_id", "message_thread_id"}),
    "setMyCommands": ({"commands"}, {"scope", "language_code"}),
    "getFile": ({"file_id"}, set()),
}  # fmt: skip
"""Method → (required, optional)."""


def unknown_parameters(method: str, given: Mapping[str, Any]) -> set[str]:
    required, optional = PARAMETERS[method]
    return set(given) - required - optional


def utf16_length(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def structured(parameters: Mapping[str, Any], name: str) -> Any:
    """A parameter that is an object or a list: as such in a JSON body, as JSON text in a form."""
    value = parameters.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def integer(parameters: Mapping[str, Any], name: str, default: int = 0) -> int:
    try:
        return int(parameters.get(name, default))
    except (TypeError, ValueError):
        raise bad_request(f"invalid {name} specified") from None


# -- texts ---------------------------------------------------------------------------------------

_ENTITY_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
}  # fmt: skip
_PIECE = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)(>?)")
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


@dataclass
class FormattedText:
    plain: str
    entities: list[dict[str, Any]] = field(default_factory=list)


def parse_html(source: str) -> FormattedText:
    plain: list[str] = []
    length = 0
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, int]] = []

    def add(piece: str) -> None:
        nonlocal length
        piece = _ENTITY.sub(lambda match: html.unescape(match[0]), piece)
        plain.append(piece)
        length += utf16_length(piece)

    position = 0
    for match in _PIECE.finditer(source):
        add(source[position : match.start()])
        position = match.end()
        closing, tag, _, end = match.groups()
        at = len(source[: match.start()].encode())
        tag = tag.lower()
        if not end:
            raise _parse_error(f"Unclosed start tag at byte offset {at}")
        if closing:
            if not opened:
                raise _parse_error(f"Unexpected end tag at byte offset {at}")
            expected, start = opened.pop()
            if tag not in ("", expected):
                raise _parse_error(
                    f'Unmatched end tag at byte offset {at}, expected "</{expected}>", '
                    f'found "</{tag}>"'
                )
            if length > start:
                entity = {"type": _ENTITY_TYPES[expected], "offset": start}
                entities.append({**entity, "length": length - start})
        elif tag in _ENTITY_TYPES:
            opened.append((tag, length))
        else:
            raise _parse_error(f'Unsupported start tag "{tag}" at byte offset {at}')
    add(source[position:])
    if opened:
        tag = opened[-1][0]
        raise _parse_error(f'Can\'t find end tag corresponding to start tag "{tag}"')
    return FormattedText("".join(plain), entities)


def _parse_error(words: str) -> ApiRefusal:
    return bad_request(f"can't parse entities: {words}")


def formatted(parameters: Mapping[str, Any], name: str) -> FormattedText:
    source = parameters.get(name) or ""
    if not isinstance(source, str):
        raise bad_request(f"{name} must be a string")
    mode = parameters.get("parse_mode")
    if mode is None or mode == "":
        return FormattedText(source.strip())
    if str(mode).lower() != "html":
        raise bad_request("unsupported parse_mode")
    text = parse_html(source)
    text.plain = text.plain.strip()
    return text


def message_text(parameters: Mapping[str, Any]) -> FormattedText:
    text = formatted(parameters, "text")
    if not text.plain:
        raise bad_request("message text is empty")
    if utf16_length(text.plain) > MAX_TEXT:
        raise bad_request("message is too long")
    return text


def caption(parameters: Mapping[str, Any]) -> FormattedText:
    text = formatted(parameters, "caption")
    if utf16_length(text.plain) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text


# -- keyboards and files -------------------------------------------------------------------------

_INLINE_ACTIONS = {"callback_data", "url", "web_app", "login_url", "switch_inline_query",
                   "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
                   "copy_text", "callback_game", "pay"}  # fmt: skip


def reply_markup(parameters: Mapping[str, Any], *, private: bool) -> dict[str, Any] | None:
    markup = structured(parameters, "reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        for button in _buttons(markup["inline_keyboard"], "inline keyboard button"):
            _check_inline_button(button)
    elif "keyboard" in markup:
        for button in _buttons(markup["keyboard"], "keyboard button"):
            asks = isinstance(button, dict) and button.get("request_contact")
            if asks and not private:
                raise bad_request("phone number can be requested in private chats only")
    elif not (markup.get("remove_keyboard") is True or markup.get("force_reply") is True):
        raise bad_request("reply markup has no known kind of keyboard")
    return markup


def _buttons(rows: Any, kind: str) -> list[Any]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"field of {kind}s must be of type Array of Arrays")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        label = button.get("text") if isinstance(button, dict) else button
        if not isinstance(label, str) or not label.strip():
            raise bad_request(f"can't parse {kind}: Text buttons are unallowed to be empty")
    return buttons


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    actions = _INLINE_ACTIONS & set(button)
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed "
                          "in the inline keyboard")  # fmt: skip
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


PHOTO_ID = "AgAC"
"""How the id of a photo begins; any other file is a document."""


def known_file(files: Mapping[str, Any], file_id: str, name: str) -> None:
    """Refuses what can't be sent on: an unknown id, or a photo as a document and vice versa."""
    if file_id not in files:
        raise bad_request("wrong remote file identifier specified: Wrong padding in the string")
    kind = "photo" if file_id.startswith(PHOTO_ID) else "document"
    if kind != name:
        raise bad_request(f"can't use file of type {kind.title()} as {name.title()}")


def upload(parameters: Mapping[str, Any], name: str) -> Upload:
    file = parameters[name]
    if not isinstance(file, Upload):
        raise bad_request(f"there is no {name} in the request")
    if not file.content:
        raise bad_request("file must be non-empty")
    if len(file.content) > (MAX_PHOTO if name == "photo" else MAX_DOCUMENT):
        raise ApiRefusal(413, "Request Entity Too Large")
    if name == "photo" and not file.content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return file
