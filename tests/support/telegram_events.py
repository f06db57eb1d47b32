"""What people do in front of a bot, as the updates Telegram makes of it."""

from __future__ import annotations

import secrets
import time
from typing import Any

from telegram_account import Account
from telegram_rules import PHOTO_ID

_KINDS_BY_SIGN = {True: "private", False: "group"}


class TelegramBot(Account):
    """A bot's account together with the people who write to it."""

    def push_text(self, chat_id: int, text: str, **sender: Any) -> int:
        return self.push_message(chat_id, {"text": text, **_command_entity(text)}, **sender)

    def push_start(self, chat_id: int, code: str = "", **sender: Any) -> int:
        return self.push_text(chat_id, f"/start {code}".strip(), **sender)

    def push_message(
        self,
        chat_id: int,
        content: dict[str, Any],
        *,
        update: str = "message",
        kind: str | None = None,
        user_id: int | None = None,
        is_bot: bool = False,
        language: str | None = "id",
        reply_to: int | None = None,
    ) -> int:
        """A message in a chat, which exists from then on. A negative id is a group's."""
        chat = self.add_chat(chat_id, kind or _KINDS_BY_SIGN[chat_id > 0])
        message: dict[str, Any] = {
            "message_id": self.next_message_id(),
            "date": int(time.time()),
            "chat": chat.as_json(),
        }
        if chat.kind != "channel":
            message["from"] = _person(user_id or abs(chat_id), chat.name, language, is_bot=is_bot)
        if reply_to is not None:
            message["reply_to_message"] = self.messages.get(
                (chat_id, reply_to),
                {"message_id": reply_to, "date": 1, "chat": chat.as_json(), "text": "…"},
            )
        message.update(content)
        self.written.add((chat_id, message["message_id"]))
        return self.push(update, message)

    def push_press(
        self,
        chat_id: int,
        data: str | None,
        *,
        message_id: int | None = None,
        user_id: int | None = None,
        inaccessible: bool = False,
    ) -> int:
        """A button press; without `message_id` under the last message of that chat."""
        chat = self.add_chat(chat_id, _KINDS_BY_SIGN[chat_id > 0])
        if message_id is None:
            message_id = max((m for c, m in self.messages if c == chat_id), default=1)
        message = self.messages.get((chat_id, message_id))
        if message is None or inaccessible:
            message = {"message_id": message_id, "date": 0, "chat": chat.as_json()}
        query: dict[str, Any] = {
            "id": str(secrets.randbits(62)),
            "from": _person(user_id or abs(chat_id), chat.name, chat.language),
            "chat_instance": "1",
            "message": message,
        }
        if data is not None:
            query["data"] = data
        self.queries[query["id"]] = False
        return self.push("callback_query", query)

    def push_contact(self, chat_id: int, phone: str, *, own: bool = True, **sender: Any) -> int:
        contact: dict[str, Any] = {"phone_number": phone, "first_name": "Orang"}
        if own:
            contact["user_id"] = sender.get("user_id") or abs(chat_id)
        return self.push_message(chat_id, {"contact": contact}, **sender)

    def push_document(
        self,
        chat_id: int,
        name: str,
        content: bytes,
        *,
        caption: str | None = None,
        size: int | None = None,
        media_type: str = "application/octet-stream",
        **sender: Any,
    ) -> int:
        """`size` overstates the file, to stand for a huge one."""
        file_id = self.add_file(name, content)
        document = {
            "file_id": file_id, "file_unique_id": file_id[-8:], "file_name": name,
            "file_size": len(content) if size is None else size,
            "mime_type": media_type,
        }  # fmt: skip
        words = {} if caption is None else {"caption": caption}
        return self.push_message(chat_id, {"document": document, **words}, **sender)

    def add_file(self, name: str, content: bytes, *, is_photo: bool = False) -> str:
        file_id = f"{PHOTO_ID if is_photo else 'BQAC'}{secrets.token_hex(12)}"
        self.files[file_id] = (name, content)
        return file_id

    def push_sticker(self, chat_id: int, **sender: Any) -> int:
        sticker = {**_file(), "type": "regular", "width": 512, "height": 512,
                   "is_animated": False, "is_video": False}  # fmt: skip
        return self.push_message(chat_id, {"sticker": sticker}, **sender)

    def push_voice(self, chat_id: int, **sender: Any) -> int:
        return self.push_message(chat_id, {"voice": {**_file(), "duration": 3}}, **sender)

    def push_photo(self, chat_id: int, caption: str | None = None, **sender: Any) -> int:
        """A picture comes in several sizes, the largest last."""
        photo = [
            {"file_id": self.add_file("photo", b"x" * side, is_photo=True), "file_unique_id": "x",
             "file_size": side, "width": side, "height": side}
            for side in (90, 320)
        ]  # fmt: skip
        words = {} if caption is None else {"caption": caption}
        return self.push_message(chat_id, {"photo": photo, **words}, **sender)

    def push_location(self, chat_id: int, **sender: Any) -> int:
        place = {"latitude": -7.12, "longitude": 112.41}
        return self.push_message(chat_id, {"location": place}, **sender)

    def push_edited(self, chat_id: int, text: str, **sender: Any) -> int:
        content = {"text": text, "edit_date": int(time.time())}
        return self.push_message(chat_id, content, update="edited_message", **sender)

    def push_channel_post(self, chat_id: int, text: str) -> int:
        return self.push_message(chat_id, {"text": text}, update="channel_post", kind="channel")

    def push_membership(self, chat_id: int, status: str, *, user_id: int | None = None) -> int:
        """The bot's standing in a chat: "member", "kicked" (blocked), "left", …"""
        chat = self.add_chat(chat_id, _KINDS_BY_SIGN[chat_id > 0])
        chat.is_blocked = status in ("kicked", "left")
        change = {
            "chat": chat.as_json(),
            "from": _person(user_id or abs(chat_id), chat.name, chat.language),
            "date": int(time.time()),
            "old_chat_member": self._standing("member" if chat.is_blocked else "kicked"),
            "new_chat_member": self._standing(status),
        }
        return self.push("my_chat_member", change)

    def _standing(self, status: str) -> dict[str, Any]:
        more = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.as_user(), "status": status, **more}

    def block(self, chat_id: int, *, tell: bool = True) -> None:
        """The person blocks the bot, which Telegram tells it (unless `tell` is false)."""
        self.add_chat(chat_id)
        if tell:
            self.push_membership(chat_id, "kicked")
        self.chats[chat_id].is_blocked = True

    def unblock(self, chat_id: int, *, tell: bool = True) -> None:
        if tell:
            self.push_membership(chat_id, "member")
        self.chats[chat_id].is_blocked = False

    def migrate_group(self, chat_id: int, new_id: int) -> int:
        """The group is upgraded, which Telegram tells by a service message in the old chat."""
        self.add_chat(chat_id, "group")
        self.migrate(chat_id, new_id)
        return self.push_message(chat_id, {"migrate_to_chat_id": new_id})


def _person(user_id: int, name: str, language: str | None, *, is_bot: bool = False) -> Any:
    person = {"id": user_id, "is_bot": is_bot, "first_name": name}
    return person if language is None else {**person, "language_code": language}


def _file() -> dict[str, Any]:
    return {"file_id": secrets.token_hex(8), "file_unique_id": "x", "file_size": 10}


def _command_entity(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {}
    length = len(text.split(maxsplit=1)[0])
    return {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
