"""Telegram's updates → `Incoming`.

Read from the JSON itself: building PTB's objects costs more than storing the message.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from telegram.constants import (
    ChatMemberStatus,
    ChatType as TelegramChatType,
    MessageAttachmentType,
)

from bot.channels.telegram.capabilities import NAME
from programme.messages import ChatType, DocumentRef, EventKind, Incoming

Json = dict[str, Any]

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""A channel's post is never answered."""

_COMMAND = re.compile(r"/(\w{1,64})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)
_CHAT_TYPES = {
    TelegramChatType.PRIVATE: ChatType.PRIVATE,
    TelegramChatType.GROUP: ChatType.GROUP,
    TelegramChatType.SUPERGROUP: ChatType.GROUP,
}
_ATTACHMENTS = tuple(str(kind.value) for kind in MessageAttachmentType)
_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def read_update(raw: Json, own_username: str, received_at: datetime) -> Incoming | None:
    """The event in an update, or None where nobody is to be answered.

    Bots, channels, service messages and commands to another bot get no answer, nor an edit of
    anything but a text in a private chat.
    `received_at` (UTC) is the time of a button press, which Telegram doesn't give. Raises any
    error on an update that isn't as documented.
    """
    event_id = str(raw["update_id"])
    if "message" in raw:
        return _read_message(raw["message"], event_id, own_username)
    if "edited_message" in raw:
        return _read_edit(raw["edited_message"], event_id, own_username)
    if "callback_query" in raw:
        return _read_press(raw["callback_query"], event_id, received_at)
    if "my_chat_member" in raw:
        return _read_membership(raw["my_chat_member"], event_id)
    return None


def _read_message(message: Json, event_id: str, own_username: str) -> Incoming | None:
    chat, sent_at = message["chat"], _moment(message["date"])
    sender = message.get("from")
    if sender is None or sender["is_bot"] or message.get("is_automatic_forward"):
        return None
    content = _content(message, sender, own_username)
    if content is None:
        return None
    answered = message.get("reply_to_message")
    return _event(
        chat,
        sender,
        event_id,
        sent_at=sent_at,
        reply_to=None if answered is None else str(answered["message_id"]),
        source_message=str(message["message_id"]),
        **content,
    )


def _read_edit(message: Json, event_id: str, own_username: str) -> Incoming | None:
    is_private = message["chat"]["type"] == TelegramChatType.PRIVATE
    event = _read_message(message, event_id, own_username)
    is_text = event is not None and event.kind is EventKind.TEXT
    return replace(event, is_edit=True) if event and is_private and is_text else None


def _content(message: Json, sender: Json, own_username: str) -> dict[str, Any] | None:
    """The fields of `Incoming` that say what the message holds; None for a service message."""
    if "text" in message:
        return _read_text(_clean(message["text"]), message["chat"], own_username)
    caption = message.get("caption", "")
    contact = message.get("contact")
    if contact is not None:
        own = contact.get("user_id") == sender["id"]
        return {"kind": EventKind.PHONE, "phone": contact["phone_number"], "phone_is_own": own}
    file = _file(message)
    if file is not None:
        return {"kind": EventKind.DOCUMENT, "document": file, "text": caption}
    media = next((kind for kind in _ATTACHMENTS if message.get(kind)), None)
    return {"kind": EventKind.OTHER, "text": caption, "media": media} if media else None


def _file(message: Json) -> DocumentRef | None:
    """The picture (the largest of its sizes, which come last) or the document in a message."""
    if message.get("photo"):
        photo = message["photo"][-1]
        file_id, size = _clean(photo["file_id"]), int(photo.get("file_size", 0))
        return DocumentRef(file_id, "", size, "image/jpeg", is_picture=True)
    file = message.get("document")
    if file is None or "animation" in message:
        return None
    name, media_type = _clean(file.get("file_name", "")), _clean(file.get("mime_type", ""))
    return DocumentRef(_clean(file["file_id"]), name, int(file.get("file_size", 0)), media_type)


def _read_text(text: str, chat: Json, own_username: str) -> dict[str, Any] | None:
    command = _COMMAND.match(text)
    if command is None:
        return {"kind": EventKind.TEXT, "text": text}
    name, addressee, rest = command[1].lower(), command[2], (command[3] or "").strip()
    is_for_another = addressee is not None and addressee.lower() != own_username.lower()
    if is_for_another and chat["type"] != TelegramChatType.PRIVATE:
        return None
    if name == "start":
        return {"kind": EventKind.START, "text": "/start", "data": rest}
    return {"kind": EventKind.TEXT, "text": f"/{name} {rest}".strip()}


def _read_press(query: Json, event_id: str, received_at: datetime) -> Incoming | None:
    sender, message = query["from"], query.get("message")
    if message is None or sender["is_bot"]:
        return None
    return _event(
        message["chat"],
        sender,
        event_id,
        kind=EventKind.BUTTON,
        sent_at=received_at,
        data=query.get("data", ""),
        source_message=str(message["message_id"]),
    )


def _read_membership(change: Json, event_id: str) -> Incoming | None:
    standing = change["new_chat_member"]
    is_member = standing["status"] not in _OUTSIDE and standing.get("is_member", True)
    return _event(
        change["chat"],
        change["from"],
        event_id,
        kind=EventKind.MEMBERSHIP,
        sent_at=_moment(change["date"]),
        is_member=is_member,
    )


def _event(chat: Json, sender: Json, event_id: str, **content: Any) -> Incoming | None:
    chat_type = _CHAT_TYPES.get(chat["type"])
    if chat_type is None:
        return None
    fields: dict[str, Any] = {"language": sender.get("language_code"), **content}
    return Incoming(
        channel=NAME,
        address=str(int(chat["id"])),
        chat_type=chat_type,
        event_id=event_id,
        **{name: _storable(value) for name, value in fields.items()},
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _storable(value: Any) -> Any:
    """The value with its text cleaned; an enum's member stays what it is."""
    is_text = isinstance(value, str) and not isinstance(value, Enum)
    return _clean(value) if is_text else value


def _clean(text: str) -> str:
    """Without lone surrogates, which JSON can hold and UTF-8 can't."""
    return text.encode(errors="replace").decode()
