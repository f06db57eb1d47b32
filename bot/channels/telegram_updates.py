"""What Telegram tells → `Incoming`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus
from telegram.constants import ChatType as TelegramChatType

from programme.messages import ChatType, DocumentRef, EventKind, Incoming

NAME = "telegram"

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
"""An edited message isn't answered again, a channel's post never."""

_COMMAND = re.compile(r"/(\w{1,64})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)
_CHAT_TYPES = {
    TelegramChatType.PRIVATE: ChatType.PRIVATE,
    TelegramChatType.GROUP: ChatType.GROUP,
    TelegramChatType.SUPERGROUP: ChatType.GROUP,
}
_OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def read_update(raw: dict[str, Any], own_username: str, received_at: datetime) -> Incoming | None:
    """The event in an update, or None where nobody is to be answered.

    Silent are bots, channels, edited and service messages, commands to another bot. `received_at`
    (UTC) stands in for the time of a button press, which Telegram doesn't tell. Raises whatever
    PTB stumbles over in an update that isn't as documented.
    """
    update = Update.de_json(raw, None)
    event_id = str(update.update_id)
    if update.message is not None:
        return _read_message(update.message, event_id, own_username)
    if update.callback_query is not None:
        return _read_press(update.callback_query, event_id, received_at)
    if update.my_chat_member is not None:
        return _read_membership(update.my_chat_member, event_id)
    return None


def _read_message(message: Message, event_id: str, own_username: str) -> Incoming | None:
    sender = message.from_user
    if sender is None or sender.is_bot or message.is_automatic_forward:
        return None
    content = _content(message, sender, own_username)
    if content is None:
        return None
    answered = message.reply_to_message
    return _event(
        message.chat,
        sender,
        event_id,
        sent_at=message.date,
        reply_to=None if answered is None else str(answered.message_id),
        **content,
    )


def _content(message: Message, sender: User, own_username: str) -> dict[str, Any] | None:
    """The fields of `Incoming` that say what the message holds; None for a service message."""
    if message.text is not None:
        return _read_text(_clean(message.text), message.chat, own_username)
    caption = _clean(message.caption or "")
    if message.contact is not None:
        own = message.contact.user_id == sender.id
        return {
            "kind": EventKind.PHONE, "phone": message.contact.phone_number, "phone_is_own": own,
        }  # fmt: skip
    file = _file(message)
    if file is not None:
        return {"kind": EventKind.DOCUMENT, "document": file, "text": caption}
    if message.effective_attachment is not None:
        return {"kind": EventKind.OTHER, "text": caption}
    return None


def _file(message: Message) -> DocumentRef | None:
    """The picture (the largest of its sizes, which come last) or the document in a message."""
    if message.photo:
        photo = message.photo[-1]
        return DocumentRef(photo.file_id, "", photo.file_size or 0, "image/jpeg", is_picture=True)
    if message.document is None or message.animation is not None:
        return None
    file = message.document
    name, media_type = _clean(file.file_name or ""), _clean(file.mime_type or "")
    return DocumentRef(file.file_id, name, file.file_size or 0, media_type)


def _read_text(text: str, chat: Chat, own_username: str) -> dict[str, Any] | None:
    command = _COMMAND.match(text)
    if command is None:
        return {"kind": EventKind.TEXT, "text": text}
    name, addressee, rest = command[1].lower(), command[2], (command[3] or "").strip()
    is_for_another = addressee is not None and addressee.lower() != own_username.lower()
    if is_for_another and chat.type != TelegramChatType.PRIVATE:
        return None
    if name == "start":
        return {"kind": EventKind.START, "text": "/start", "data": rest}
    return {"kind": EventKind.TEXT, "text": f"/{name} {rest}".strip()}


def _read_press(query: CallbackQuery, event_id: str, received_at: datetime) -> Incoming | None:
    if query.message is None or query.from_user.is_bot:
        return None
    return _event(
        query.message.chat,
        query.from_user,
        event_id,
        kind=EventKind.BUTTON,
        sent_at=received_at,
        data=_clean(query.data or ""),
        source_message=str(query.message.message_id),
    )


def _read_membership(change: ChatMemberUpdated, event_id: str) -> Incoming | None:
    standing = change.new_chat_member
    is_member = standing.status not in _OUTSIDE and getattr(standing, "is_member", True)
    return _event(
        change.chat,
        change.from_user,
        event_id,
        kind=EventKind.MEMBERSHIP,
        sent_at=change.date,
        is_member=is_member,
    )


def _event(chat: Chat, sender: User, event_id: str, **content: Any) -> Incoming | None:
    chat_type = _CHAT_TYPES.get(chat.type)  # type: ignore[call-overload]
    if chat_type is None:
        return None
    return Incoming(
        channel=NAME,
        address=str(chat.id),
        chat_type=chat_type,
        event_id=event_id,
        language=sender.language_code,
        **content,
    )


def _clean(text: str) -> str:
    """Without lone surrogates, which JSON can hold and UTF-8 can't."""
    return text.encode(errors="replace").decode()
